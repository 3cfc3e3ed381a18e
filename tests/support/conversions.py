# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The conversions of tests/modules/kinds.cpp, each in a few lines of Python, and everything that Python code might pass them,
well meant or not."""

import array
import ctypes
import datetime
import math
import operator
import os
import pathlib
import sys
import weakref


class Hostile(Exception):
    pass


def wrong(text="of another type"):
    raise TypeError(text)


def is_a(value, *types):
    """Asks the type itself, since __class__ may lie."""
    return issubclass(type(value), types)


# What each kind is, in Python. ------------------------------------------------------------------------------


def integer(low, high):
    def convert(value):
        number = operator.index(value)
        if not low <= number <= high:
            raise OverflowError
        return int(number)

    return convert


def real(value):
    return math.ldexp(value, 0)


def narrow(value):
    return ctypes.c_float(real(value)).value


def boolean(value):
    return value if type(value) is bool else wrong()


def text(value):
    return value.encode().decode() if is_a(value, str) else wrong()


def character(value):
    if is_a(value, str) and str.__len__(value) != 1:
        raise ValueError
    value = text(value)
    if value > "\x7f":
        raise ValueError
    return value


def optional(item):
    return lambda value: None if value is None else item(value)


def pair(first, second):
    def convert(value):
        if not is_a(value, tuple):
            wrong()
        if tuple.__len__(value) != 2:
            raise ValueError
        return first(tuple.__getitem__(value, 0)), second(tuple.__getitem__(value, 1))

    return convert


def items(value):
    if is_a(value, str, bytes, bytearray, dict) or not hasattr(type(value), "__getitem__"):
        wrong()
    return iter(value)


def sequence(item):
    return lambda value: [item(each) for each in items(value)]


def array_of(item, length):
    def convert(value):
        iterator, end = items(value), object()
        if len(value) != length:
            raise ValueError
        result = []
        for _ in range(length):
            if (each := next(iterator, end)) is end:
                raise RuntimeError
            result.append(item(each))
        if next(iterator, end) is not end:
            raise RuntimeError
        return result

    return convert


def buffer(format, result, gaps):
    def convert(value):
        view = memoryview(value)
        if view.ndim != 1 or view.format != format:
            wrong()
        if not gaps and not view.contiguous:
            raise BufferError
        return result(view)

    return convert


def dictionary(key, item):
    def convert(value):
        if not is_a(value, dict):
            wrong()
        return {key(k): item(v) for k, v in dict.items(value)}

    return convert


def set_of(item):
    return lambda value: {item(each) for each in value} if is_a(value, set, frozenset) else wrong()


def complex_number(value):
    return wrong() if is_a(value, str) else complex(value)


def either(value):
    for convert in (integer(-(2**31), 2**31 - 1), text):
        try:
            return convert(value)
        except (TypeError, ValueError, OverflowError):
            pass
    wrong()


def path(value):
    name = os.fsencode(value)
    if b"\0" in name:
        raise ValueError
    return pathlib.Path(os.fsdecode(name))


def seconds(value):
    if not is_a(value, datetime.timedelta):
        wrong()
    if value.microseconds:
        raise ValueError
    return datetime.timedelta(value.days, value.seconds)


def any_list(value):
    return value if is_a(value, list) else wrong()


int32 = integer(-(2**31), 2**31 - 1)

KINDS = {
    **{f"int{bits}": integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64, 128)},
    **{f"uint{bits}": integer(0, 2**bits - 1) for bits in (8, 16, 32, 64, 128)},
    "float32": narrow,
    "float64": real,
    "boolean": boolean,
    "character": character,
    "text": text,
    "view": text,
    "wide": text,
    "optional": optional(int32),
    "pair": pair(int32, text),
    "ints": sequence(int32),
    "reals": sequence(real),
    "texts": sequence(text),
    "rows": sequence(sequence(int32)),
    "three": array_of(int32, 3),
    "octets": buffer("B", bytes, gaps=True),
    "span": buffer("d", list, gaps=False),
    "byte_span": buffer("B", bytes, gaps=False),
    "dictionary": dictionary(text, int32),
    "hashed": dictionary(int32, real),
    "set": set_of(int32),
    "complex": complex_number,
    "either": either,
    "path": path,
    "seconds": seconds,
    "any": lambda value: value,
    "list": any_list,
    "owned_list": any_list,
}


BUFFERS = ("octets", "span", "byte_span")
SAME = ("any", "list", "owned_list")  # what gives back the object itself
ONE_WAY = ("span",)  # what does not take what it gives


# What is passed. --------------------------------------------------------------------------------------------


def raising(name, error):
    def method(self, *_):
        raise error("on purpose")

    return type(f"Raising{name}", (), {name: method, "__hash__": object.__hash__} | ({name: method}))


def giving(name, result):
    return type(f"Giving{name}", (), {name: lambda self, *_: result})


SPECIAL = [
    "__index__",
    "__float__",
    "__complex__",
    "__fspath__",
    "__len__",
    "__iter__",
    "__getitem__",
    "__hash__",
    "__eq__",
    "__bool__",
    "__str__",
    "__repr__",
    "__getattribute__",
    "__buffer__",
    "__int__",
    "__contains__",
    "__next__",
]
BASES = [int, float, str, bytes, list, tuple, dict, set, frozenset, complex, bytearray]

RAISING = [raising(name, error) for name in SPECIAL for error in (Hostile, KeyboardInterrupt)]
GIVING = [
    giving(name, result)
    for name in ("__index__", "__float__", "__complex__", "__fspath__", "__len__", "__iter__")
    for result in (None, "5", 5, 5.0, b"5", -1, 2**100, sys.maxsize, [5], float("nan"), 5j)
]
DERIVED = [type(f"My{base.__name__}", (base,), {}) for base in BASES]
# What a derived type says of itself is not asked where the base's own memory is read.
LYING = [
    type(
        f"Lying{base.__name__}",
        (base,),
        {
            name: raising(name, Hostile).__dict__[name]
            for name in ("__len__", "__getitem__", "__contains__", "__str__", "__repr__", "__bool__")
        },
    )
    for base in (str, tuple, int, float)
]


class ClassLies:
    __class__ = property(lambda self: str)


class ClassRaises:
    @property
    def __class__(self):
        raise Hostile


class Recursive:
    def __index__(self):
        return operator.index(self)

    def __float__(self):
        return float(self)


class Meta(type):
    def __getattribute__(cls, name):
        if name in ("__name__", "__qualname__", "__module__", "__doc__"):
            raise Hostile
        return super().__getattribute__(name)

    def __instancecheck__(cls, instance):
        return True


class OfMeta(metaclass=Meta):
    pass


class Long:
    """A sequence that says it is far longer than it is."""

    def __len__(self):
        return sys.maxsize

    def __getitem__(self, index):
        if index == 3:
            raise IndexError
        return index


class Short(Long):
    def __len__(self):
        return 0


class Referent:
    pass


REFERENT = Referent()
STRANGE = type("%s%n" + "x" * 3000, (), {})


class Changes:
    """Changes the container that it is in while that is read."""

    def __init__(self, act):
        self.act = act

    def __index__(self):
        self.act()
        return 1

    def __float__(self):
        self.act()
        return 1.0


def changed(container, act, put):
    put(container, Changes(lambda: act(container)))
    return container


def shrinking_list():
    return changed([1, 2, 3, 4], list.clear, lambda c, item: c.insert(1, item))


def growing_list():
    return changed([1, 2], lambda c: c.append(7) if len(c) < 50 else None, lambda c, item: c.insert(0, item))


def replaced_items():
    return changed([1, 2, 3], lambda c: c.__setitem__(slice(None), [9] * 4), lambda c, item: c.append(item))


def changing_dict():
    return changed({1: 1}, lambda c: c.update({len(c) + 5: 1}), lambda c, item: c.update({2: item}))


def changing_text_dict():
    return changed({"a": 1}, lambda c: c.update({str(len(c)): 1}), lambda c, item: c.update({"b": item}))


def emptied_dict():
    return changed({1: 1, 2: 2}, dict.clear, lambda c, item: c.update({1: item}))


def changing_set():
    return changed({5}, lambda c: c.add(len(c) + 100), lambda c, item: c.add(item))


def circle():
    result = []
    result.append(result)
    return result


def nested(depth):
    result = 1
    for _ in range(depth):
        result = [result]
    return result


def released():
    view = memoryview(b"123")
    view.release()
    return view


def proxy():
    return weakref.proxy(REFERENT)


INTS = [
    edge + step
    for bits in (7, 8, 15, 16, 31, 32, 63, 64, 127, 128)
    for edge in (2**bits, -(2**bits))
    for step in (-1, 0, 1)
]
PLAIN = [
    *(lambda n=n: n for n in [0, 1, -1, 10**400, -(10**400), *INTS]),
    *(lambda x=x: x for x in [True, False, None, Ellipsis, NotImplemented, 1j, complex("nan")]),
    *(lambda x=x: x for x in [0.0, -0.0, 1.5, 1e39, 5e-324, 1.7e308, math.nan, math.inf, -math.inf]),
    *(lambda s=s: s for s in ["", "a", "é", "\0", "a\0b", "\ud800", "a\udcffb", "\U0001f600", "x" * 5000, "1"]),
    *(
        lambda b=b: b
        for b in [b"", b"abc", b"\0", b"\xff", bytearray(b"abc"), range(3), range(0), range(2**70, 2**70 + 3)]
    ),
    *(lambda t=t: array.array(t, [1, 2, 3]) for t in "bBhHiIlLqQfd"),
    lambda: memoryview(b"abcdef")[::2],
    lambda: memoryview(b"abcd").cast("B", (2, 2)),
    lambda: memoryview(b""),
    lambda: memoryview(array.array("d", [1, 2, 3, 4]))[::2],
    released,
    *(lambda x=x: x for x in [int, type, len, os, sys, Long, STRANGE, OfMeta, lambda: None]),
    *(lambda x=x: list(x) for x in [(), (1,), (1, 2, 3), (1, "x"), (1.5,), ("a", "é"), ("\udc00",), (None,), (2**31,)]),
    *(lambda x=x: tuple(x) for x in [(), (1,), (1, 2, 3), (1, "x"), (1, "\udc00"), ("x", 1), (1, "x", 2)]),
    *(
        lambda x=x: dict(x)
        for x in [{}, {"a": 1}, {1: 1.5}, {"a": "b"}, {None: 1}, {"\udc00": 1}, {2**31: 1}, {"a": 2**31}]
    ),
    *(lambda x=x: set(x) for x in [(), (1, 2), ("a",), (1.5,), (2**31,), ((1,),)]),
    lambda: frozenset((1, 2)),
    lambda: [[1], [], (2, 3)],
    lambda: [[1], [2, "x"]],
    lambda: {}.keys(),
    lambda: {1: 2}.items(),
    lambda: iter([1, 2]),
    lambda: (i for i in range(3)),
    lambda: pathlib.Path("a/b"),
    lambda: datetime.timedelta(1, 2),
    lambda: datetime.timedelta(0, 0, 1),
    lambda: datetime.timedelta.min,
    lambda: datetime.timedelta.max,
    *DERIVED,
    *LYING,
]
BAD = [
    *RAISING,
    *GIVING,
    *(ClassLies, ClassRaises, Recursive, Long, Short, OfMeta, STRANGE, object),
    *(shrinking_list, growing_list, replaced_items, changing_dict, changing_text_dict, emptied_dict, changing_set),
    *(circle, lambda: nested(3), lambda: nested(200), proxy),
]
VALUES = [
    *PLAIN,
    *BAD,
    *(lambda make=make: [1, make()] for make in BAD),
    *(lambda make=make: (1, make()) for make in BAD),
    *(lambda make=make: {"a": make()} for make in BAD),
    *(lambda make=make: {1: make()} for make in BAD),
]


# The comparison. --------------------------------------------------------------------------------------------


def outcome(convert, value):
    try:
        return convert(value), None
    except BaseException as error:
        return None, error


def same(left, right):
    """Equal, with NaNs, signs of zero and the types of everything inside."""
    if type(left) is not type(right):
        return False
    if isinstance(left, float):
        return math.copysign(1, left) == math.copysign(1, right) and (
            left == right or math.isnan(left) and math.isnan(right)
        )
    if isinstance(left, complex):
        return same(left.real, right.real) and same(left.imag, right.imag)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return left == right


def check(name, convert, make):
    """Whether the conversion gives the same value of what make() makes, or raises the same exception; gives that value."""
    if make is released and name not in BUFFERS:
        return None  # CPython before 3.14 gives an iterator for it and raises
    value = make()
    wanted, error = outcome(KINDS[name], value if name in SAME else make())
    got, refusal = outcome(convert, value)
    where = f"{name}({type.__dict__['__name__'].__get__(type(value))[:40]})"
    if error is None:
        assert refusal is None, (where, refusal)
        assert got is value if name in SAME else same(got, wanted), where
        return got
    assert type(refusal) is type(error), (where, got, refusal, error)
    if type(refusal) in (TypeError, OverflowError) and refusal.__traceback__.tb_next is None:
        told = [str(refusal), *getattr(refusal, "__notes__", [])]
        assert any("argument 'value'" in each for each in told) or sys.version_info < (3, 11), (where, told)
    return None
