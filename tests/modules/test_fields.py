# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import copy
import inspect
import pickle
import sys
import types

import fields as f
import pytest


def raises(error, text, function, *args, **kwargs):
    with pytest.raises(error) as caught:
        function(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text


PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def round_trips(value):
    yield from (pickle.loads(pickle.dumps(value, protocol)) for protocol in PROTOCOLS)
    yield copy.copy(value)
    yield copy.deepcopy(value)


# Fields


def test_the_constructor_takes_the_fields():
    point = f.Point(1, 2)
    assert (point.x, point.y) == (1.0, 2.0)
    assert (f.Point(y=2, x=1).y, f.Point(3).y) == (2.0, 0.0)
    raises(TypeError, "Point() missing 1 required positional argument: 'x'", f.Point)
    raises(TypeError, "argument 'x': must be real number, not str", f.Point, "a")


@pytest.mark.leaks("inspect keeps what it compiled")
def test_signatures():
    assert f.Point.__text_signature__ == "(x, y=...)"
    assert f.Card.__text_signature__ == "(first_name, age=..., note=...)"
    assert str(inspect.signature(f.Point)) == "(x, y=Ellipsis)"


def test_fields_are_attributes_where_the_class_says_so():
    point = f.Point(1, 2)
    point.x = 5
    assert point.x == 5.0
    assert f.Point.x.__doc__ == "The abscissa."
    raises(TypeError, "attribute 'x': must be real number, not str", setattr, point, "x", "a")
    raises(AttributeError, "property 'x' of 'Point' object has no deleter", delattr, point, "x")


def test_fields_say_for_themselves_what_they_are():
    mixed = f.Mixed()
    assert mixed.shown == 1
    with pytest.raises(AttributeError, match="not writable"):
        mixed.shown = 2
    mixed.settable = 7
    assert mixed.settable == 7
    assert not hasattr(mixed, "hidden")


def test_members_that_cannot_be_assigned():
    fixed = f.Fixed(1, "b")
    assert (fixed.first, fixed.second) == (1, "b")
    with pytest.raises(AttributeError, match="not writable"):
        fixed.first = 2


def test_fields_are_renamed():
    value = f.Renamed(httpCode=4)
    assert repr(value) == "Renamed(firstValue=1, httpCode=4)"
    value.firstValue = 3
    assert value.firstValue == 3
    assert f.Renamed.__match_args__ == ("firstValue", "httpCode")
    raises(
        TypeError,
        "attribute 'firstValue': 'str' object cannot be interpreted as an integer",
        setattr,
        value,
        "firstValue",
        "x",
    )


def test_match_args():
    assert f.Point.__match_args__ == ("x", "y")
    assert f.Pair.__match_args__ == ("first", "second")
    assert f.Card.__match_args__ == ("first_name", "age", "note")


@pytest.mark.skipif(sys.version_info < (3, 10), reason="match")
@pytest.mark.leaks("compiles code")
def test_match():
    namespace = {"f": f}
    exec(
        "match f.Card('Al', 3):\n"
        "    case f.Card('Bo'): found = 1\n"
        "    case f.Card('Al', age, note=None): found = age\n"
        "match f.Pair(1, 'x'):\n"
        "    case f.Pair(1, text): found = (found, text)\n",
        namespace,
    )
    assert namespace["found"] == (3, "x")


# dataclass


def test_dataclass_constructor_and_repr():
    card = f.Card("Al", note="n")
    assert repr(card) == str(card) == "Card(first_name='Al', age=18, note='n')"
    assert f.Card.__doc__ == "A card."
    raises(TypeError, "Card() missing 1 required positional argument: 'first_name'", f.Card)
    raises(TypeError, "argument 'first_name': 'int' object is not an instance of 'str'", f.Card, 1)
    card.age = 20
    assert card.age == 20


def test_dataclass_equality():
    assert f.Card("Al") == f.Card("Al")
    assert f.Card("Al") != f.Card("Bo")
    assert f.Card("Al") != 3
    assert (f.Card("Al") == "Al") is False
    with pytest.raises(TypeError):
        f.Card("Al") < f.Card("Bo")  # noqa: B015
    assert f.Box([1]) == f.Box([1])
    assert f.Box([1]) != f.Box([2])


def test_dataclass_hash():
    assert f.Card.__hash__ is None
    with pytest.raises(TypeError, match="unhashable type"):
        hash(f.Card("Al"))
    assert hash(f.Frozen(1, "x")) == hash(f.Frozen(1, "x")) == hash((1, "x"))
    assert len({f.Frozen(1, "x"), f.Frozen(1, "x"), f.Frozen(2)}) == 2
    with pytest.raises(AttributeError, match="not writable"):
        f.Frozen(1).a = 2


def test_dataclass_replace():
    card = f.Card("Al", 3)
    changed = card.__replace__(age=4)
    assert (changed.first_name, changed.age, card.age) == ("Al", 4, 3)
    raises(TypeError, "Card() got an unexpected keyword argument 'b'", card.__replace__, b=1)
    raises(TypeError, "Card.__replace__() takes 0 positional arguments but 1 was given", card.__replace__, 1)
    if sys.version_info >= (3, 13):
        assert copy.replace(card, first_name="Bo").first_name == "Bo"


def test_repr_of_what_holds_itself():
    box = f.Box(None)
    box.content = [box]
    assert repr(box) == "Box(content=[...])"
    box.content = None


def test_an_error_in_a_field_is_passed_on():
    class Bad:
        def __repr__(self):
            raise KeyError("repr")

        def __eq__(self, other):
            raise KeyError("eq")

        __hash__ = None

    raises(KeyError, "'repr'", repr, f.Box(Bad()))
    with pytest.raises(KeyError, match="eq"):
        f.Box(Bad()) == f.Box(Bad())  # noqa: B015


def test_declared_members_win_over_those_of_options():
    custom = f.Custom(3)
    assert repr(custom) == "custom"
    assert custom.__replace__() == 5
    assert custom == f.Custom(3)


# pickle and copy


def test_pickle_and_copy_by_fields():
    point = f.Point(1, 2)
    for other in round_trips(point):
        assert (type(other), other.x, other.y) == (f.Point, 1.0, 2.0)
        assert other is not point
    for other in round_trips(f.Card("Al", note="n")):
        assert other == f.Card("Al", note="n")
    for other in round_trips(f.Pair(1, "x")):
        assert (other.first, other.second) == (1, "x")


def test_pickle_and_copy_by_functions():
    counter = f.Counter(4)
    counter.count = 7
    for other in round_trips(counter):
        assert (type(other), other.count) == (f.Counter, 7)


def test_deepcopy_copies_what_is_held():
    box = f.Box([1])
    assert copy.copy(box).content is box.content
    deep = copy.deepcopy(box)
    assert deep.content == [1]
    assert deep.content is not box.content


class Child(f.Card):
    def __init__(self, name):
        super().__init__(name)
        self.extra = [name]


class Slotted(f.Counter):
    __slots__ = ("more",)


class Stateful(f.Counter):
    def __getstate__(self):
        return {"note": "kept"}

    def __setstate__(self, state):
        self.note = state["note"]


def test_subclasses_are_pickled_with_their_attributes():
    child = Child("Al")
    child.age = 4
    for other in round_trips(child):
        assert (type(other), other.first_name, other.age, other.extra) == (Child, "Al", 4, ["Al"])
    assert copy.copy(child).extra is child.extra
    assert copy.deepcopy(child).extra is not child.extra


@pytest.mark.skipif(sys.version_info < (3, 11), reason="object.__getstate__")
@pytest.mark.leaks("the caches of 3.15 take thousands of runs to fill")
def test_slots_of_subclasses_are_pickled():
    value = Slotted(3)
    value.more = "m"
    for other in round_trips(value):
        assert (other.count, other.more) == (3, "m")


@pytest.mark.leaks("the caches of 3.15 take thousands of runs to fill")
def test_subclasses_have_the_last_word_on_their_state():
    for other in round_trips(Stateful(3)):
        assert (other.count, other.note) == (3, "kept")


def test_the_dict_is_pickled():
    value = f.WithDict(4)
    value.z = 5
    for other in round_trips(value):
        assert (other.a, other.z, other.__dict__) == (4, 5, {"z": 5})
    assert not pickle.loads(pickle.dumps(f.WithDict(4))).__dict__


def test_a_pickle_that_does_not_fit():
    with pytest.raises(TypeError, match="must be real number, not str"):
        f.Point._restore("a", "b")
    with pytest.raises(TypeError, match="missing 1 required"):
        f.Point._restore(1)


# fields of bases


def test_the_fields_of_a_base_come_first():
    pet = f.Pet("Rex", 3, owner="Al")
    assert repr(pet) == "Pet(name='Rex', legs=3, owner='Al')"
    assert (pet.count_legs(), f.Pet.__match_args__) == (3, ("name", "legs", "owner"))
    raises(TypeError, "Pet() missing 1 required positional argument: 'owner'", f.Pet, "Rex", 3)
    changed = pet.__replace__(legs=4)
    assert (changed.name, changed.legs, changed.owner, pet.legs) == ("Rex", 4, "Al", 3)


def test_a_field_takes_the_place_of_that_of_its_name():
    champion = f.Champion("Rex", 4)
    assert repr(champion) == "Champion(name='Rex', legs=4, owner='nobody', titles=0)"
    assert f.Champion.__match_args__ == ("name", "legs", "owner", "titles")


def test_equality_sees_the_fields_of_bases():
    assert f.Pet("Rex", 4, "Al") == f.Pet("Rex", 4, "Al")
    assert f.Pet("Rex", 4, "Al") != f.Pet("Rex", 3, "Al")
    assert f.Pet("Rex", 4, "Al") != f.Pet("Rex", 4, "Bo")  # the base's operator does not know the owner
    assert f.Champion("Rex", 4) == f.Champion("Max", 3)
    assert f.Champion("Rex", 4) != f.Champion("Rex", 4, titles=1)
    assert f.Pet("Rex", 4, "nobody") != f.Champion("Rex", 4)
    assert f.Champion("Rex", 4) != f.Pet("Rex", 4, "nobody")
    assert hash(f.Labelled(1, "b", "c")) == hash((1, "b", "c"))


def fields_of(value):
    return [getattr(value, name) for name in type(value).__match_args__]


def test_the_fields_of_bases_are_pickled():
    pet = f.Pet("Rex", 4, "Al")
    pet.legs = 77
    champion = f.Champion("Rex", 4, "Al", 5)
    champion.legs = 3
    for value in (pet, champion, f.Centaur("Chiron", 4, 2), f.Labelled(1, "b", "c")):
        for other in round_trips(value):
            assert type(other) is type(value)
            assert fields_of(other) == fields_of(value)


def test_the_fields_of_several_bases():
    assert f.File.__match_args__ == ("read", "shared", "written", "opened")
    file = f.File(5, 6, 7, 8)
    file.read = 9
    for other in round_trips(file):
        assert repr(other) == "File(read=9, shared=6, written=7, opened=8)"


class GuestInPython(f.Guest):
    pass


@pytest.mark.parametrize("cls", [f.Guest, GuestInPython])
def test_the_pickle_of_a_base_is_none_of_a_derived_class(cls):
    name = "fields.Guest" if cls is f.Guest else "GuestInPython"
    text = f"cannot pickle '{name}' object"
    for function in (copy.copy, copy.deepcopy, pickle.dumps):
        raises(TypeError, text, function, cls())
    raises(TypeError, text, cls._restore, "Al", 3, None)


# generic


def test_generic():
    alias = f.Frozen[int]
    assert type(alias) is types.GenericAlias
    assert (alias.__origin__, alias.__args__) == (f.Frozen, (int,))
    assert alias(1) == f.Frozen(1)
    with pytest.raises(TypeError):
        f.Card[int]  # noqa: B018
