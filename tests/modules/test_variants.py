# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import copy
import gc
import inspect
import pickle
import sys
import weakref

import pytest
import variants as v
from variants import Length, Risky, Shape, Tree


def raises(error, text, function, *args):
    with pytest.raises(error) as caught:
        function(*args)
    assert type(caught.value) is error
    assert str(caught.value) == text


TRIANGLE = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]


# What the classes are


def test_each_alternative_is_a_class_in_the_class_of_the_variant():
    assert Shape.__doc__ == "Something flat."
    for name in ("Circle", "Polygon", "Nothing"):
        alternative = getattr(Shape, name)
        assert alternative.__bases__ == (Shape,)
        assert alternative.__qualname__ == f"Shape.{name}"
        assert alternative.__module__ == "variants"
    assert Shape.__bases__ == (object,)
    assert not hasattr(v, "Circle")


def test_nothing_else_is_or_derives_from_it():
    raises(TypeError, "cannot create 'variants.Shape' instances", Shape)
    for cls in (Shape, Shape.Circle):
        with pytest.raises(TypeError, match=f"type 'variants.{cls.__name__}' is not an acceptable base type"):
            type("Sub", (cls,), {})


@pytest.mark.parametrize("cls", [Shape, Shape.Polygon, Shape.Nothing])
def test_no_alternative_becomes_another(cls):
    circle = Shape.Circle(2)
    with pytest.raises(TypeError):
        circle.__class__ = cls
    assert circle.radius == 2


def test_constructors():
    assert Shape.Circle(2).radius == 2
    assert Shape.Circle(radius=2.5).radius == 2.5
    assert Shape.Polygon(TRIANGLE).points == TRIANGLE
    assert isinstance(Shape.Nothing(), Shape)
    assert str(inspect.signature(Shape.Circle)) == "(radius)"


def test_constructors_refuse():
    raises(TypeError, "Circle() missing 1 required positional argument: 'radius'", Shape.Circle)
    raises(TypeError, "argument 'radius': must be real number, not str", Shape.Circle, "x")
    before = v.alive()
    raises(ValueError, "a polygon has three points or more", Shape.Polygon, [])
    assert v.alive() == before


def test_fields_are_read_only():
    circle = Shape.Circle(1)
    with pytest.raises(AttributeError):
        circle.radius = 2
    with pytest.raises(AttributeError):
        del circle.radius
    assert Shape.Circle.radius.__doc__ == "From the middle."
    assert not hasattr(Shape.Nothing(), "radius")


@pytest.mark.skipif(sys.version_info < (3, 10), reason="match is of 3.10")
def test_match():
    space = {"Shape": Shape}
    exec(
        """
def told(shape):
    match shape:
        case Shape.Circle(radius) if radius > 10: return "large"
        case Shape.Circle(radius): return radius
        case Shape.Polygon([first, *_]): return first
        case Shape.Nothing(): return "nothing"
        case Shape(): return "never"
""",
        space,
    )
    told = space["told"]
    assert told(Shape.Circle(11)) == "large"
    assert told(Shape.Circle(2)) == 2.0
    assert told(Shape.Polygon(TRIANGLE)) == (0.0, 0.0)
    assert told(Shape.Nothing()) == "nothing"
    assert told(1) is None
    assert Shape.Circle.__match_args__ == ("radius",)
    assert Shape.Polygon.__match_args__ == ("points",)


def test_methods_of_the_variant_and_of_an_alternative():
    assert [Shape.Circle(2).area(), Shape.Polygon(TRIANGLE).area(), Shape.Nothing().area()] == [12, 1, 2]
    assert Shape.Circle(2).doubled() == Shape.Circle(4)
    assert not hasattr(Shape.Nothing(), "doubled")
    assert len(Shape.Polygon(TRIANGLE)) == 3
    raises(
        TypeError,
        "descriptor 'doubled' for 'variants.Circle' objects doesn't apply to a 'variants.Nothing' object",
        Shape.Circle.doubled,
        Shape.Nothing(),
    )


def test_options_of_an_alternative():
    circle = Shape.Circle(1.5)
    assert repr(circle) == "Shape.Circle(radius=1.5)"
    assert circle == Shape.Circle(1.5)
    assert circle != Shape.Circle(2)
    assert circle != Shape.Nothing()
    assert hash(circle) == hash(Shape.Circle(1.5))
    assert circle.__replace__(radius=3) == Shape.Circle(3)
    assert weakref.ref(circle)() is circle
    for again in (pickle.loads(pickle.dumps(circle)), copy.copy(circle), copy.deepcopy(circle)):
        assert again == circle
        assert type(again) is Shape.Circle


def test_options_of_the_variant():
    assert Length.Meter(1) == Length.Meter(1)
    assert Length.Meter(1) != Length.Meter(2)
    assert Length.Meter(1) != Length.Mile(1)
    assert hash(Length.Mile(3)) == 3
    assert len({Length.Meter(1), Length.Meter(1), Length.Mile(1)}) == 2
    assert v.aligned(Length.Meter(1)) == 0


def test_instances_as_attributes():
    assert type(Shape.UNIT) is Shape.Circle
    small = v.SMALL
    assert small == Shape.Circle(0.5)


# Across the border


def test_a_parameter_takes_every_alternative():
    assert [v.index(each) for each in (Shape.Circle(1), Shape.Polygon(TRIANGLE), Shape.Nothing())] == [0, 1, 2]
    raises(TypeError, "argument 'shape': 'int' object is not an instance of 'Shape'", v.index, 1)
    raises(TypeError, "argument 'shape': 'variants.Mile' object is not an instance of 'Shape'", v.index, Length.Mile(1))


def test_a_parameter_of_an_alternative_takes_it_alone():
    assert v.radius(Shape.Circle(2)) == 2
    raises(
        TypeError,
        "argument 'circle': 'variants.Nothing' object is not an instance of 'Circle'",
        v.radius,
        Shape.Nothing(),
    )


def test_both_are_the_same_value():
    circle = Shape.Circle(2)
    assert v.same_address(circle, circle)
    assert not v.same_address(Shape.Circle(2), circle)


def test_a_reference_copies_nothing():
    polygon = Shape.Polygon(TRIANGLE)
    before = v.copies()
    v.index(polygon)
    polygon.area()
    assert v.copies() == before
    v.same(polygon)
    assert v.copies() == before + 1


def test_results_are_of_their_alternative():
    assert v.same(Shape.Circle(2)) == Shape.Circle(2)
    assert type(v.same(Shape.Nothing())) is Shape.Nothing
    assert [type(each) for each in v.all([Shape.Nothing(), Shape.Circle(1)])] == [Shape.Nothing, Shape.Circle]
    assert v.maybe() is None
    assert v.maybe(Shape.Circle(1)) == Shape.Circle(1)
    assert v.create(3) == Shape.Circle(3)


def test_values_end_with_their_objects():
    before = v.alive()
    made = [Shape.Polygon(TRIANGLE) for _ in range(5)]
    made += v.all(made)
    assert v.alive() == before + 10
    del made
    assert v.alive() == before


def test_a_variant_that_holds_nothing():
    with pytest.raises(RuntimeError, match="variant"):
        v.nothing_held()
    assert isinstance(Risky.Fragile(), Risky)
    raises(TypeError, "cannot create 'variants.Other' instances", Risky.Other)


def test_a_class_that_no_module_has():
    raises(
        RuntimeError,
        "the class Lost was not added to a module: call add_class<T>() before its first use",
        v.lost,
    )


# The collector


def test_cycles_are_collected():
    class Marker:
        pass

    for make in (Tree.Leaf, lambda held: Tree.Pair(1, held)):
        content = [Marker()]
        gone = weakref.ref(content[0])
        content.append(make(content))
        assert gc.is_tracked(content[1])
        del content
        assert gone() is not None
        gc.collect()
        assert gone() is None
    leaf = Tree.Leaf(1)
    leaf.me = leaf
    leaf.marker = Marker()
    gone = weakref.ref(leaf.marker)
    del leaf
    gc.collect()
    assert gone() is None


def test_each_instance_shows_its_class_once():
    leaf = Tree.Leaf("held")
    assert gc.get_referents(leaf).count(Tree.Leaf) == 1
    assert "held" in gc.get_referents(leaf)
    assert not gc.is_tracked(Shape.Circle(1))
