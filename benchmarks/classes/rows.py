# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Instances: made, asked, compared, iterated, given and returned."""

from collections.abc import Iterator
from typing import Any, Callable, Optional

from row import Row, outcome


def _rows() -> list[Row]:
    rows: list[Row] = []
    for group, point, path, at_most in (("frozen", "Frozen", "FrozenPath", 1.05), ("checked", "Point", "Path", 1.10)):

        def row(
            label: str,
            call: str,
            function: str = point,
            prepare: str = "f(1.0, 2.0)",
            at_most: Optional[float] = at_most,
            budget: bool = False,
            threads: bool = False,
            group: str = group,
            **values: Any,
        ) -> None:
            rows.append(
                Row(
                    group, label, function, call, values, None, at_most, prepare=prepare, budget=budget, threads=threads
                )
            )

        row("construct and drop", "f(1.0, 2.0)", prepare="f", budget=True, threads=True)
        row("construct by keyword", "f(x=1.0, y=2.0)", prepare="f", at_most=None)
        row("construct with a million alive", "f(1.0, 2.0)", prepare="f", alive="[f(1.0, 2.0) for _ in range(10**6)]")
        row("method ()", "f.norm()", budget=True, threads=True)
        row("method (float)", "f.scaled(2.0)", budget=True)
        row("get", "f.x", budget=True, threads=True)
        if group == "checked":
            row("set", "f.x = 3.0", budget=True)
        row("property", "f.square")
        row("==", "f == other", other="f(1.0, 2.0)", budget=True)
        if group == "frozen":
            row("hash", "hash(f)")
        row("+", "f + other", other="f(1.0, 2.0)", budget=True, threads=True)
        row("class argument", "f.dot(other)", other="f(1.0, 2.0)", budget=True)
        row("value returned", "f.twin()", budget=True)
        row("1,000 values returned", "f.points()", path, "f(1000)", at_most=1.10)
        row("len", "len(f)", path, "f(10)")
        row("item", "f[3]", path, "f(10)", budget=True)
        row("buffer given and returned", "memoryview(f)", path, "f(1000)", at_most=None)
        row("iteration over 1,000", "for _ in f: pass", path, "f(1000)")
        row("iterator made and ended", "for _ in f: pass", path, "f(0)", at_most=None)

    def other(group: str, label: str, function: str, call: str, **options: Any) -> None:
        rows.append(Row(group, label, function, call, **options))

    other("free list", "construct and drop", "Recycled", "f(1.0, 2.0)", at_most=1.0)
    for name in ("Open", "Solid"):
        made = {"prepare": "f(1.0, 2.0)", "at_most": 1.05}
        other(
            "base class" if name == "Open" else "derived class", "construct and drop", name, "f(1.0, 2.0)", at_most=1.05
        )
        other("base class" if name == "Open" else "derived class", "method ()", name, "f.norm()", **made)
    inherited = {"prepare": "type('Sub', (f,), {'__slots__': ()})"}
    other("subclass in Python", "construct and drop", "Open", "f(1.0, 2.0)", **inherited)
    inherited["prepare"] += "(1.0, 2.0)"
    other("subclass in Python", "method ()", "Open", "f.norm()", **inherited)
    other(
        "derived class",
        "as the base's argument",
        "Solid",
        "f.dot(other)",
        values={"other": "f(1.0, 2.0)"},
        prepare="f(1.0, 2.0)",
        at_most=1.05,
    )
    return rows


ROWS = _rows()

POINTS = ("Point", "Frozen", "Recycled", "Open", "Solid")
PATHS = ("Path", "FrozenPath")
ASKED_OF_POINTS = (
    *(f"C({arguments}).{ask}" for arguments in ("", "1", "1, 2.5", "y=3", "x=1, y=2") for ask in ("x", "norm()")),
    *(f"C({arguments}).x" for arguments in ("'a'", "1, None", "1, 2, 3", "1, x=1", "z=1", "1, y='a'")),
    *(f"C(1, 2).scaled({argument})" for argument in ("2", "2.5", "'a'", "", "1, 2", "by=1")),
    *(f"C(1, 2).dot({argument})" for argument in ("C(3, 4)", "C()", "None", "3", "object()", "")),
    *(f"C(1, 2) {operator} {other}" for operator in ("==", "!=") for other in ("C(1, 2)", "C(1, 3)", "1", "None")),
    *(f"(C(1, 2) {operator} {other}).norm()" for operator in "+-" for other in ("C(3, 4)", "1", "None")),
    *(f"1 {operator} C(1, 2)" for operator in ("+", "==", "<")),
    *(
        "C(1, 2) < C(1, 2)",
        "C(1, 2).twin().norm()",
        "C(1, 2).twin(1)",
        "C(1, 2).norm(1)",
        "C().square",
        "setattr(C(), 'square', 1)",
    ),
    "hash(C(3, 4)) if C.__name__ == 'Frozen' else hash(C())",
    *("setattr(C(), 'y', 1)", "delattr(C(), 'x')", "len(C())", "C()[0]", "iter(C())", "C.__name__", "C()()"),
    *("type('Sub', (C,), {})(3, 4).norm()", "isinstance(C(), C)", "C().__dict__"),
)
ASKED_OF_PATHS = (
    *(f"len(C({count}))" for count in ("0", "3", "'a'", "2**40", "", "1, 2")),
    *(f"C(3)[{index}]" for index in ("0", "2", "3", "-1", "-3", "-4", "'a'", "2**70", "None")),
    *("list(C(0))", "list(C(5))", "[p.x for p in C(4).points()]", "C(0).points()", "next(iter(C(1)))"),
    *("next(iter(C(0)))", "2.0 in C(5)", "7 in C(5)", "C(count=1)"),
    *("list(memoryview(C(3)))", "memoryview(C(3)).format", "memoryview(C(3)).readonly", "memoryview(C(0)).shape"),
)


def questions() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What each module is asked before anything is measured, with its label; None where it has no such class."""

    def asker(name: str, expression: str) -> Callable[[Any], Any]:
        def ask(module: Any) -> Any:
            return outcome(eval, expression, {"C": getattr(module, name)}) if hasattr(module, name) else None

        return ask

    for names, asked in ((POINTS, ASKED_OF_POINTS), (PATHS, ASKED_OF_PATHS)):
        for name in names:
            for expression in asked:
                yield f"{name}: {expression}", asker(name, expression)
