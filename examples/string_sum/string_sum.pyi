"""A Python module written in C++."""

__all__ = ["sum_as_string"]

def sum_as_string(a: int, b: int = 2) -> str:
    """Formats the sum of two numbers as string."""
