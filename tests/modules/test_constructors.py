# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import contextlib
import copy
import gc
import inspect
import pickle
import sys

import constructors as c
import pytest


def raises(error, text, function, *args, **kwargs):
    with pytest.raises(error) as caught:
        function(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text
    return caught.value


# Several constructors


def test_the_first_constructor_whose_arguments_fit_is_called():
    assert c.Vec().how == "empty"
    assert c.Vec(1, 2).how == c.Vec(1).how == c.Vec(y=1, x=2).how == "numbers"
    assert c.Vec(1).y == 0.5
    assert c.Vec([1, 2]).how == "list"
    assert c.Vec([1, 2]).y == 2.0


def test_all_signatures_and_why_they_do_not_fit_are_told():
    raises(
        TypeError,
        "Vec() has no signature that fits these arguments:\n"
        "  Vec(): takes 0 positional arguments but 1 was given\n"
        "  Vec(x, y=0.5): argument 'x': must be real number, not str\n"
        "  Vec(items, /): argument 'items': 'str' object cannot be converted to 'Sequence[float]'",
        c.Vec,
        "a",
    )
    raises(
        TypeError,
        "Vec() has no signature that fits these arguments:\n"
        "  Vec(): got an unexpected keyword argument 'z'\n"
        "  Vec(x, y=0.5): got an unexpected keyword argument 'z'\n"
        "  Vec(items, /): got an unexpected keyword argument 'z'",
        c.Vec,
        z=1,
    )


def test_what_a_constructor_raises_itself_ends_the_search():
    raises(TypeError, "from the body", c.Strict, 1)
    raises(ValueError, "a list of two", c.Vec, [1])
    assert isinstance(c.Strict("text"), c.Strict)


def test_an_error_that_is_no_misfit_ends_the_search():
    class Interrupting:
        def __float__(self):
            raise KeyboardInterrupt("now")

    with pytest.raises(KeyboardInterrupt, match="now"):
        c.Vec(Interrupting())


def test_subclasses_choose_too():
    class Short(c.Vec):
        pass

    class Square(c.Vec):
        def __init__(self, side):
            super().__init__(side, side)
            self.side = side

    assert Short([3, 4]).how == "list"
    assert Short().how == "empty"
    assert (Square(2).how, Square(2).y) == ("numbers", 2.0)
    with pytest.raises(TypeError, match="no signature that fits"):
        Short("a")


def test_no_constructor_leaves_a_value_behind():
    gc.collect()
    before = c.alive()
    for _ in range(3):
        for arguments in ((), (1, 2), ([1, 2],), ("a",), ([1],), (1, 2, 3)):
            with contextlib.suppress(TypeError, ValueError):
                c.Vec(*arguments)
    assert c.alive() == before


@pytest.mark.leaks("inspect keeps what it compiled")
def test_doc_and_signature():
    assert c.Vec.__doc__ == (
        "Vec()\nVec(x, y=0.5)\n    Of coordinates.\n\n    They are numbers.\nVec(items, /)\n    Of a list.\n\nA vector."
    )
    assert c.Vec.__text_signature__ is None
    assert c.Strict.__doc__ == "Strict(a)\nStrict(a)"
    assert c.Shape.__doc__ == "Shape(text)\nShape(texts)\nShape(number)\nShape(size)\n    Makes it of a size."
    assert c.Plain.__text_signature__ == "(a=1)"
    assert c.Plain.__doc__ == "A plain one.\n\nMakes it of a number."
    assert c.Immovable.__doc__ == "Stays where it is."
    assert c.Immovable.__text_signature__ == "(value)"
    assert inspect.signature(c.Plain).parameters["a"].default == 1


# Factories


def test_factories_give_values_results_and_owners():
    assert c.Shape("square").kind == "square"
    raises(ValueError, "empty", c.Shape, "")
    assert c.Shape(["first"]).kind == "first"
    raises(KeyError, "'nothing'", c.Shape, [])
    assert c.Shape(4).kind == "4"
    raises(ValueError, "the constructor of Shape gave no value", c.Shape, -4)


def test_a_factory_may_take_the_class():
    class Named(c.Shape):
        pass

    assert c.Shape(4.5).kind == "Shape4"
    made = Named(4.5)
    assert (type(made), made.kind) == (Named, "Named4")
    assert type(Named("text")) is Named


def test_a_factory_may_give_what_cannot_move():
    assert c.Immovable(4).value == 4


def test_a_factory_may_give_an_object_that_exists():
    first = c.Symbol("a")
    assert c.Symbol("a") is first
    assert c.Symbol("b") is not first
    assert c.Symbol(name="b").name == "b"
    c.TABLE.clear()


def test_a_subclass_gets_the_object_that_exists_too():
    class Sub(c.Symbol):
        pass

    assert type(Sub("z")) is c.Symbol
    c.TABLE.clear()


def test_an_object_that_exists_cannot_be_filled_in_by_init():
    class Sub(c.Symbol):
        def __init__(self, name):
            super().__init__(name)

    with pytest.raises(TypeError, match="the constructor gave another object"):
        Sub("y")
    c.TABLE.clear()


# Deleters


def test_deleters():
    holder = c.Deleting()
    assert holder.value == 1
    del holder.value
    assert holder.value is None
    raises(IndexError, "gone", delattr, holder, "value")
    holder.other = 7
    del holder.other
    assert holder.other == -1
    assert c.Deleting.value.__doc__ == "May be deleted."
    assert c.Deleting.hidden.__doc__ == "May only be set."
    assert c.Deleting.bare.__doc__ == "May only be deleted."


def test_the_halves_of_a_property_that_are_missing():
    holder = c.Deleting()
    raises(AttributeError, "property 'hidden' of 'Deleting' object has no deleter", delattr, holder, "hidden")
    raises(AttributeError, "property 'value' of 'Deleting' object has no setter", setattr, holder, "value", 1)
    raises(AttributeError, "property 'bare' of 'Deleting' object has no setter", setattr, holder, "bare", 1)
    with pytest.raises(AttributeError, match="not readable"):
        holder.hidden  # noqa: B018


# Static properties


@pytest.fixture
def static():
    c.Static.count = 3
    yield c.Static
    c.Static.count = 3


def test_static_properties_are_read_and_set_on_the_class(static):
    static.count = 3
    assert (static.count, static().count, c.StaticChild.count) == (3, 3, 3)
    static.count = 9
    assert static.count == 9
    c.StaticChild.count = 10
    assert static.count == 10
    instance = static()
    instance.count = 11
    assert static.count == 11
    assert "count" in vars(static)
    assert vars(static)["count"].__doc__ == "How many."


def test_static_properties_know_the_class(static):
    class Sub(static):
        pass

    assert (static.label, c.StaticChild.label, Sub.label, Sub().label) == ("Static", "StaticChild", "Sub", "Sub")
    Sub.count = 12
    assert static.count == 12


def test_static_properties_refuse(static):
    raises(AttributeError, "static property 'label' of 'Static' has no setter", setattr, static, "label", 1)
    raises(AttributeError, "static property 'count' of 'Static' has no deleter", delattr, static, "count")
    raises(
        TypeError,
        "attribute 'count': 'str' object cannot be interpreted as an integer",
        setattr,
        static,
        "count",
        "x",
    )


@pytest.mark.leaks("attributes of a class stay")
def test_other_attributes_of_such_a_class(static):
    static.plain = 5
    assert static.plain == 5
    static.plain = 1
    static.fresh = 2
    assert static.fresh == 2
    del static.fresh
    assert not hasattr(static, "fresh")
    assert issubclass(type(static), type)
    assert type(static) is type(c.StaticChild)


# Nested classes


def test_nested_classes():
    inner = c.Outer.Inner
    assert (inner.__name__, inner.__qualname__, inner.__module__) == ("Inner", "Outer.Inner", "constructors")
    assert repr(inner) == "<class 'constructors.Outer.Inner'>"
    assert inner.Deep.__qualname__ == "Outer.Inner.Deep"
    assert isinstance(inner.Deep(), inner.Deep)
    assert not hasattr(c, "Inner")
    assert repr(c.Outer().make()) == "Outer.Inner(value=9)"
    assert c.Outer.DEFAULT.value == 7


def test_nested_classes_are_pickled():
    value = c.Outer.Inner(4)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    assert copy.copy(value) == copy.deepcopy(value) == value


def test_nested_enums():
    mode = c.Outer.Mode
    assert (mode.__qualname__, mode.__module__) == ("Outer.Mode", "constructors")
    assert c.Outer().mode is mode.SAFE
    assert c.fast(mode.FAST) is True
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(mode.FAST, protocol)) is mode.FAST


# Class attributes


@pytest.mark.leaks("the names of a class that cannot be made stay")
def test_a_class_attribute_that_fails():
    for _ in range(2):
        error = raises(
            RuntimeError,
            "the class attribute Failing.BAD could not be made",
            c.add_failing,
            sys.modules["constructors"],
        )
        assert type(error.__cause__) is IndexError
        assert str(error.__cause__) == "no value"
    assert not hasattr(c, "Failing")
