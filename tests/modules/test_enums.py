# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import copy
import enum
import inspect
import pickle
import sys

import enums as e
import pytest

Color = e.Color
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def raises(error, text, function, *args, **kwargs):
    with pytest.raises(error) as caught:
        function(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text


def test_an_enum_is_one_of_pythons():
    assert type(Color) is type(enum.Enum)
    assert issubclass(Color, enum.Enum)
    assert not issubclass(Color, int)
    assert [member.name for member in Color] == ["RED", "GREEN", "DARK_BLUE"]
    assert [member.value for member in Color] == [0, 5, 6]
    assert Color(5) is Color["GREEN"] is Color.GREEN
    assert (Color.__name__, Color.__qualname__, Color.__module__) == ("Color", "Color", "enums")
    assert len(Color) == 3
    assert Color.RED in Color


def test_docs():
    assert Color.__doc__ == "Colors."
    assert Color.RED.__doc__ == "Like fire."
    assert Color.is_warm.__doc__ == "Whether it is warm."
    assert str(inspect.signature(Color.is_warm)) == "(self, /)"
    assert str(inspect.signature(Color.mix)) == "(self, /, other, share=0.5)"


def test_members_cross_the_border_as_themselves():
    assert e.next(Color.RED) is Color.GREEN
    assert e.next() is Color.GREEN
    assert e.both() == (Color.GREEN, 5)
    assert e.both(Color.RED) == (Color.RED, 5)
    assert e.both(count=1) == (Color.GREEN, 1)
    assert e.BEST is Color.DARK_BLUE
    assert e.all([Color.RED, Color.GREEN]) == 2
    assert e.maybe() is None
    assert e.maybe(Color.RED) is Color.RED
    assert str(inspect.signature(e.next)) == "(color=Ellipsis)"


def test_what_is_no_member_is_refused():
    raises(TypeError, "argument 'color': 'int' object is not an instance of 'Color'", e.next, 0)
    raises(TypeError, "argument 'color': 'str' object is not an instance of 'Color'", e.next, "RED")
    raises(TypeError, "argument 'color': 'Code' object is not an instance of 'Color'", e.next, e.Code.OK)
    raises(TypeError, "argument 'code': 'int' object is not an instance of 'Code'", e.code, 200)
    raises(TypeError, "argument 'colors', item 1: 'int' object is not an instance of 'Color'", e.all, [Color.RED, 1])


def test_a_value_without_a_name():
    raises(ValueError, "77 is not a valid Color", e.next, Color.DARK_BLUE)
    with pytest.raises(ValueError, match="77 is not a valid Color"):
        Color(77)


def test_an_enum_that_was_not_added():
    raises(
        RuntimeError,
        "the enum Lost was not added to a module: call add_class<T>() before its first use",
        e.lost,
    )


def test_methods_and_properties():
    assert Color.RED.is_warm() is True
    assert Color.GREEN.is_warm() is False
    assert Color.RED.mix(Color.GREEN) is Color.GREEN
    assert Color.RED.mix(other=Color.GREEN, share=0.7) is Color.RED
    assert Color.best() is Color.DARK_BLUE
    assert Color.count(2) == 5
    assert Color.GREEN.number == 5
    assert Color.number.__doc__ == "The number."
    raises(TypeError, "Color.mix() missing 1 required positional argument: 'other'", Color.RED.mix)
    with pytest.raises(TypeError, match="doesn't apply to a 'int' object"):
        Color.is_warm(3)


def test_flags():
    P = e.Permission
    assert issubclass(P, enum.Flag)
    assert e.number(P.R | P.W) == 6
    assert e.permission(5) is P.R | P.X
    assert e.permission(0) is P(0)
    assert e.number(~P.R) == 3
    assert e.number(P.R & P.W) == 0
    with pytest.raises(ValueError, match="8"):
        e.permission(8)


def test_int_flags():
    assert issubclass(e.Mask, enum.IntFlag)
    assert e.mask(1 << 40) is e.Mask.HIGH
    assert e.mask_number(e.Mask.LOW | e.Mask.HIGH) == (1 << 40) + 1
    assert e.Mask.HIGH == 1 << 40
    assert e.mask_number(e.Mask(0)) == 0


def test_int_enums():
    assert issubclass(e.Code, enum.IntEnum)
    assert e.code(e.Code.MISSING) is e.Code.MISSING
    assert e.Code.OK == 200
    assert e.Code.NEGATIVE == -1
    assert e.code(e.Code.NEGATIVE) is e.Code.NEGATIVE


def test_members_that_equal_their_numbers():
    A, B = e.Simple.A, e.Simple.B
    assert e.simple(A) is A
    assert A == 0
    assert B == 1
    assert A != 1
    assert A != B
    assert B != 10**30
    assert B != "B"
    assert hash(B) == hash(1)
    assert {1: "one"}[B] == "one"
    assert (int(B), [10, 20][B]) == (1, 20)
    assert repr(B) == "Simple.B"
    assert not isinstance(B, int)
    assert e.Simple(1) is B
    raises(TypeError, "argument 'simple': 'int' object is not an instance of 'Simple'", e.simple, 0)


def test_large_values():
    assert e.Big.ALL.value == 2**64 - 1
    assert e.big(e.Big.ALL) == 2**64 - 1
    assert e.Big.__module__ == "elsewhere"


def test_two_names_of_one_value():
    assert e.Alias.ALSO_FIRST is e.Alias.FIRST
    assert e.alias(e.Alias.ALSO_FIRST) is e.Alias.FIRST
    assert e.alias(e.Alias.SECOND) is e.Alias.SECOND
    assert len(e.Alias) == 2


def test_old_enums():
    assert e.old(e.Old.B) is e.Old.B


def test_values_in_no_order():
    for member in e.Many:
        assert e.many(member) is member


def test_pickle_and_copy():
    for member in (*Color, *e.Code, e.Simple.B, e.Permission.R, e.Mask.HIGH):
        for protocol in PROTOCOLS:
            assert pickle.loads(pickle.dumps(member, protocol)) is member
        assert copy.copy(member) is copy.deepcopy(member) is member
    both = e.Permission.R | e.Permission.W
    assert pickle.loads(pickle.dumps(both)) is both


def test_members_of_classes():
    brush = e.Brush()
    assert brush.color is Color.GREEN
    brush.color = Color.RED
    assert brush == e.Brush(Color.RED)
    assert pickle.loads(pickle.dumps(brush)) == brush
    raises(TypeError, "attribute 'color': 'int' object is not an instance of 'Color'", setattr, brush, "color", 5)


@pytest.mark.skipif(sys.version_info < (3, 10), reason="match")
@pytest.mark.leaks("compiles code")
def test_match():
    namespace = {"e": e}
    exec("match e.next():\n    case e.Color.RED: found = 1\n    case e.Color.GREEN: found = 2\n", namespace)
    assert namespace["found"] == 2
