# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import contextlib
import gc
import sys
import threading
import weakref

import ownership as o
import pytest
from ownership import Figure, Known, Leaf, Line, Loose, Node, Point, Registry, Shared, SharedMore, Tree

# Without it a C++ value arrives as the class that its pointer says.
needs_rtti = pytest.mark.skipif(not o.HAS_RTTI, reason="built with -fno-rtti")


def raises(error, text, function, *args):
    with pytest.raises(error) as caught:
        function(*args)
    assert type(caught.value) is error
    assert str(caught.value) == text


def test_a_field_that_is_a_class_is_seen_by_reference():
    line = Line()
    line.a.x = 1
    line.b.y = 5
    assert (line.a.x, line.a.y, line.b.sum()) == (1, 0, 5)
    figure = Figure()
    figure.line.a.x = 7
    assert figure.line.a.x == 7
    figure.line.a = Point(1, 2)
    assert (figure.line.a.x, figure.line.a.y) == (1, 2)


def test_a_copy_is_none():
    line = Line()
    copy = line.copy
    copy.x = 9
    line.pair.x = 9
    line.first().x = 9
    assert (line.a.x, line.b.x) == (0, 0)
    line.pair = Point(3, 0)
    assert line.b.x == 3


def test_a_reference_keeps_its_owner_alive():
    before = o.points()
    line = Line()
    assert o.points() == before + 2
    a, end = line.a, line.end()
    del line
    gc.collect()
    assert o.points() == before + 2
    a.x, end.x = 3, 4
    assert (a.move(2) is a, a.x, end.sum()) == (True, 5, 4)
    del a, end
    assert o.points() == before

    part = Figure().line.a  # a part of a part
    part.x = 2
    assert part.x == 2
    del part
    assert o.points() == before


def test_references_as_results():
    line = Line()
    line.start.x = 2
    line.end().x = 3
    assert (line.a.x, line.b.x, line.checked().x) == (2, 3, 3)
    assert line.none() is None
    assert line.none_copied() is None
    raises(KeyError, "'no end'", line.checked, True)
    o.pick(line).x = 4
    o.pick(line, end=False).x = 5
    o.pick(end=True, line=line).y = 6
    assert (line.a.x, line.b.x, line.b.y) == (5, 4, 6)
    assert o.origin().x == 1
    o.origin().y = 8
    assert o.origin_copy().y == 8
    o.origin().y = 2
    o.origin_copy().y = 7
    assert o.origin().y == 2
    figure = Figure()
    figure.at(1).a.x = 3
    assert (figure.at(0).a.x, figure.at(1).a.x) == (0, 3)
    raises(IndexError, "vector::_M_range_check: __n (which is 2) >= this->size() (which is 2)", figure.at, 2)


def test_self():
    point = Point(1, 1)
    assert point.move(1).move(1) is point
    raises(RuntimeError, "Point.stray() gave another object than its own, which returns::self says it would not",
           point.stray)  # fmt: skip


def test_a_reference_borrows_its_owner():
    line = Line()
    a = line.a
    line.shift(Point(1, 0))
    with pytest.raises(
        RuntimeError, match=r"Line.shift\(\) cannot change this Line object while .* is (reading|changing) it"
    ):
        line.shift(a)
    line.absorb(a)  # by value: the copy is taken first
    assert a.x == 2
    line.a = line.a
    line.a = line.b
    assert line.a.x == 1

    def use():
        with pytest.raises(RuntimeError, match="cannot read this Point object while"):
            a.sum()
        with pytest.raises(RuntimeError, match="cannot change this Point object while"):
            a.move(1)
        used.append(1)

    used = []
    line.call(use)
    assert used == [1]
    assert a.sum() == 1


def test_frozen_parts():
    constants = o.Constants()
    assert (constants.pi.value, constants.get().value) == (3, 3)
    pi = constants.pi
    del constants
    assert pi.value == 3


def test_references_and_the_collector():
    gc.collect()
    before = o.points()
    line = Line()
    line.part = line.a  # the part keeps the line, whose dict keeps the part
    assert o.points() == before + 2
    del line
    gc.collect()
    assert o.points() == before


def test_references_and_the_collector_with_python_classes():
    class MyPoint(Point):
        pass

    before = o.points()
    point = MyPoint(1, 2)
    point.me = point
    del point
    gc.collect()
    assert o.points() == before


def test_unique_in():
    tree, node = Tree(), Node(5)
    tree.plant(node)
    assert tree.look().value == 5
    taken = "the value of this Node object was taken out of it"
    raises(RuntimeError, taken, lambda: node.value)
    raises(RuntimeError, taken, setattr, node, "value", 1)
    raises(RuntimeError, taken, node.kind)
    raises(RuntimeError, "argument 'node': " + taken, tree.plant, node)
    Node.__init__(node, 6)  # is no second life
    raises(RuntimeError, taken, node.kind)
    tree.plant(None)
    assert tree.look() is None


def test_unique_in_fails_early():
    node = Node(5)
    raises(TypeError, "argument 'n': 'str' object cannot be interpreted as an integer", o.take, node, "x")
    raises(TypeError, "argument 'node': 'int' object is not an instance of 'Node'", o.take, 1, 1)
    assert node.value == 5  # it was given back
    with pytest.raises(RuntimeError, match="argument 'b': "):
        o.take_two(node, node)
    with pytest.raises(RuntimeError, match="argument 'b': "):
        o.take_and_read(node, node)
    assert node.value == 5
    raises(ValueError, "n is negative", o.take, node, -1)
    raises(RuntimeError, "the value of this Node object was taken out of it", node.kind)
    assert o.take(Node(3), 0) == 3
    assert o.take(None, 0) == -1
    assert o.take_two(Node(3), Leaf(4)) == 7
    tree = Tree()
    tree.plant(Node(1))
    raises(RuntimeError, "argument 'node': this Node object is a part of another, and cannot be taken out of it: "
           "take a copy", o.take, tree.look(), 1)  # fmt: skip


def test_a_part_of_what_was_taken():
    crate = o.Crate()
    point = crate.point
    point.x = 3
    assert o.destroy(crate) == 3
    taken = "the value of this Point object was taken out of it"
    raises(RuntimeError, taken, lambda: point.x)
    raises(RuntimeError, taken, setattr, point, "x", 1)
    raises(RuntimeError, taken, point.sum)
    raises(RuntimeError, "the value of this Crate object was taken out of it", lambda: crate.point)


def test_unique_in_without_a_value():
    class MyNode(Node):
        def __init__(self):
            pass

    raises(
        RuntimeError, "argument 'node': Node.__init__() was never called for this MyNode object", o.take, MyNode(), 1
    )


@needs_rtti
def test_unique_out():
    before = o.nodes()
    leaf = o.make(3)
    assert (type(leaf), leaf.kind(), leaf.value) == (Leaf, "leaf", 3)
    assert o.make(-1) is None
    hidden = o.make_hidden(4)  # the nearest class that is declared
    assert (type(hidden), hidden.kind()) == (Node, "hidden")
    assert [node.value for node in o.make_many(3)] == [0, 1, 2]
    leaf2 = o.new_leaf(5)
    assert (type(leaf2), leaf2.value, o.new_leaf(-1)) == (Leaf, 5, None)
    assert o.nodes() == before + 3
    tree = Tree()
    tree.plant(leaf)
    assert type(tree.look()) is Leaf
    back = tree.fell()
    assert (type(back), back.value, tree.fell()) == (Leaf, 3, None)
    del leaf, leaf2, hidden, tree, back
    assert o.nodes() == before


def test_failing_constructors():
    before = o.nodes()
    raises(IndexError, "value is negative", Node, -1)
    raises(IndexError, "value is negative", Leaf, -1)

    class MyNode(Node):
        def __init__(self):
            super().__init__(-1)

    raises(IndexError, "value is negative", MyNode)
    assert o.nodes() == before


def test_shared_has_one_count():
    before = o.shareds()
    shared = Shared()
    assert (shared.uses, shared.me() is shared) == (1, True)
    o.keep(shared)
    assert (shared.uses, o.kept() is shared) == (2, True)
    assert o.all_kept() == [shared, shared]
    shared.value = 4
    del shared
    assert o.shareds() == before + 1
    shared = o.kept()
    assert (shared.value, shared.uses) == (4, 2)
    o.keep(None)
    assert o.kept() is None
    assert shared.uses == 1
    assert o.sum([shared, None, shared]) == 108
    raises(TypeError, "argument 'shared': 'int' object is not an instance of 'Shared'", o.keep, 1)
    del shared
    assert o.shareds() == before


@needs_rtti
def test_shared_arrives_as_its_class():
    more = SharedMore()
    more.more = 5
    o.keep(more)
    assert o.kept() is more
    del more
    gc.collect()
    more = o.kept()
    assert (type(more), more.more, more.me() is more) == (SharedMore, 5, True)
    o.keep(None)

    class MyShared(Shared):
        def __init__(self):
            super().__init__()
            self.extra = 1

    mine = MyShared()
    o.keep(mine)
    assert o.kept() is mine
    assert o.kept().extra == 1
    o.keep(None)

    class Forgetful(Shared):
        def __init__(self):
            pass

    raises(RuntimeError, "argument 'shared': Shared.__init__() was never called for this Forgetful object",
           o.keep, Forgetful())  # fmt: skip


def test_shared_without_identity():
    loose = Loose()
    o.keep_loose(loose)
    other = o.loose()
    assert other is not loose
    other.value = 6
    assert loose.value == 6
    loose.point.x = 3
    assert other.point.x == 3
    assert o.watched() is not None
    o.keep_loose(None)
    o.watch_loose(loose)
    del other
    gc.collect()
    assert o.watched().value == 6  # it expires with the object, not with the call
    del loose
    assert o.watched() is None
    assert o.new_loose().value == 1
    assert o.unique_loose().value == 1


def test_identity():
    known = Known()
    assert known.self() is known
    first = known.add()
    assert known.child(0) is first
    first.tag = "mine"
    assert known.child(0).tag == "mine"
    second = known.add()
    assert second is not first
    assert known.child(1) is second
    reference = weakref.ref(first)
    del first
    gc.collect()
    assert reference() is None
    assert not hasattr(known.child(0), "tag")
    raises(IndexError, "vector::_M_range_check: __n (which is 5) >= this->size() (which is 2)", known.child, 5)


def test_identity_of_many():
    parents = [Known() for _ in range(50)]
    children = [parent.add() for parent in parents for _ in range(20)]
    for n, child in enumerate(children):
        child.value = n
    for n in reversed(range(0, 1000, 2)):
        assert children[n].value == n
        children[n] = None
    for p, parent in enumerate(parents):
        for c in range(20):
            child = parent.child(c)
            assert child.value == p * 20 + c
            assert (child is children[p * 20 + c]) == (c % 2 == 1)


def test_identity_while_an_object_ends():
    class Loud:
        def __del__(self):
            seen.append(parent.child(0))

    seen = []
    parent = Known()
    child = parent.add()
    child.loud = Loud()
    del child
    gc.collect()
    assert len(seen) == 1
    assert parent.child(0) is seen[0]
    assert not hasattr(seen[0], "loud")


@pytest.mark.parametrize("take", [Known.pop, Known.release])
def test_identity_of_what_is_handed_over_while_a_reference_is_known(take, collect):
    collect()
    before = o.knowns()
    parent = Known()
    child = parent.add()
    child.value = 7
    taken = take(parent)
    assert taken is child
    assert child.value == 7
    assert o.knowns() == before + 2
    del parent, taken
    collect()
    assert child.value == 7
    child.value = 8
    assert child.self() is child
    del child
    collect()
    assert o.knowns() == before


TAKEN = "the value of this Known object was taken out of it"


@pytest.mark.parametrize("take", [Known.pop, Known.release])
def test_what_was_handed_over_while_a_reference_was_known_can_be_taken(take, collect):
    collect()
    before = o.knowns()
    parent = Known()
    child = parent.add()
    child.value = 7
    raises(RuntimeError, "argument 'known': this Known object is a part of another, and cannot be taken out of it: "
           "take a copy", o.hand, child)  # fmt: skip
    assert take(parent) is child
    o.hand(child)
    raises(RuntimeError, TAKEN, lambda known=child: known.value)
    raises(RuntimeError, "argument 'known': " + TAKEN, o.hand, child)
    parent.value = 1  # is not borrowed any more
    again = o.hand_back()
    assert again is not child
    assert again.value == 7
    assert o.knowns() == before + 2
    del parent, child, again
    collect()
    assert o.knowns() == before


def test_what_was_handed_back_while_a_reference_was_known_can_be_taken(collect):
    collect()
    before = o.knowns()
    o.hand(Known())
    for _ in range(3):
        reference = o.handed()
        assert o.hand_back() is reference
        reference.value = 3
        o.hand(reference)
        raises(RuntimeError, TAKEN, lambda known=reference: known.value)
    assert o.hand_back().value == 3
    del reference
    collect()
    assert o.knowns() == before


def test_identity_of_what_is_shared_while_a_reference_is_known(collect):
    collect()
    before = o.shareds()
    o.keep(Shared())
    known = o.refer_to_kept()
    for _ in range(3):
        assert o.kept() is known
    o.keep(None)
    known.value = 5
    assert o.shareds() == before + 1
    assert known.value == 5
    del known
    collect()
    assert o.shareds() == before


def test_keep_alive():
    class Callback:
        pass

    registry, callback = Registry(), Callback()
    reference = weakref.ref(callback)
    registry.watch(callback)
    count = sys.getrefcount(callback)
    registry.watch(callback)  # once is enough
    assert sys.getrefcount(callback) == count
    del callback
    gc.collect()
    assert reference() is not None
    del registry
    gc.collect()
    assert reference() is None

    registry, a, b = Registry(), Callback(), Callback()
    references = [weakref.ref(a), weakref.ref(b)]
    registry.watch_two(a)
    registry.watch_two(b=b, a=None)
    del a, b
    gc.collect()
    assert [r() is not None for r in references] == [True, True]
    del registry
    gc.collect()
    assert [r() for r in references] == [None, None]

    callback = Callback()
    reference = weakref.ref(callback)
    bundle = o.bundle(callback)
    del callback
    gc.collect()
    assert reference() is not None
    del bundle
    assert reference() is None


def test_keep_alive_in_a_cycle():
    class Callback:
        pass

    registry, callback = Registry(), Callback()
    callback.registry = registry
    reference = weakref.ref(callback)
    registry.watch(callback)
    del registry, callback
    gc.collect()
    assert reference() is None


def test_immovable_and_over_aligned():
    assert o.Immovable(4).value == 4
    for cls in (o.Wide, o.WideUnique, o.WideReference):
        assert all(cls().is_aligned() for _ in range(20))


def test_threads():
    """With the GIL or without, a wrong use is an error."""
    parent = Known()
    parent.add()
    shared = Shared()
    o.keep(shared)

    def work():
        for _ in range(300):
            with contextlib.suppress(RuntimeError):
                parent.child(0).value += 1
            assert o.kept() is shared

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    o.keep(None)
