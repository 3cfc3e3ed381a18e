# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What each kind of conversion does with any value: what a few lines of Python say (support/conversions.py), the values of
tests/modules/test_kinds.py and those made of them."""

import warnings

import kinds
from bytes_as_values import Values
from support.conversions import KINDS, ONE_WAY, SAME, VALUES, check, released

warnings.simplefilter("ignore")

NAMES = sorted(KINDS)
KNOWN = [each for each in VALUES if each is not released]


def make(values, depth=4):
    """A value: a number, a text, one of the known or a container of such."""
    kind = values.below(16) if depth else values.below(8)
    if kind < 4:
        return values.one_of(KNOWN)()
    if kind == 4:
        return values.integer()
    if kind == 5:
        return values.real()
    if kind == 6:
        return values.octets().decode("utf-8", "surrogateescape")
    if kind == 7:
        return values.octets()
    count = values.below(5)
    if kind < 10:
        return [make(values, depth - 1) for _ in range(count)]
    if kind < 12:
        return tuple([make(values, depth - 1) for _ in range(count)])
    if kind < 14:
        return {key(values): make(values, depth - 1) for _ in range(count)}
    # Of what has a hash of its own: else the order would be another each time.
    return {key(values) for _ in range(count)}


def key(values):
    known = values.one_of([values.integer, values.real, lambda: values.octets().decode("latin-1"), values.octets])()
    return known if known == known else None  # the hash of a NaN is that of its place


def one(data):
    values = Values(data)
    name = values.one_of(NAMES)
    start = values.at
    convert = getattr(kinds, name)

    def again():
        values.at = start
        return make(values)

    got = check(name, convert, again)
    if got is not None and name not in ONE_WAY and name not in SAME:
        check(name, convert, lambda: got)
