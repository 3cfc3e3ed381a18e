"""A matrix class written in C++."""

from ._matrix import Matrix

__all__ = ["Matrix"]
