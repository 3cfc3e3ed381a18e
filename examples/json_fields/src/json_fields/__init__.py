"""Fields of JSON by simdjson, without making the rest."""

from ._json_fields import Document, JsonError, Numbers, columns, numbers

__all__ = ["Document", "JsonError", "Numbers", "columns", "numbers"]
