# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What is measured: one row is one statement, run by each module that takes part."""

from dataclasses import dataclass, field
from typing import Any, Callable

# The modules that answer every question alike; and those that are compared row by row, as they promise other things.
OURS = ("tether", "hand", "clinic")
PEERS = ("nanobind", "pybind11", "pyo3", "cython")
LABELS = {
    "tether": "Tether",
    "hand": "by hand",
    "clinic": "Argument Clinic",
    "nanobind": "nanobind",
    "pybind11": "pybind11",
    "pyo3": "PyO3",
    "cython": "Cython",
}


@dataclass(frozen=True)
class Row:
    """`call` is run in a loop, in which `f` is the module's own `function` (as `prepare` makes it), and each of `values`
    is itself, or where it is a text, what that gives. `raises` is what each run ends in; `at_most` is the promised ratio
    in instructions, `against` the module that it is to. `threads`: run by several at once too."""

    group: str
    label: str
    function: str
    call: str
    values: dict[str, Any] = field(default_factory=dict)
    raises: type[BaseException] | None = None
    at_most: float | None = None
    against: str = "hand"
    prepare: str = "f"
    budget: bool = False
    threads: bool = False

    @property
    def key(self) -> str:
        return f"{self.group}: {self.label}"

    @property
    def size(self) -> int:
        """How many elements one run works on, as the label says."""
        return next((n for n in (1_000_000, 100_000, 1_000) if f"{n:,}" in self.label or "million" in self.label), 1)


def outcome(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[Any, ...]:
    """What a call gives, comparable: type and value, or the type of the exception."""
    try:
        result = call(*arguments, **keywords)
    except Exception as error:
        return "raises", type(error)
    if callable(result):
        return "gives a callable", outcome(result, 4), outcome(result, "x")
    return "gives", type(result), repr(result)


def plain(value: Any) -> Any:
    """A value without what names its module: instances by what they answer."""
    if hasattr(value, "norm"):
        return "a point", value.norm()
    if hasattr(value, "points"):
        return "a path", len(value)
    if isinstance(value, memoryview):
        return "memory", value.format, value.tolist()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return outcome(lambda: value)


def answer(row: Row, scope: dict[str, Any]) -> Any:
    """What one run of the row gives, comparable between all modules."""
    try:
        code = compile(row.call, "row", "eval")
    except SyntaxError:
        code = compile(row.call, "row", "exec")
    try:
        return plain(eval(code, dict(scope)))
    except Exception as error:
        return type(error).__name__
