"""Counts words on several threads, without the GIL."""

from ._word_count import word_count

__all__ = ["word_count"]
