import gc
import itertools
import math
import random
import re
import weakref

import graph
import pytest
from graph import Node, cheapest_path, reachable


@pytest.fixture(autouse=True)
def collected():
    """Each test begins without garbage and runs without a collection of its own."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def ring(size):
    nodes = [Node(str(i)) for i in range(size)]
    for node, following in zip(nodes, nodes[1:] + nodes[:1]):
        node.link(following)
    return nodes


def test_links():
    a, b, c = map(Node, "abc")
    a.link(b)
    a.link(c, cost=2.5)
    assert a.links == [(b, 1.0), (c, 2.5)]
    a.link(b, 3)
    assert a.links == [(b, 3.0), (c, 2.5)]
    assert (len(a), list(a), b in a, a in b, len(b)) == (2, [b, c], True, False, 0)
    assert a
    assert b
    a.unlink(b)
    assert list(a) == [c]
    a.links.clear()
    assert list(a) == [c]


def test_data_is_any_object():
    node = Node("a", data={"x": 1})
    assert node.data == {"x": 1}
    node.data = node
    assert node.data is node
    assert Node("b").data is None


def test_a_node_owns_what_it_leads_to():
    a, b = map(Node, "ab")
    a.link(b)
    gone = weakref.ref(b)
    del b
    assert gone() is next(iter(a))
    a.unlink(gone())
    assert gone() is None


def test_a_circle_lives_until_the_collector_comes():
    gone = [weakref.ref(node) for node in ring(100)]
    assert all(ref() is not None for ref in gone)
    assert gc.collect() >= 100
    assert all(ref() is None for ref in gone)


def test_a_circle_that_is_in_use_stays():
    first = ring(100)[0]
    gc.collect()
    assert len(reachable(first)) == 100
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(
    "close",
    [
        lambda node: node.link(node),
        lambda node: setattr(node, "data", node),
        lambda node: setattr(node, "data", lambda: node),
        lambda node: setattr(node, "data", [{"key": (node,)}]),
        lambda node: setattr(node, "data", iter(node)),
    ],
    ids=["link", "data", "closure", "containers", "iterator"],
)
def test_circles_of_one_are_collected(close):
    node = Node("a")
    close(node)
    gone = weakref.ref(node)
    del node
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_a_long_chain_ends_without_deep_recursion():
    first = node = Node("0")
    for _ in range(200_000):
        following = Node("next")
        node.link(following)
        node = following
    gone = weakref.ref(node)
    del first, node, following
    assert gone() is None


def test_links_may_change_while_they_are_iterated():
    a, b, c = map(Node, "abc")
    a.link(b)
    seen = []
    for node in a:
        seen.append(node)
        if node is b:
            a.link(c)
    assert seen == [b, c]


def test_reachable():
    a, b, c, d = map(Node, "abcd")
    for start, end in ((a, c), (a, b), (c, d), (d, a), (b, b)):
        start.link(end)
    assert reachable(a) == [a, c, b, d]
    assert reachable(b) == [b]


def test_cheapest_path():
    a, b, c, d = map(Node, "abcd")
    for start, end, cost in ((a, b, 1), (b, c, 2), (a, c, 4), (c, a, 0)):
        start.link(end, cost)
    assert cheapest_path(a, c) == ([a, b, c], 3.0)
    assert cheapest_path(b, a) == ([b, c, a], 2.0)
    assert cheapest_path(a, a) == ([a], 0.0)
    assert cheapest_path(a, d) is None


def test_cheapest_path_beside_all_paths():
    random.seed(1)
    nodes = [Node(str(i)) for i in range(6)]
    for start, end in itertools.permutations(nodes, 2):
        if random.random() < 0.5:
            start.link(end, random.randint(0, 9))
    costs = {(start, end): cost for start in nodes for end, cost in start.links}

    def cost_of(path):
        return sum(costs.get(pair, math.inf) for pair in zip(path, path[1:]))

    for start, goal in itertools.permutations(nodes, 2):
        between = [node for node in nodes if node not in (start, goal)]
        ways = [(start, *middle, goal) for size in range(5) for middle in itertools.permutations(between, size)]
        least = min(map(cost_of, ways))
        if math.isinf(least):
            assert cheapest_path(start, goal) is None
        else:
            path, cost = cheapest_path(start, goal)
            assert cost == cost_of(path) == least


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda a, b: a.link(b, -1), ValueError, "a cost must not be negative"),
        (lambda a, b: a.link(b, math.nan), ValueError, "a cost must not be negative"),
        (lambda a, b: a.unlink(b), ValueError, "there is no such link"),
        (lambda a, b: a.link("b"), TypeError, "argument 'other': 'str' object is not an instance of 'Node'"),
        (lambda a, b: "b" in a, TypeError, "'str' object is not an instance of 'Node'"),
        (lambda a, b: reachable(None), TypeError, "argument 'start': 'None' is not an instance of 'Node'"),
        (lambda a, b: Node(), TypeError, "missing 1 required positional argument: 'name'"),
        (lambda a, b: setattr(a, "links", []), AttributeError, "is not writable"),
    ],
)
def test_wrong_calls(call, error, text):
    a, b = map(Node, "ab")
    with pytest.raises(error, match=re.escape(text)):
        call(a, b)
    assert list(a) == []


def test_what_it_says_of_itself():
    assert repr(Node("a'b")) == 'Node("a\'b")'
    assert Node.__module__ == graph.__name__
    for thing in (graph, Node, Node.name, Node.data, Node.links, Node.link, Node.unlink, reachable, cheapest_path):
        assert thing.__doc__
