"""Nodes that own each other, circles and all."""

from ._graph import Node, cheapest_path, reachable

__all__ = ["Node", "cheapest_path", "reachable"]
