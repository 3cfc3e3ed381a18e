from collections.abc import Iterator
from typing import Any, SupportsIndex, TypeVar, final, overload

from typing_extensions import Buffer

__all__ = ["JsonError", "Document", "Numbers", "columns", "numbers"]

_T = TypeVar("_T")

@final
class JsonError(ValueError):
    """What is wrong with a text, and where."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""

    @property
    def position(self) -> int:
        """How many bytes of UTF-8 stand before."""

@final
class Document:
    """A JSON text. A look-up by a JSON pointer makes what it asks for and no more."""

    def __init__(self, text: str | Buffer, /) -> None: ...
    def __getitem__(self, pointer: str, /) -> Any: ...
    def __contains__(self, pointer: str, /) -> bool: ...
    @overload
    def get(self, pointer: str, default: None = None, /) -> Any | None:
        """What is at a JSON pointer, or the default."""

    @overload
    def get(self, pointer: str, default: _T, /) -> Any | _T: ...

@final
class Numbers(Buffer):
    """A column of numbers. memoryview() and numpy.asarray() see them in place."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex, /) -> float: ...
    def __iter__(self) -> Iterator[float]: ...

@overload
def columns(lines: str | Buffer, /, *pointers: str) -> list[list[Any]]:
    """A list for each JSON pointer: what each line of the text has there, or the default."""

@overload
def columns(lines: str | Buffer, /, *pointers: str, default: _T) -> list[list[Any | _T]]: ...
def numbers(lines: str | Buffer, pointer: str, /, threads: int = 1) -> Numbers:
    """The number that each line of the text has at a JSON pointer, or NaN. Needs no GIL."""
