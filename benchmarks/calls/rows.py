# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Calls of functions, conversions, and Python from C++."""

import array
import copy
import itertools
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Callable

from row import Row, outcome


def _rows() -> list[Row]:
    rows: list[Row] = []
    group = ""

    def row(label: str, function: str, call: str, **options: Any) -> None:
        rows.append(Row(group, label, function, call, **options))

    group = "positional-only"
    row("()", "nothing", "f()", at_most=1.05, budget=True, threads=True)
    row("(int)", "next", "f(1000)", at_most=1.05, budget=True)
    row("(int, int)", "add", "f(1000, 2000)", at_most=1.05, budget=True, threads=True)
    row("(float)", "half", "f(2.5)", at_most=1.05, budget=True)
    row("(str) to int", "length", "f('some words of text')", at_most=1.05, budget=True)
    row("(str) to str", "echo", "f('some words of text')", at_most=1.05, threads=True)

    row(
        "(int, int, float, float, bool, str)",
        "six",
        "f(1000, 2000, 2.5, 1.5, True, 'words')",
        at_most=1.05,
        budget=True,
    )

    group = "named"
    row("(int)", "next_named", "f(1000)", at_most=1.05)
    row("(int, int)", "add_named", "f(1000, 2000)", at_most=1.05, budget=True)
    row("(float)", "half_named", "f(2.5)", at_most=1.05)
    row("(str) to int", "length_named", "f('some words of text')", at_most=1.05)
    row("(str) to str", "echo_named", "f('some words of text')", at_most=1.05)
    row("(int, int, float, float, bool, str)", "six_named", "f(1000, 2000, 2.5, 1.5, True, 'words')", at_most=1.05)

    group = "keywords"
    for label, function, call in (
        ("next(a=1)", "next_named", "f(a=1000)"),
        ("half(a=1.5)", "half_named", "f(a=1.5)"),
        ("add(1, b=2)", "add_named", "f(1000, b=2000)"),
        ("add(a=1, b=2)", "add_named", "f(a=1000, b=2000)"),
        ("add(b=1, a=2)", "add_named", "f(b=1000, a=2000)"),
        ("scale(1, b=2)", "scale", "f(1000, b=3)"),
        ("mixed, one named", "mixed", "f(1, 2, c=3.0)"),
        ("mixed, two of six named", "mixed", "f(1, 2, 3.0, 4.0, e=False, f='y')"),
        ("margins, in order", "margins", "f(left=1, right=2, bottom=3, top=4)"),
        ("margins, in another order", "margins", "f(top=4, bottom=3, left=1, right=2)"),
    ):
        budget = label in ("add(b=1, a=2)", "scale(1, b=2)", "mixed, two of six named")
        row(label, function, call, against="clinic", at_most=1.0, budget=budget, threads=label == "scale(1, b=2)")

    group = "defaults"
    row("scale(1)", "scale", "f(1000)", against="clinic", at_most=1.05)
    row("scale(1, 2)", "scale", "f(1000, 3)", against="clinic", at_most=1.05)
    row("mixed, three of six", "mixed", "f(1, 2, 3.0)", against="clinic", at_most=1.05)

    group = "wrong calls"
    row("wrong type", "add", "f('x', 1)", raises=TypeError)
    row("wrong type, named", "add_named", "f('x', b=1)", raises=TypeError)
    row("too many", "add", "f(1, 2, 3)", raises=TypeError)
    row("missing", "add_named", "f(1)", raises=TypeError)
    row("unexpected keyword", "scale", "f(1, c=2)", raises=TypeError)
    row("out of range", "next", "f(2147483648)", raises=OverflowError)
    row("beyond 64 bits", "next", "f(x)", values={"x": 1 << 70}, raises=OverflowError)

    group = "errors"
    row("a value: success", "fail", "f(1000)", at_most=1.15)
    row("a value: ValueError", "fail", "f(-1)", raises=ValueError, at_most=1.15, budget=True)
    row("Python's error passed on: KeyError", "look_up", "f(x, 'k')", values={"x": {}}, raises=KeyError)
    row(
        "Python's error passed on: AttributeError", "get_value", "f(x)", values={"x": "object()"}, raises=AttributeError
    )
    row("may throw: success", "at", "f(1000)")
    row("std::out_of_range thrown", "at", "f(-1)", raises=IndexError)
    row("Python's error caught in C++", "catches", "f(x)", values={"x": "hand.fail_always"})
    row("Python's error thrown", "look_up_throwing", "f(x, 'k')", values={"x": {}}, raises=KeyError)

    group = "conversions"
    row("bytes to span", "bytes_size", "f(b'some bytes')")
    row("vector to bytes", "zeros", "f(20)")
    ints, floats = [1000 + i for i in range(100_000)], [i / 2 for i in range(100_000)]
    row("10 ints to vector", "sum_ints", "f(x)", values={"x": ints[:10]})
    row("1,000 ints to vector", "sum_ints", "f(x)", values={"x": ints[:1000]}, at_most=1.05, budget=True)
    row("100,000 ints to vector", "sum_ints", "f(x)", values={"x": ints}, at_most=1.05)
    row("10 floats to vector", "sum_floats", "f(x)", values={"x": floats[:10]})
    row(
        "1,000 floats to vector",
        "sum_floats",
        "f(x)",
        values={"x": "list(map(float, range(1000)))"},
        at_most=1.05,
        budget=True,
        threads=True,
    )
    row("100,000 floats to vector", "sum_floats", "f(x)", values={"x": floats}, at_most=1.05)
    row("buffer of 1,000 floats to span", "ends", "f(x)", values={"x": array.array("d", floats[:1000])})
    row("vector to 10 ints", "ints", "f(10)")
    row("vector to 1,000 ints", "ints", "f(1000)", budget=True)
    row("vector to 100,000 ints", "ints", "f(100000)")
    row("vector to 10 floats", "floats", "f(10)")
    row("vector to 1,000 floats", "floats", "f(1000)")
    row("vector to 100,000 floats", "floats", "f(100000)")
    row("tuple both ways", "twice", "f(x)", values={"x": (1000, 2.5)})
    row("optional both ways: None", "maybe", "f(None)")
    row("optional both ways: int", "maybe", "f(1000)")
    row("dict of 10 to map", "total", "f(x)", values={"x": {f"key number {i}": i for i in range(10)}})
    row("map to dict of 10", "counts", "f()")

    group = "Python from C++"
    row("call, positional", "call_positional", "f(x)", values={"x": "hand.add"}, budget=True, threads=True)
    row("call, keyword", "call_keyword", "f(x)", values={"x": "hand.scale"}, budget=True)
    row("method call and clear", "call_method", "f(x); x.clear()", values={"x": []})
    row("attribute read", "get_value", "f(x)", values={"x": "SimpleNamespace(value=1)"}, threads=True)
    row("attribute write", "set_value", "f(x)", values={"x": SimpleNamespace(value=1)})
    row("dict item read", "get_key", "f(x)", values={"x": {"value": 1}})
    row("dict item write", "set_key", "f(x)", values={"x": {"value": 1}})
    row("list item read", "get_index", "f(x)", values={"x": [1, 2, 3]})
    row("100 nested attach", "attach", "f(100)")
    row("100 detach", "detach", "f(100)")
    row("100 detach and attach", "detach_attach", "f(100)")
    row("closure", "adder", "f(1000)", prepare="f(3)")
    row("closure made", "adder", "f(3)")
    return rows


ROWS = _rows()


class Index:
    def __index__(self) -> int:
        return 7


class Floating:
    def __float__(self) -> float:
        return 2.5


class Failing:
    def __index__(self) -> int:
        raise LookupError("index")

    def __float__(self) -> float:
        raise LookupError("float")


class Int(int):
    pass


class Str(str):
    pass


# Every function must answer all of these alike, in each position, before anything is measured.
VALUES = (
    0,
    1,
    -1,
    1000,
    2**31 - 1,
    2**31,
    -(2**31),
    -(2**31) - 1,
    2**63 - 1,
    2**63,
    2**70,
    True,
    Int(5),
    Index(),
    Failing(),
    1.5,
    -0.0,
    float("inf"),
    float("nan"),
    Floating(),
    2j,
    None,
    ...,
    object(),
    "",
    "plain",
    "größe",
    "a\0b",
    "\ud800",
    Str("sub"),
    b"",
    b"a\0b",
    bytearray(b"x"),
    array.array("d", [1.5, 2.5]),
    memoryview(array.array("d", [1.5, 2.5, 3.5, 4.5]))[::2],
    array.array("f", [1.5]),
    len,
    [],
    [1, 2],
    [1.5, 2],
    [1, "x"],
    [1, None],
    [2**70],
    [Index()],
    range(3),
    iter([1]),
    {1, 2},
    (),
    (1,),
    (1, 2),
    (1, 2.5),
    (1, 2, 3),
    ("x", 1),
    {},
    {"a": 1},
    {"a": 2, "b": 3},
    {1: 1},
    {"a": "x"},
)
ARITY = {"nothing": 0, "counts": 0, "add": 2, "add_named": 2, "scale": 2, "look_up": 2, "look_up_throwing": 2}
# A count far beyond what memory holds, or a call that has no end, says nothing.
COUNTS = ("zeros", "ints", "floats", "attach", "detach", "detach_attach")


def small(value: Any) -> bool:
    return not isinstance(value, int) or 0 <= value <= 1000


def cases(function: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    arity = ARITY.get(function, 1)
    values = [v for v in VALUES if small(v)] if function in COUNTS else list(VALUES)
    if function == "margins":
        found = [((1,) * at + (v,) + (1,) * (3 - at), {}) for at in range(4) for v in values]
        for count in range(5):
            for names in itertools.permutations(("left", "right", "bottom", "top", "other"), count):
                found += [((1,) * n, dict(zip(names, range(10, 15)))) for n in range(6)]
        return found
    if function in ("six", "six_named"):
        good = (1, 2, 3.0, 4.0, True, "text")
        found = [(good[:at] + (v,) + good[at + 1 :], {}) for at in range(6) for v in values]
        found += [(good[:n], {}) for n in range(6)] + [(good + (1,), {})]
        return found + [(good[:n], dict(zip("abcdef"[n:], good[n:]))) for n in range(6)] + [(good[:5], {"g": "text"})]
    if function == "mixed":
        good = (1, 2, 3.0, 4.0)
        found = [(good[:at] + (v,) + good[at + 1 :], {}) for at in range(4) for v in values]
        found += [(good, {name: v}) for name in ("a", "c", "d", "e", "f", "g") for v in values]
        found += [(good[:2], {"c": v, "d": 1.0, "e": True, "f": "text"}) for v in values]
        found += [(good[:n], {}) for n in range(5)] + [(good + (True,), {})]
        return found
    found = [(given, {}) for given in itertools.product(values, repeat=arity)]
    found += [((1,) * n, {}) for n in range(arity + 3) if n != arity]
    for count in range(1, 4):
        for names in itertools.permutations("abz", count):
            found += [((1,) * n, {name: 2 for name in names}) for n in range(3)]
    return found


def questions() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What each module is asked before anything is measured, with its label; None where it has no such function."""

    def asker(function: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Callable[[Any], Any]:
        def ask(module: Any) -> Any:
            if not hasattr(module, function):
                return None
            fresh = [
                type(a)(a) if type(a) in (list, dict, bytearray) else copy.copy(a) if type(a) is array.array else a
                for a in arguments
            ]
            answer = outcome(getattr(module, function), *fresh, **keywords)
            return (*answer, repr(fresh)) if function == "call_method" else answer

        return ask

    for function in dict.fromkeys(row.function for row in ROWS):
        for arguments, keywords in cases(function):
            yield f"{function}{arguments}{keywords}", asker(function, arguments, keywords)
