# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A fuzzer's input, read as choices and values; where it ends, as zeros."""

import struct


class Values:
    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, size):
        taken = self.data[self.at : self.at + size]
        self.at += size
        return taken + bytes(size - len(taken))

    def below(self, limit):
        """An int from 0 to 255, or below the limit."""
        return self.take(1)[0] % limit

    def one_of(self, choices):
        size = 1 if len(choices) <= 256 else 2
        return choices[int.from_bytes(self.take(size), "little") % len(choices)]

    def integer(self):
        return int.from_bytes(self.take(self.below(18)), "little", signed=True)

    def real(self):
        return struct.unpack("<d", self.take(8))[0]

    def octets(self):
        return self.take(self.below(20))
