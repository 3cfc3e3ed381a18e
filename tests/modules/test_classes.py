# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import gc
import inspect
import pydoc
import sys
import weakref
from unittest import mock

import classes as c
import pytest
from classes import Counted, Frozen, NoConstructor, Point


def raises(error, text, function, *args, **kwargs):
    with pytest.raises(error) as caught:
        function(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text


@pytest.mark.leaks(reason="inspect and pydoc keep what they have seen")
def test_what_a_class_says_of_itself():
    assert Point.__name__ == Point.__qualname__ == "Point"
    assert Point.__module__ == "classes"
    assert Point.__doc__ == "A point."
    assert Point.__text_signature__ == "(x=0.0, y=0.0)"
    assert str(inspect.signature(Point)) == "(x=0.0, y=0.0)"
    assert str(inspect.signature(Point.moved)) == "(self, /, dx, dy=0.0, *, back=False)"
    assert Point.norm.__doc__ == "Euclidean length."
    assert Point.x.__doc__ == "The abscissa."
    assert c.Private.__module__ == "elsewhere"
    assert repr(Point) == "<class 'classes.Point'>"
    assert "moved(self, /, dx, dy=0.0, *, back=False)" in pydoc.render_doc(Point, renderer=pydoc.plaintext)


def test_construction():
    assert (Point().x, Point(1).x, Point(1, 2).y, Point(y=3).y, Point(*[1], **{"y": 2}).y) == (0, 1, 2, 3, 2)
    raises(TypeError, "Point() takes from 0 to 2 positional arguments but 3 were given", Point, 1, 2, 3)
    raises(TypeError, "Point() got an unexpected keyword argument 'z'", Point, z=1)
    raises(TypeError, "argument 'x': must be real number, not str", Point, "1")
    raises(TypeError, "Frozen() missing 1 required positional argument: 'name'", Frozen)
    raises(ValueError, "size must not be negative", Frozen, "a", -1)
    raises(TypeError, "cannot create 'classes.NoConstructor' instances", NoConstructor)
    assert NoConstructor.make().value == 3
    assert c.Private(5).secret == 5


def test_construction_by_new_and_init_as_by_a_call():
    made = Point.__new__(Point, 1, y=2)
    assert (made.x, made.y) == (1, 2)
    made.__init__(5, 6)  # made already: as with object.__init__, nothing happens
    assert (made.x, made.y) == (1, 2)
    many = {f"k{i}": i for i in range(30)}
    raises(TypeError, "Point() got an unexpected keyword argument 'k0'", Point.__new__, Point, **many)
    assert Frozen.__new__(Frozen, "a", 2).size == 2


def test_a_constructor_that_throws_leaves_nothing():
    before = Counted.alive()
    raises(IndexError, "value is negative", Counted, -1)
    raises(IndexError, "value is negative", Counted.__new__, Counted, -1)
    raises(IndexError, "value is negative", c.failing_create)

    class Sub(Counted):
        pass

    raises(IndexError, "value is negative", Sub, -1)
    raises(TypeError, "argument 'value': 'str' object cannot be interpreted as an integer", Sub, "x")
    assert Counted.alive() == before
    one = Sub(4)
    assert Counted.alive() == before + 1
    del one
    assert Counted.alive() == before


def test_subclasses():
    class P3(Point):
        def __init__(self, x, y, z):
            super().__init__(x, y)
            self.z = z

        def norm(self):
            return super().norm() + self.z

    p = P3(3, 4, 1)
    assert (p.x, p.y, p.z, p.norm(), Point.norm(p)) == (3, 4, 1, 6, 5)
    assert isinstance(p, Point) and c.distance(p, Point(3, 4)) == 0
    assert weakref.ref(p)() is p
    assert type(P3.made_by) is not None

    class Late(Point):
        def __init__(self):
            pass

    late = Late()
    text = "Point.__init__() was never called for this Late object"
    raises(RuntimeError, text, late.norm)
    raises(RuntimeError, text, getattr, late, "x")
    raises(RuntimeError, text, setattr, late, "x", 1.0)
    raises(RuntimeError, "argument 'a': " + text, c.distance, late, late)
    Point.__init__(late, 1, 2)
    assert late.norm() == 5**0.5
    del late, p

    class Own(Point):
        def __new__(cls, scale):
            return super().__new__(cls, scale, scale)

    assert Own(2).y == 2
    assert type(Own.made_by(3)) is Own

    class Raising(Counted):
        def __init__(self):
            raise KeyError("no")

    before = Counted.alive()
    raises(KeyError, "'no'", Raising)
    assert Counted.alive() == before

    class Mixin:
        __slots__ = ()

    class Mixed(Mixin, Point):
        __slots__ = ("extra",)

    m = Mixed(1, 2)
    m.extra = 5
    assert (m.x, m.extra) == (1, 5)
    with pytest.raises(TypeError, match="type 'classes.Frozen' is not an acceptable base type"):
        type("Sub", (Frozen,), {})


def test_python_may_patch_init():
    calls = []

    def init(self, *args):
        calls.append(args)
        original(self, *args)

    original = Point.__init__
    with mock.patch.object(Point, "__init__", init):
        assert Point(1, 2).y == 2
    assert calls == [(1, 2)]
    assert Point(1, 2).y == 2


def test_python_may_patch_new():
    # On a class of its own, since CPython can neither take this back nor call the former one.
    c.Patched.__new__ = lambda cls, *args: (cls, args)
    assert c.Patched(1) == (c.Patched, (1,))


def test_methods():
    p = Point(1, 2)
    assert p.scale(2) is None
    assert (p.x, p.y) == (2, 4)
    assert (p.moved(1).x, p.moved(dx=1, back=True).x, p.moved(0, 5).y) == (3, 1, 9)
    assert p.itself() is p
    assert p.by_guard() == 3
    assert Point.of(3).y == 3
    assert Point.made_by(4).x == 4
    raises(TypeError, "Point.norm() takes no arguments (1 given)", p.norm, 1)
    raises(TypeError, "Point.moved() missing 1 required positional argument: 'dx'", p.moved)
    raises(TypeError, "argument 'dx': must be real number, not NoneType", p.moved, None)
    raises(TypeError, "descriptor 'norm' for 'classes.Point' objects doesn't apply to a 'int' object", Point.norm, 3)
    raises(TypeError, "unbound method Point.norm() needs an argument", Point.norm)


def test_attributes():
    p = Point(3, 4)
    assert p.length == 5
    p.x = 4
    p.both = 2.5
    assert (p.x, p.y, p.both) == (2.5, 2.5, True)
    raises(TypeError, "attribute 'x': must be real number, not str", setattr, p, "x", "1")
    raises(AttributeError, "property 'x' of 'Point' object has no deleter", delattr, p, "x")
    with pytest.raises(AttributeError):
        p.length = 3
    with pytest.raises(AttributeError):
        p.other = 3
    assert (Point.ORIGIN.x, Point.DIMENSIONS) == (0, 2)
    assert type(Point.ORIGIN) is Point
    assert Frozen("a").name == "a"


def test_borrows():
    p = Point(1, 2)
    assert p.while_reading(p.norm) == 1
    changing = "Point.scale() cannot change this Point object while "
    with pytest.raises(RuntimeError) as caught:
        p.while_reading(lambda: p.scale(2))
    assert str(caught.value).startswith(changing)
    with pytest.raises(RuntimeError) as caught:
        p.while_changing(lambda: p.norm())
    assert str(caught.value).startswith("Point.norm() cannot read this Point object while ")
    assert str(caught.value).endswith("is changing it; let that end first, or work on a copy")
    # who borrowed meanwhile, and has ended, is not blamed
    with pytest.raises(RuntimeError, match="while (Point.while_reading\\(\\)|another borrow) is reading it"):
        p.while_reading(lambda: (p.norm(), p.scale(2)))
    with pytest.raises(RuntimeError, match="^Point.x cannot read this Point object while "):
        p.while_changing(lambda: p.x)
    with pytest.raises(RuntimeError, match="^Point.x cannot change this Point object while "):
        p.while_reading(lambda: setattr(p, "x", 1.0))
    with pytest.raises(RuntimeError):
        p.while_changing(lambda: p.while_changing(len))
    # whatever failed, the borrows are over
    p.scale(2)
    assert (p.x, p.y) == (2, 4)
    # by value the argument is copied before the instance is borrowed
    p.add(p)
    assert p.x == 4
    raises_prefix = "Point.add_shared() cannot change this Point object while"
    with pytest.raises(RuntimeError) as caught:
        p.add_shared(p)
    assert str(caught.value).startswith(raises_prefix)
    with pytest.raises(RuntimeError):
        c.swap(p, p)
    assert c.two_guards(p)
    assert c.distance(p, p) == 0
    p.scale(1)


def test_policies():
    assert c.Locked().value == 1
    locked = c.Locked()
    locked.value = 3
    assert locked.value == 3
    free = c.Unchecked()

    def change():
        free.value = 8

    assert free.while_changing(change) == 8


def test_classes_across_the_border():
    p = Point(1, 2)
    assert c.x_or() == c.x_or(None) == -1
    assert c.x_or(p) == 1
    copy = c.copy_of(p)
    assert copy is not p and copy.y == 2
    assert c.kept(p) is p
    assert c.total([Point(1), Point(2)]) == 3
    assert [q.x for q in c.points(3)] == [0, 0, 0]
    assert c.maybe(True).y == 2 and c.maybe(False) is None
    assert c.borrowed(p) == 1 and c.mapped(p) == 2
    assert c.created().y == 8
    assert c.frozen_name(Frozen("z")) == "z"
    assert Frozen("a").joined(Frozen("b")).name == "ab"
    raises(TypeError, "argument 'b': 'int' object is not an instance of 'Point'", c.distance, p, 1)
    raises(TypeError, "argument 'b': 'None' is not an instance of 'Point'", c.distance, p, None)
    raises(
        TypeError,
        "argument 'points', item 1: 'classes.Frozen' object is not an instance of 'Point'",
        c.total,
        [p, Frozen("a")],
    )
    raises(
        RuntimeError,
        "the class NotAdded was not added to a module: call add_class<T>() before its first use",
        c.not_added,
    )


def test_templates_of_classes():
    assert c.VecInt(3).twice() == 6 and c.VecDouble(1.25).twice() == 2.5
    raises(TypeError, "argument 'x': 'float' object cannot be interpreted as an integer", c.VecInt, 1.5)


def test_a_class_attribute_is_held_once():
    class Python:
        ORIGIN = object()

    assert sys.getrefcount(Point.ORIGIN) == sys.getrefcount(Python.ORIGIN)
    assert Point.ORIGIN is Point.ORIGIN


def test_weak_references():
    p = Point()
    seen = []
    ref = weakref.ref(p, seen.append)
    assert ref() is p
    del p
    gc.collect()
    assert ref() is None and seen == [ref]
    with pytest.raises(TypeError):
        weakref.ref(Frozen("a"))


def test_a_second_import_has_the_same_class():
    del sys.modules["classes"]
    try:
        import classes

        assert classes is not c
        assert classes.Point is Point
        assert classes.distance(Point(3, 4), classes.Point()) == 5
    finally:
        sys.modules["classes"] = c
