# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Every operation on classes, done again and again: no C++ object and, on a build that counts them, no reference is
left behind, whether it succeeds or fails, and wherever it fails."""

import copy
import gc
import pickle
import sys
import weakref

import callbacks
import classes
import collected
import constructors
import enums
import fields
import inheritance
import ownership
import protocols
import pytest
import variants

OPERATIONS = {}


def operation(function):
    OPERATIONS[function.__name__] = function
    return function


def expect(error, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except error:
        return
    raise AssertionError(f"{function} raised no {error}")


# Classes that Python makes, for each way in which C++ may hold a value.

BASES = {
    "inside": (classes.Counted, (1,), (-1,), IndexError),
    "derived": (inheritance.Puppy, ("Rex",), ("Cerberus",), RuntimeError),
    "derived_elsewhere": (inheritance.Mule, ("Moll",), ("",), ValueError),
    "over_aligned": (inheritance.Whale, ("Moby",), ("",), ValueError),
    "unique": (ownership.Node, (1,), (-1,), IndexError),
    "shared": (ownership.Shared, (), ("too many",), TypeError),
    "two_bases": (inheritance.File, (), ("too many",), TypeError),
    "on_list": (collected.OnList, (), None, None),
    "on_python": (collected.OnPython, (), None, None),
    "on_exception": (inheritance.Coded, (1, "text"), (-1, "text"), ValueError),
    "with_objects": (collected.Family, (), ("too many",), TypeError),
    "with_dict": (collected.WithDict, (), ("too many",), TypeError),
    "pooled": (collected.Pooled, (1,), (-1,), ValueError),
    "unsendable": (collected.Local, (), ("too many",), TypeError),
    "several_constructors": (constructors.Vec, (1,), ([1],), ValueError),
}


def subclasses(base, arguments, wrong):
    class Raising(base):
        def __init__(self):
            super().__init__(*arguments)
            self.me = self
            raise KeyError("after")

    class RaisingEarly(base):
        def __init__(self):
            self.me = self
            raise KeyError("before")

    class Forgetful(base):
        def __init__(self):
            self.me = [object()]

    class Failing(base):
        def __init__(self):
            super().__init__(*wrong)

    class Twice(base):
        def __init__(self):
            super().__init__(*arguments)
            super().__init__(*arguments)

    return Raising, RaisingEarly, Forgetful, Failing, Twice


def add_constructions(name, base, arguments, wrong, error):
    raising, early, forgetful, failing, twice = subclasses(base, arguments, wrong)

    def made():
        base(*arguments)
        twice()

    def an_init_that_raises():
        expect(KeyError, raising)
        expect(KeyError, early)

    def a_subclass_that_does_not_call_init():
        forgetful()

    def a_constructor_that_throws():
        expect(error, base, *wrong)
        expect(error, failing)

    def a_wrong_call():
        expect(TypeError, base, *arguments, no_such_parameter=1)

    every = [made, an_init_that_raises, a_subclass_that_does_not_call_init, a_wrong_call]
    for each in every + ([a_constructor_that_throws] if wrong is not None else []):
        OPERATIONS[f"{each.__name__}:{name}"] = each


for base_name, facts in BASES.items():
    add_constructions(base_name, *facts)


@operation
def final_classes_and_constructors_that_throw():
    classes.Frozen("a")
    expect(ValueError, classes.Frozen, "a", -1)
    expect(TypeError, classes.Frozen)
    expect(TypeError, classes.NoConstructor)
    expect(RuntimeError, classes.not_added)
    expect(IndexError, classes.failing_create)
    constructors.Shape("square")
    expect(ValueError, constructors.Shape, "")
    constructors.Symbol("a")
    protocols.Named("a")


# Members


point = classes.Point(1, 2)


@operation
def methods_and_attributes():
    point.scale(1)
    point.moved(1, dy=2, back=True)
    point.norm()
    point.x = point.y
    point.both = 3
    assert point.itself() is point
    classes.Point.of(2)
    classes.Point.made_by(2)
    expect(TypeError, point.scale, "x")
    expect(TypeError, point.scale)
    expect(TypeError, setattr, point, "x", "y")
    expect(AttributeError, setattr, point, "length", 1)
    expect(AttributeError, delattr, point, "x")
    expect(AttributeError, getattr, point, "none")


@operation
def borrows():
    point.while_reading(point.norm)
    point.by_guard()
    classes.two_guards(point)
    classes.mapped(point)
    expect(RuntimeError, point.while_changing, point.norm)
    expect(RuntimeError, point.while_reading, lambda: point.scale(2))
    expect(RuntimeError, classes.swap, point, point)


@operation
def instances_across_the_border():
    classes.distance(point, point)
    classes.copy_of(point)
    classes.total([point, point])
    classes.points(3)
    classes.maybe(True)
    classes.maybe(False)
    classes.x_or(None)
    classes.created()
    assert classes.kept(point) is point
    expect(TypeError, classes.distance, point, 1)
    expect(TypeError, classes.total, [point, 1])


@operation
def static_properties_and_deleters():
    constructors.Static.count = constructors.Static.count + 1
    constructors.Static.count = 0
    assert constructors.Static.label == "Static"
    expect(TypeError, setattr, constructors.Static, "count", "x")
    thing = constructors.Deleting()
    del thing.other
    expect(AttributeError, delattr, thing, "how")


card = fields.Card("Ada", 36)


@operation
def dataclasses():
    assert repr(card) and card == fields.Card("Ada", 36)
    assert card != fields.Card("Bob")
    hash(fields.Frozen(1))
    card.__replace__(age=3)
    expect(TypeError, card.__replace__, no_such=1)
    expect(TypeError, fields.Card)
    assert fields.Frozen[int]


@operation
def copies_and_pickles():
    assert pickle.loads(pickle.dumps(card)) == card
    assert copy.copy(card) == copy.deepcopy(card)
    counter = copy.copy(fields.Counter(3))
    assert counter.count == 3
    expect(TypeError, fields.Card._restore, 1)


# Special methods


vec = protocols.Vec(1, 2)
row = protocols.Row([1, 2, 3])
bag = protocols.Bag()
for item in range(3):
    bag.add(item)


@operation
def operators():
    global vec
    assert (vec + vec).x == 2
    assert (vec * 2).x == (2 * vec).x
    vec += protocols.Vec()
    vec -= protocols.Vec()
    vec *= 1
    expect(TypeError, lambda: vec + 1)
    expect(ZeroDivisionError, lambda: vec - vec)
    expect(ValueError, lambda: vec / 0)
    expect(RuntimeError, vec.call, lambda: vec + vec)
    assert -protocols.Number(2) is not None
    assert protocols.concat(protocols.Chain([1]), protocols.Chain([2])).items == [1, 2]


@operation
def comparisons_and_hashes():
    assert protocols.Ordered(1) < protocols.Ordered(2)
    assert protocols.Key(1) == protocols.Key(1)
    assert hash(protocols.Key(3)) == hash(protocols.Key(3))
    assert protocols.Compared(1) < 2
    expect(LookupError, lambda: protocols.Compared(1) > 13)
    expect(TypeError, lambda: protocols.Ordered(1) < 2)
    assert protocols.RichCompared(1) <= protocols.RichCompared(1)


@operation
def items_and_lengths():
    assert len(row) == 3 and row[0] == 1 and 2 in row and [*row]
    row[0] = row[0]
    expect(IndexError, lambda: row[9])
    expect(TypeError, lambda: row["x"])
    mapping = protocols.Mapping()
    mapping["a"] = 1
    assert mapping["a"] == 1
    expect(KeyError, lambda: mapping["b"])


@operation
def iterators():
    for make in (bag.by_vector, bag.by_list, bag.by_fresh, bag.tail, bag.items, bag.keys):
        list(make())
        next(make())
    assert len(list(protocols.Countdown(3))) == 3
    sender = protocols.Sender()
    next(iter(sender))


@operation
def calls_attributes_and_descriptors():
    assert protocols.Callable()(1, 2, 3, key=4, other=5)
    assert protocols.FastCallable()(1) is not None
    expect(TypeError, protocols.FastCallable())
    assert protocols.Attributes().other == "missing other"
    expect(AttributeError, getattr, protocols.Attributes(), "no_such")
    guarded = protocols.Guarded()
    guarded.a = 1
    del guarded.a

    with protocols.Scalar(1) as scalar:
        f"{scalar:x}"


@operation
def buffers_and_finalizers():
    samples = protocols.Samples()
    samples.append(1)
    with memoryview(samples) as view:
        view[0] = 2
        expect(RuntimeError, samples.append, 3)
    log = []
    protocols.Final(log)
    assert log == ["end"]


# Ownership


@operation
def references():
    line = ownership.Line()
    line.a.x = 3
    line.end().x = line.copy.x
    assert line.first().x == 3
    assert line.none() is None
    ownership.pick(line).x = 1
    ownership.pick(line, end=False)
    part = line.a
    del line
    assert part.x == 3
    expect(KeyError, ownership.Line().checked, True)
    expect(RuntimeError, part.stray)
    ownership.origin()
    ownership.origin_copy()


@operation
def unique_and_shared():
    ownership.take(ownership.Node(1), 1)
    expect(ValueError, ownership.take, ownership.Node(1), -1)
    node = ownership.Node(1)
    expect(TypeError, ownership.take, node, "x")
    assert node.value == 1
    ownership.make(1)
    ownership.make(-1)
    ownership.make_many(3)
    ownership.new_leaf(2)
    shared = ownership.Shared()
    assert shared.me() is shared
    ownership.keep(shared)
    assert ownership.kept() is shared
    ownership.keep(None)
    ownership.unique_loose()
    known = ownership.Known()
    known.add()
    assert known.child(0) is known.child(0)


@operation
def objects_that_keep_others():
    registry = ownership.Registry()
    registry.watch_two(object(), object())
    ownership.bundle(object())


@operation
def exceptions_of_cpp():
    expect(inheritance.Coded, inheritance.throw_coded, 3)
    expect(inheritance.CodedMore, inheritance.throw_more)
    expect(inheritance.Number, inheritance.throw_number, 4)
    inheritance.new_member(4)


# Enums, variants, callbacks


triangle = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]


@operation
def enum_values():
    assert enums.next() is enums.Color.GREEN
    assert enums.permission(6).value == 6
    assert enums.all([enums.Color.RED]) == 1
    expect(TypeError, enums.next, 1)
    expect(ValueError, lambda: enums.code(enums.next(enums.Color.DARK_BLUE)))


@operation
def alternatives_of_a_variant():
    circle = variants.Shape.Circle(2)
    assert variants.same(circle) == circle
    assert variants.all([circle, variants.Shape.Nothing()])
    variants.Shape.Polygon(triangle).area()
    expect(ValueError, variants.Shape.Polygon, [])
    expect(TypeError, variants.index, 1)
    expect(TypeError, variants.Shape)
    expect(RuntimeError, variants.nothing_held)
    variants.Tree.Pair(1, variants.Tree.Leaf(2))


def fail(*args):
    raise LookupError


@operation
def callbacks_of_python():
    callbacks.call(lambda number, text: number)
    expect(LookupError, callbacks.call, fail)
    expect(TypeError, callbacks.call, lambda number, text: text)
    callbacks.value_or(fail, 3)
    callbacks.caught(fail)
    assert callbacks.same(fail) is fail or not callbacks.HAS_RTTI
    assert callbacks.adder(3)(4) == 7
    expect(LookupError, callbacks.apply, fail, 1)
    button = callbacks.Button(abs)
    button.add(lambda: button)
    button.on_click = lambda n: button


# The collector


@operation
def cycles():
    for make in (collected.Node, collected.OnList, collected.OnPython):
        value = make()
        setattr(value, "next" if make is collected.Node else "held", value)
    both = collected.Both()
    both.me = both
    weakref.ref(both)
    frozen = collected.Frozen([])
    frozen.held.append(frozen)


def alive():
    gc.collect()
    gc.collect()  # PyPy's leaves now and then what the last statement made
    return {
        "classes": classes.Counted.alive(),
        "inheritance": inheritance.alive(),
        "constructors": constructors.alive(),
        "points": ownership.points(),
        "nodes": ownership.nodes(),
        "shared": ownership.shareds(),
        "collected": collected.alive(),
        "variants": variants.alive(),
        "callbacks": callbacks.alive(),
    }


@pytest.fixture(autouse=True)
def by_hand():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.leaks("counts itself")
@pytest.mark.parametrize("name", OPERATIONS)
def test_no_object_is_left_behind(name):
    run = OPERATIONS[name]
    run()
    before = alive()
    for _ in range(5):
        run()
    assert alive() == before


@pytest.mark.skipif(not hasattr(sys, "gettotalrefcount"), reason="this build does not count references")
@pytest.mark.skipif(".abi3." in classes.__file__, reason="modules for the limited API do not count references")
@pytest.mark.leaks("counts itself")
@pytest.mark.parametrize("name", OPERATIONS)
def test_ten_thousand_rounds_leave_no_reference_behind(name):
    run = OPERATIONS[name]

    def growth(rounds):
        gc.collect()
        before = sys.gettotalrefcount()
        for number in range(rounds):
            run()
            if number % 500 == 0:
                gc.collect()
        gc.collect()
        return sys.gettotalrefcount() - before

    growth(200)  # what is made once
    # One in ten rounds would be a leak; a cache of the interpreter's may still grow.
    assert growth(10_000) < 1_000
