# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What becomes of any call: what becomes of it where Python's own `def` has the signature. The same arguments are bound to
the same parameters, or the same exception is raised with the same words."""

import functools
import re

import arguments
from arguments import Box
from bytes_as_values import Values


class MyStr(str):
    pass


class SubBox(Box):
    """A class of Python: its arguments come as a tuple and a dict."""


def is_int(value):
    if type(value) not in (int, bool):
        raise TypeError("argument")
    if not -(2**31) <= value < 2**31:
        raise OverflowError("argument")
    return int(value)


def is_float(value):
    if type(value) not in (int, bool, float):
        raise TypeError("argument")
    return float(value)


def is_bool(value):
    if type(value) is not bool:
        raise TypeError("argument")
    return value


def is_str(value):
    if not isinstance(value, str):
        raise TypeError("argument")
    return value.encode().decode()


CONVERSIONS = {"int": is_int, "float": is_float, "bool": is_bool, "str": is_str}


def as_python(literal, qualified=None):
    """The function of Python that has this literal."""
    name = literal.partition("(")[0]
    space = {}
    exec(f"def {literal}: return locals()", space)
    function = space[name]
    function.__qualname__ = qualified or name
    # Python 3.9 says the code's name.
    function.__code__ = function.__code__.replace(co_name=function.__qualname__)
    conversions = [(key, CONVERSIONS[kind]) for key, kind in re.findall(r"(\w+): (\w+)", literal)]
    order = re.findall(r"[(,] ?\*{0,2}([^\W\d]\w*)", literal.partition("(")[1] + literal.partition("(")[2])

    def call(*args, **kwargs):
        bound = function(*args, **kwargs)
        for key, convert in conversions:
            bound[key] = convert(bound[key])
        return tuple(bound[key] for key in order)

    return call


BOX = "Box(a, b=2, /, c=3, *, d, e=5)"
BOXED = Box(1, d=4)
# Where no argument has a name, CPython itself refuses some, in words of its own.
PLAIN = re.compile(r"\w+\.\w+\(\) takes (no keyword arguments|(exactly one argument|no arguments) \(\d+ given\))$")
CALLS = [
    *(
        (
            getattr(arguments, literal.partition("(")[0]),
            as_python(literal),
            literal in ("nothing()", "one(a, /)", "one_or_none(a=None, /)"),
        )
        for literal in arguments.LITERALS
    ),
    (lambda *args, **kwargs: Box(*args, **kwargs).given(), as_python(BOX), False),
    (lambda *args, **kwargs: SubBox(*args, **kwargs).given(), as_python(BOX), False),
    (BOXED.one, as_python("one(a, /)", "Box.one"), True),
    (BOXED.nothing, as_python("nothing()", "Box.nothing"), True),
    (BOXED.some, as_python("some(a, b=2, *rest, c=3)", "Box.some"), False),
    (functools.partial(Box.some, BOXED), as_python("some(a, b=2, *rest, c=3)", "Box.some"), False),
    (Box.fixed, as_python("fixed(a, b: int = 2, *, c: int = 3)", "Box.fixed"), False),
]
NAMES = [*"abcdef", "args", "kwargs", "aa", "ab", "ba", "aaaaaaaaa", "baaaaaaaa", "aaaaaaaab", "größe", "gr\udc00"]
NAMES += ["", "x" * 300, "a\0", "rest", *map(MyStr, ("a", "b", "c", "größe")), 5, None, b"a"]
VALUES = [0, 1, -1, True, False, None, 2.5, "x", "ä", "\udc00", b"b", (), (1,), 2**31, 2**100, -(2**31), [], MyStr("s")]


def outcome(call, args, kwargs):
    try:
        return call(*args, **kwargs), None
    except Exception as error:
        return None, error


def one(data):
    values = Values(data)
    own, python, plain = values.one_of(CALLS)
    args = [values.one_of(VALUES) for _ in range(values.below(9))]
    kwargs = {values.one_of(NAMES): values.one_of(VALUES) for _ in range(values.below(9))}
    wanted, error = outcome(python, args, kwargs)
    got, refusal = outcome(own, args, kwargs)
    where = (python, args, kwargs)
    if error is None:
        assert refusal is None, (where, refusal)
        assert len(got) == len(wanted) and all(map(is_same, got, wanted)), (where, got, wanted)
    else:
        assert type(refusal) is type(error), (where, got, refusal, error)
        if str(error) == "argument" or isinstance(error, UnicodeError):
            assert str(refusal).startswith("argument '") or isinstance(error, UnicodeError), (where, refusal)
        elif not plain or not PLAIN.match(str(refusal)):
            said = str(error).partition(". Did you mean")[0]
            assert str(refusal) == said, (where, str(refusal), said)


def is_same(left, right):
    return left is right or (type(left) is type(right) and left == right)
