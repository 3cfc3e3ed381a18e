# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A class of Python that test_inheritance.py's module derives one from."""


class Record:
    __slots__ = ("__dict__", "__weakref__", "arguments")
    ended = 0

    def __new__(cls, *args):
        self = super().__new__(cls)
        self.arguments = args
        return self

    def __del__(self):
        Record.ended += 1

    def describe(self):
        return f"{self.text} {self.value}"
