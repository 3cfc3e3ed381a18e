from collections.abc import Iterator
from typing import Any, Literal, final

__all__ = ["Node", "reachable", "cheapest_path"]

@final
class Node:
    """A node, which owns the nodes that it leads to."""

    data: Any
    """Any object."""

    def __init__(self, name: str, data: object = None) -> None: ...
    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def links(self) -> list[tuple[Node, float]]:
        """A copy: the nodes that this one leads to, and at what cost."""

    def link(self, other: Node, cost: float = 1.0) -> None:
        """Leads to a node, or changes at what cost."""

    def unlink(self, other: Node) -> None:
        """Leads to a node no longer. ValueError where it did not."""

    def __len__(self) -> int: ...
    def __bool__(self) -> Literal[True]: ...
    def __contains__(self, other: Node, /) -> bool: ...
    def __iter__(self) -> Iterator[Node]: ...

def reachable(start: Node) -> list[Node]:
    """The nodes that can be reached, the nearest first."""

def cheapest_path(start: Node, goal: Node) -> tuple[list[Node], float] | None:
    """The nodes of the cheapest way and its cost, or None where there is no way."""
