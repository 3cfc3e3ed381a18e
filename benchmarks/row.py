# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What is measured: one row is one statement, run by each module that takes part."""

from dataclasses import dataclass, field
from typing import Any, Callable


@dataclass(frozen=True)
class Row:
    """`call` is run in a loop, in which `f` is the module's own `function` (as `prepare` makes it), and each of `values`
    is itself, or where it is a text, what that gives. `raises` is what each run ends in; `at_most` is the promised ratio
    in instructions, `against` the module that it is to."""

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

    @property
    def key(self) -> str:
        return f"{self.group}: {self.label}"


def outcome(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[Any, ...]:
    """What a call gives, comparable: type and value, or the type of the exception."""
    try:
        result = call(*arguments, **keywords)
    except Exception as error:
        return "raises", type(error)
    if callable(result):
        return "gives a callable", outcome(result, 4), outcome(result, "x")
    return "gives", type(result), repr(result)
