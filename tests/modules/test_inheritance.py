# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import copy
import datetime
import gc
import pickle
import sys
import weakref

import inheritance as i
import pytest
from inheritance import Animal, Coded, Dog, File, Member, Mule, Puppy, Readable, Whale, Writable
from inheritance_base import Record

# Without it a C++ value arrives as the class that its pointer says.
needs_rtti = pytest.mark.skipif(not i.HAS_RTTI, reason="built with -fno-rtti")


def raises(error, text, function, *args):
    with pytest.raises(error) as caught:
        function(*args)
    assert type(caught.value) is error
    assert str(caught.value) == text


ALL = [Animal, Dog, Puppy, Mule, Whale]
SOUNDS = {Animal: "...", Dog: "woof", Puppy: "yip", Mule: "hee-haw", Whale: "song"}


def test_classes_derive_as_they_do_in_cpp():
    assert Puppy.__mro__ == (Puppy, Dog, Animal, object)
    assert [cls.__base__ for cls in ALL] == [object, Animal, Dog, Animal, Animal]
    assert isinstance(Puppy("x"), Animal)
    assert not isinstance(Dog("x"), Mule)


@pytest.mark.parametrize("cls", ALL)
def test_a_base_is_found_anywhere_in_the_object(cls):
    animal = cls("Rex")
    assert (animal.name, animal.legs, animal.sound()) == ("Rex", 4, SOUNDS[cls])
    animal.legs = 6
    animal.cut_leg()
    i.amputate(animal)
    assert animal.legs == 4
    assert i.hear(animal) == f"Rex says {SOUNDS[cls]}"
    assert i.name_of(animal) == "Rex"
    assert i.name_of() == "nobody"
    copy = i.copy(animal)
    assert type(copy) is Animal
    assert copy.name == "Rex"


@pytest.mark.parametrize("cls", ALL)
def test_python_classes_derive_from_each(cls):
    class Mixin:
        def shout(self):
            return self.sound().upper()

    class Pet(Mixin, cls):
        def __init__(self, name, owner):
            super().__init__(name)
            self.owner = owner

        def sound(self):
            return "my " + super().sound()

    pet = Pet("Rex", "me")
    assert (pet.name, pet.owner, pet.legs) == ("Rex", "me", 4)
    assert pet.shout() == f"MY {SOUNDS[cls].upper()}"
    assert i.hear(pet) == f"Rex says {SOUNDS[cls]}"
    assert weakref.ref(pet)() is pet
    if cls is Whale:
        assert all(Pet(str(n), n).is_aligned() for n in range(20))


def test_members_of_the_derived_class():
    puppy = Puppy("Rex")
    assert (puppy.wag(), puppy.tag, i.wag(puppy), puppy.own_name) == (8, 8, 9, "Rex")
    puppy.age = 3
    puppy.toy = "ball"
    assert (puppy.age, puppy.toy, weakref.ref(puppy)() is puppy) == (3, "ball", True)
    mule = Mule("M")
    mule.load = 4
    assert mule.load == 4
    assert not hasattr(mule, "tag")


def test_the_base_is_no_derived_object():
    raises(TypeError, "argument 'dog': 'inheritance.Animal' object is not an instance of 'Dog'", i.wag, Animal("x"))
    raises(TypeError, "argument 'dog': 'inheritance.Mule' object is not an instance of 'Dog'", i.wag, Mule("x"))
    raises(TypeError, "descriptor 'wag' for 'inheritance.Dog' objects doesn't apply to a 'inheritance.Animal' object",
           Dog.wag, Animal("x"))  # fmt: skip


def test_a_value_that_is_not_made_is_not_used():
    class Forgetful(Dog):
        def __init__(self, name):
            pass

    dog = Forgetful("Rex")
    never = "Dog.__init__() was never called for this Forgetful object"
    raises(RuntimeError, never, dog.wag)
    raises(RuntimeError, never, lambda: dog.tag)
    raises(RuntimeError, never, lambda: dog.legs)
    raises(RuntimeError, never, lambda: dog.name)
    raises(RuntimeError, never, setattr, dog, "legs", 1)
    raises(RuntimeError, "argument 'animal': " + never, i.hear, dog)
    Animal.__init__(dog, "late")  # makes the whole of it
    assert i.hear(dog) == "late says woof"
    Dog.__init__(dog, "again")  # does nothing any more
    assert dog.name == "late"


def test_subclasses_with_their_own_new_and_slots():
    class Named(Dog):
        __slots__ = ("extra",)

        def __new__(cls, *args):
            self = super().__new__(cls, "from new")
            self.extra = args
            return self

    dog = Named("argument")
    assert dog.extra == ("argument",)
    assert dog.name == "from new"
    assert not hasattr(dog, "__dict__")


def test_failing_constructors_leave_nothing():
    gc.collect()
    before = i.alive()
    raises(ValueError, "an animal has a name", Dog, "")
    raises(RuntimeError, "that is no puppy", Puppy, "Cerberus")  # after its base was made
    raises(TypeError, "argument 'name': 'int' object is not an instance of 'str'", Puppy, 1)

    class Failing(Puppy):
        def __init__(self):
            super().__init__("Rex")
            raise KeyError("after")

    class FailingEarly(Puppy):
        def __init__(self):
            super().__init__("Cerberus")

    raises(KeyError, "'after'", Failing)
    raises(RuntimeError, "that is no puppy", FailingEarly)
    gc.collect()
    assert i.alive() == before


def test_an_abstract_base():
    raises(TypeError, "cannot create 'inheritance.Shape' instances", i.Shape)
    square = i.Square(3.0)
    assert (square.area, i.area(square)) == (9.0, 9.0)

    class Drawn(i.Shape):
        pass

    raises(TypeError, f"cannot create '{'Drawn'}' instances", Drawn)


@pytest.mark.skipif(sys.implementation.name != "pypy", reason="this Python does not mix them")
def test_what_pypy_mixes_is_not_taken_for_what_it_is_not():
    mixed = type("Mixed", (Dog, Mule), {})("Rex")
    assert (mixed.name, mixed.wag()) == ("Rex", 8)
    raises(TypeError, "'Mixed' object is not an instance of 'Mule'", lambda: mixed.load)
    dog = Dog("Rex")
    dog.__class__ = Mule
    with pytest.raises(TypeError, match="is not an instance of 'Mule'"):
        dog.load  # noqa: B018


def test_python_cannot_mix_what_cpp_did_not():
    assert i.Scarlet().value == "r"
    for a, b in [(i.Scarlet, i.Crimson), (Dog, Mule), (Animal, i.Red), (i.ListBag, Dog)]:
        with pytest.raises(TypeError, match="lay-?out conflict"):
            type("Mixed", (a, b), {})
    with pytest.raises(TypeError, match="object layout differs"):
        i.Scarlet().__class__ = i.Crimson
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Derived", (i.Square,), {})


@needs_rtti
def test_two_bases():
    file = File()
    assert (file.read, file.written, file.opened) == (1, 2, 3)
    assert (file.reads(), file.writes(), i.reads(file), i.writes(file)) == ("file",) * 4
    file.written = 5
    assert isinstance(file, Readable)
    assert isinstance(file, Writable)
    assert type(i.make_writable(True)) is File
    assert type(i.make_writable(False)) is Writable
    assert i.make_writable(True).reads() == "file"
    raises(
        TypeError, "argument 'x': 'inheritance.Writable' object is not an instance of 'Readable'", i.reads, Writable()
    )
    assert i.take_writable(file) == 5
    raises(RuntimeError, "the value of this File object was taken out of it", lambda: file.read)


def test_two_bases_of_a_python_class_have_one_value():
    class Both(Readable, Writable):
        pass

    both = Both()
    assert both.reads() == "readable"
    text = "this Both object has the value of the class Readable, and none of Writable"
    raises(RuntimeError, text, both.writes)
    raises(RuntimeError, text, lambda: both.written)
    raises(RuntimeError, text, setattr, both, "written", 1)
    raises(RuntimeError, "argument 'x': " + text, i.writes, both)
    raises(RuntimeError, "argument 'x': " + text, i.take_writable, both)
    assert i.reads(both) == "readable"


def test_a_class_that_was_assigned_changes_no_value():
    other = Readable()
    try:
        other.__class__ = Writable
    except TypeError:
        return
    text = "this Writable object has the value of the class Readable, and none of Writable"
    raises(RuntimeError, text, lambda: other.written)
    raises(RuntimeError, text, other.writes)
    other.__class__ = Readable
    assert other.reads() == "readable"
    other.__class__ = Writable  # and so it ends


@pytest.mark.parametrize(
    ("cls", "args", "base"),
    [
        (i.ListBag, (), list),
        (i.DictBag, (), dict),
        (i.SetBag, (), set),
        (i.FrozenSetBag, ([1, 2],), frozenset),
        (i.DateBag, (2024, 2, 29), datetime.date),
        (i.ComplexBag, (2 + 1j,), complex),
    ],
)
def test_builtin_bases(cls, args, base):
    bag = cls(*args)
    assert isinstance(bag, base)
    assert bag == base(*args)
    assert bag.value == 5
    bag.value = 6
    assert bag.value == 6


def test_builtin_bases_keep_what_they_can():
    bag = i.ListBag()
    bag.extend([1, 2])
    assert bag == [1, 2]
    assert weakref.ref(bag)() is bag
    bag = i.DictBag()
    bag["key"] = bag
    bag.attribute = bag
    assert bag.__dict__ == {"attribute": bag}

    class Sub(i.DictBag):
        pass

    sub = Sub()
    sub["a"] = 1
    assert (sub, sub.value) == ({"a": 1}, 5)

    class Forgetful(i.DictBag):
        def __init__(self):
            pass

    raises(RuntimeError, "DictBag.__init__() was never called for this Forgetful object", lambda: Forgetful().value)

    class Target:
        pass

    target = Target()
    reference = i.Weak(target)
    assert reference() is target
    assert reference.value == 5
    del target
    gc.collect()
    assert reference() is None
    length = i.Length(2.5)
    assert (length + 1, length.factor) == (3.5, 2.0)


@pytest.mark.leaks("makes classes")
def test_places_behind_a_builtin_base_do_not_overlap():
    def check(cls, args, fill):
        class Sub(cls):
            __slots__ = ("slot", "other") if cls is i.DictBag else ("__dict__", "slot", "other")

        class SubSub(Sub):
            pass

        for each in (Sub, SubSub):
            bag = each(*args)
            bag.value, bag.slot, bag.other, bag.attribute = 7, "slot", ["other"], "attribute"
            reference = weakref.ref(bag) if cls is i.ListBag else None
            fill(bag)
            assert (bag.value, bag.slot, bag.other, bag.attribute) == (7, "slot", ["other"], "attribute")
            assert reference is None or reference() is bag
            assert each.__basicsize__ >= cls.__basicsize__ > cls.__base__.__basicsize__

    check(i.ListBag, (), lambda bag: bag.extend(range(1000)))
    check(i.DictBag, (), lambda bag: bag.update({n: n for n in range(1000)}))


def test_exceptions():
    error = Coded(3, "text")
    assert (error.args, error.code, str(error)) == ((3, "text"), 3, "(3, 'text')")
    with pytest.raises(ValueError) as caught:
        raise error
    assert caught.value is error
    assert i.OSErrorBag(2).args == (2,)
    assert i.OSErrorBag(2).value == 2
    missing = i.OSErrorBag(2, "gone", "here")
    assert (missing.value, missing.errno, missing.strerror, missing.filename) == (2, 2, "gone", "here")
    assert str(missing) == "[Errno 2] gone: 'here'"
    by_name = i.OSErrorBag(x=2, text="gone")
    assert (by_name.value, by_name.errno, by_name.args) == (2, None, ())
    raises(ValueError, "code is negative", Coded, -1, "x")
    raises(TypeError, "argument 'code': 'str' object cannot be interpreted as an integer", Coded, "x", "y")
    raises(TypeError, "Coded() missing 1 required positional argument: 'text'", Coded, 1)
    raises(TypeError, "cannot create 'inheritance.Number' instances", i.Number)
    bare = Coded.__new__(Coded, 1, "x")
    raises(RuntimeError, "Coded.__init__() was never called for this Coded object", lambda: bare.code)

    class Sub(Coded):
        def __init__(self, code):
            super().__init__(code, "sub")

    with pytest.raises(Coded) as caught:
        raise Sub(5)
    assert caught.value.code == 5
    assert caught.value.__traceback__ is not None


COPIES = [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))]


class CodedInPython(Coded):
    pass


class DictInPython(i.DictBag):
    pass


@pytest.mark.parametrize("copied", COPIES)
def test_copies_keep_what_the_base_holds(copied):
    bag = i.ListBag()
    bag.value = 7
    bag.extend([1, [2]])
    again = copied(bag)
    assert (type(again), list(again), again.value) == (i.ListBag, [1, [2]], 7)
    again.append(3)
    assert len(bag) == 2

    for cls in (i.DictBag, DictInPython):
        bag = cls()
        bag.value = 7
        bag.attribute = "x"
        bag["a"] = [1]
        again = copied(bag)
        assert (type(again), dict(again), again.value, again.attribute) == (cls, {"a": [1]}, 7, "x")
        again["b"] = 2
        assert again.get(1) is None

    member = Member(3, "three")
    member.other = [4]
    again = copied(member)
    assert (again.describe(), again.other) == ("three 3", [4])

    message = "cannot pickle 'inheritance.SetBag' object: what its base 'set' holds would be lost"
    raises(TypeError, message, copied, i.SetBag())


class ReducedInPython(i.Length):
    def __reduce__(self):
        return type(self), (float(self),)


class ReducedByProtocol(i.Length):
    def __reduce_ex__(self, protocol):
        return type(self), (protocol,)


class StateInPython(i.Length):
    def __getstate__(self):
        return {"note": "kept"}

    def __setstate__(self, state):
        self.note = state["note"]


class LengthInPython(i.Length):
    pass


@pytest.mark.parametrize("copied", COPIES)
def test_what_a_base_would_pickle_without_the_value_is_refused(copied):
    for bag in (i.Length(2), i.FrozenSetBag([1]), i.DateBag(2000, 1, 2), i.ComplexBag(1)):
        raises(TypeError, f"cannot pickle 'inheritance.{type(bag).__name__}' object", copied, bag)
    raises(TypeError, "cannot pickle 'LengthInPython' object", copied, LengthInPython(2))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="cannot pickle"):
            pickle.dumps(i.Length(2), protocol)
    error = copied(i.OSErrorBag(2))
    assert (type(error), error.args, error.value) == (i.OSErrorBag, (2,), 2)


@pytest.mark.parametrize("copied", COPIES)
def test_subclasses_have_the_last_word_on_pickle(copied):
    assert copied(ReducedInPython(2)) == 2
    assert copied(ReducedByProtocol(2)) in (4, pickle.DEFAULT_PROTOCOL)
    assert copied(StateInPython(2)).note == "kept"


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("cls", [Coded, CodedInPython])
def test_copies_of_exceptions(cls, copied):
    error = cls(3, "text")
    error.code = 4
    again = copied(error)
    # PyPy's exceptions do not take their arguments back: what() is left.
    args = ("text",) if sys.implementation.name == "pypy" else (3, "text")
    assert (type(again), again.code, again.args, str(again)) == (
        cls,
        4,
        args,
        str(cls(*args) if len(args) == 2 else "text"),
    )
    with pytest.raises(cls):
        raise again
    with pytest.raises(Coded) as caught:
        i.throw_coded(5)
    again = copied(caught.value)
    assert (again.code, again.args, repr(again)) == (5, ("from C++",), repr(caught.value))
    error = cls(1, "text")
    error.code = 13
    raises(ValueError, "unlucky", copied, error)


def test_exceptions_thrown_in_cpp():
    with pytest.raises(Coded) as caught:
        i.throw_coded(4)
    assert type(caught.value) is Coded
    assert (caught.value.code, str(caught.value), caught.value.args) == (4, "from C++", ("from C++",))
    raises(ValueError, "code is negative", i.throw_coded, -1)
    with pytest.raises(Coded) as caught:
        i.throw_more()
    assert type(caught.value) is i.CodedMore
    assert caught.value.code == 9
    with pytest.raises(Exception) as caught:
        i.throw_number(8)
    assert type(caught.value) is i.Number
    assert (caught.value.value, caught.value.args) == (8, ())
    assert type(caught.value).__base__.__name__ == "Trouble"

    def fail():
        raise Coded(6, "from Python")

    assert i.code_of(fail) == 6
    assert i.code_of(lambda: i.throw_coded(7)) == 7


def test_a_base_defined_in_python():
    gc.collect()
    ended = Record.ended
    member = Member(1, "one")
    assert member.describe() == "one 1"
    assert member.arguments == (1, "one")
    assert isinstance(member, Record)
    member.attribute = member
    assert weakref.ref(member)() is member
    del member
    gc.collect()
    assert Record.ended == ended + 1

    class Sub(Member):
        def __init__(self):
            super().__init__(2, "two")
            self.me = self

    sub = Sub()
    assert sub.describe() == "two 2"
    sub.value = 3
    assert sub.value == 3
    assert i.new_member(4).describe() == "made in C++ 4"
    raises(TypeError, "argument 'value': 'str' object cannot be interpreted as an integer", Member, "x", "y")


def test_what_keeps_the_value_cannot_be_reached():
    own = {"__doc__", "__init__", "__module__", "__reduce__", "__reduce_ex__", "_restore", "text", "value"}
    assert set(vars(Member)) - {"__slotnames__"} == own
