# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import ctypes
import gc
import inspect
import math
import sys
import sysconfig
import threading
import weakref

import functions as f
import pytest


def raises(error, text, function, *args, **kwargs):
    with pytest.raises(error) as caught:
        function(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def test_every_calling_convention():
    assert f.answer() == 42
    assert f.nothing() is None
    assert f.identity(-7) == -7
    assert f.subtract(5, 3) == 2
    assert f.subtract_named(5, 3) == f.subtract_named(b=3, a=5) == f.subtract_named(5, b=3) == 2
    assert f.half(3) == 1.5
    assert f.shout("größe\0") == "größe\0!"
    assert f.six(255, -32768, 2**32 - 1, -(2**63), 0.5, True) == (f"255 -32768 {2**32 - 1} {-(2**63)} 0.500000 1")
    assert f.six(f=False, e=1, d=2, c=3, b=4, a=5) == "5 4 3 2 1.000000 0"
    assert f.with_result() is None
    assert f.token_last(2, b=3) == 5
    assert f.point() == (1.0, 2.0, 3.0)


def test_defaults_of_every_kind():
    assert f.defaults() == (-3, 1.5, "a\n'é", b"\0b", True, None, (), [1], {"k": 1}, "x")
    assert f.defaults(i=2**31 - 1, n=5, any=None)[0::5] == (2**31 - 1, 5)
    assert f.defaults(s="", t=False, f=-0.0)[1:5] == (0.0, "", b"\0b", False)


def test_a_default_is_made_anew_for_each_call():
    assert f.defaults()[7] == [1]
    assert f.defaults()[7] == [1]
    assert f.defaults()[8] is not f.defaults()[8]
    mine = []
    f.defaults(list=mine)
    assert mine == [1]


def test_default_of_cpp():
    assert f.level() == 9
    assert f.level(1) == 1
    raises(TypeError, "argument 'value': 'str' object cannot be interpreted as an integer", f.level, "HIGH")


def test_defaults_that_a_lambda_makes():
    for _ in range(2):
        assert f.joined() == "ab."
    assert f.joined(["x"]) == "x."
    assert f.joined(end="!", mark="?") == "ab!?"
    assert f.joined([], "") == ""
    assert f.unlucky("text") == "text"
    raises(RuntimeError, "no default", f.unlucky)
    raises(TypeError, "argument 'words': 'int' object cannot be converted to 'Sequence[str]'", f.joined, 1)


def test_a_text_that_a_lambda_makes_lasts_for_the_call():
    assert f.texts() == "a" * 100 + "b" * 100 + "c" * 100 + "-"
    assert f.texts("x", view="y", maybe="z") == "x" + "b" * 100 + "yz"


def test_objects_that_a_lambda_makes():
    mine = {}
    for _ in range(2):
        assert f.objects() == ({"a": 1, "seen": True}, {"a": 1}, {}, [1, 2], 5, True, [1, 2], None)
        assert f.objects(mine, owned=mine, any="x", maybe=None) == (mine, mine, {}, [1, 2], 5, "x", None, None)
    assert mine == {"seen": True}
    assert f.objects()[0] is not f.objects()[0]
    raises(TypeError, "argument 'borrowed': 'int' object is not an instance of 'list'", f.objects, mine, borrowed=1)
    raises(TypeError, "objects() got an unexpected keyword argument 'other'", f.objects, mine, other=1)


def test_a_default_object_that_fails():
    raises(NameError, "name 'missing' is not defined", f.after_failing)
    assert f.after_failing(any=1) == 3
    raises(TypeError, "argument 'last': 'str' object cannot be interpreted as an integer", f.after_failing, [], 1, "x")
    raises(TypeError, "argument 'list': 'dict' object is not an instance of 'list'", f.of_another_type)
    assert f.of_another_type([1]) == 1
    raises(IndexError, "no list", f.thrown)
    raises(LookupError, "no number", f.thrown, [])
    assert f.thrown([1, 2], 0) == 2


def test_args_and_kwargs():
    assert f.variadic(1) == (1, (), 7, {})
    assert f.variadic(1, 2, "x", key=8, z=9) == (1, (2, "x"), 8, {"z": 9})
    assert f.variadic(1, *range(50), **{f"k{i}": i for i in range(50)})[1] == tuple(range(50))
    assert f.variadic(1, first=2) == (1, (), 7, {"first": 2})
    assert f.maybe_kwargs() == (False, None)
    assert f.maybe_kwargs(a=1) == (True, {"a": 1})
    raises(
        TypeError,
        "argument 'key': 'str' object cannot be interpreted as an integer",
        f.variadic,
        1,
        2,
        key="",
    )


def test_what_goes_into_kwargs_is_not_kept():
    extra = {"a": object()}
    count = sys.getrefcount(extra["a"])
    for args in [(1,), ("x",), ()] * 10:
        try:
            f.variadic(*args, **extra)
        except TypeError:
            assert args != (1,)
    after = sys.getrefcount(extra["a"])
    assert after == count


def test_keyword_only():
    assert f.keyword_only(a=1) == 12
    assert f.keyword_only(b=3, a=1) == 13
    raises(TypeError, "keyword_only() takes 0 positional arguments but 1 was given", f.keyword_only, 1)
    raises(TypeError, "keyword_only() missing 1 required keyword-only argument: 'a'", f.keyword_only)
    assert f.object_keyword(1) == (1, "x")
    assert f.object_keyword(1, b=2) == (1, 2)
    raises(TypeError, "object_keyword() takes 1 positional argument but 2 were given", f.object_keyword, 1, 2)


@pytest.mark.leaks("inspect itself does")
def test_overloads_and_annotations():
    assert f.area_circle(2) == 4.0
    assert f.area_rectangle(2) == 6
    assert str(inspect.signature(f.area_rectangle)) == "(a, b=3)"


@pytest.mark.leaks("inspect itself does")
def test_signatures():
    def signature(function):
        return str(inspect.signature(function))

    assert signature(f.answer) == "()"
    assert signature(f.identity) == "(value, /)"
    assert signature(f.variadic) == "(first, /, *args, key=7, **kwargs)"
    assert signature(f.keyword_only) == "(*, a, b=2)"
    assert signature(f.level) == "(value=Ellipsis)"
    assert signature(f.joined) == "(words=Ellipsis, end=Ellipsis, mark=None)"
    assert "i=-3, f=1.5, s=\"a\\n'é\", b=b'\\x00b', t=True" in signature(f.defaults)
    assert "tuple=(), list=[], dict={}, any='x'" in signature(f.defaults)
    assert f.identity.__doc__ == "One positional argument."
    assert f.identity.__name__ == f.identity.__qualname__ == "identity"
    assert f.identity.__self__ is f
    assert f.answer.__module__ == "functions"


def test_names_beyond_ascii():
    assert f.größe() == 4
    assert f.größe(weite=4) == 8
    raises(TypeError, "größe() got an unexpected keyword argument 'breite'", f.größe, breite=1)


@pytest.mark.leaks("inspect itself does")
def test_module_is_passed():
    assert f.module_name() == "functions1"
    assert f.module_name(n=2) == "functions2"
    assert str(inspect.signature(f.module_name)) == "(n=1)"
    raises(
        TypeError,
        "module_name() takes from 0 to 1 positional arguments but 2 were given",
        f.module_name,
        1,
        2,
    )


WRONG = [
    (f.answer, (1,), {}, "answer() takes 0 positional arguments but 1 was given"),
    (f.subtract, (1,), {}, "subtract() missing 1 required positional argument: 'b'"),
    (f.subtract, (), {}, "subtract() missing 2 required positional arguments: 'a' and 'b'"),
    (f.six, (), {}, "six() missing 6 required positional arguments: 'a', 'b', 'c', 'd', 'e', and 'f'"),
    (f.subtract_named, (1, 2, 3), {}, "subtract_named() takes 2 positional arguments but 3 were given"),
    (f.subtract_named, (1, 2), {"a": 1}, "subtract_named() got multiple values for argument 'a'"),
    (f.subtract_named, (1,), {"c": 1}, "subtract_named() got an unexpected keyword argument 'c'"),
    (f.subtract_named, (1,), {"größe": 1}, "subtract_named() got an unexpected keyword argument 'größe'"),
    (f.subtract_named, (1,), {"k" * 300: 1}, f"subtract_named() got an unexpected keyword argument '{'k' * 300}'"),
    (f.shout, (b"x",), {}, "argument 'text': 'bytes' object is not an instance of 'str'"),
    (f.half, ("1",), {}, "argument 'value': must be real number, not str"),
    (f.identity, (1.0,), {}, "argument 'value': 'float' object cannot be interpreted as an integer"),
    (f.six, (1, 2, 3, 4, 5.0, 1), {}, "argument 'f': 'int' object is not an instance of 'bool'"),
    (f.owned, ((),), {}, "argument 'list': 'tuple' object is not an instance of 'list'"),
]


@pytest.mark.parametrize(("function", "args", "kwargs", "text"), WRONG, ids=[text for *_, text in WRONG])
def test_wrong_calls(function, args, kwargs, text):
    raises(TypeError, text, function, *args, **kwargs)


@pytest.mark.parametrize("function", [f.answer, f.subtract, f.identity])
def test_no_keywords_where_none_are_taken(function):
    with pytest.raises(TypeError, match="keyword"):
        function(value=1)


RANGES = [("a", 0, 255), ("b", -(2**15), 2**15 - 1), ("c", 0, 2**32 - 1), ("d", -(2**63), 2**63 - 1)]


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_one_beyond_each_range(name, low, high):
    right = dict(a=1, b=1, c=1, d=1, e=1.0, f=True)
    f.six(**{**right, name: low})
    f.six(**{**right, name: high})
    f.six(**{**right, name: Index(high)})
    for value in (low - 1, high + 1, Index(high + 1), 10**50 * (-1 if low else 1)):
        shown = value.value if isinstance(value, Index) else value
        raises(
            OverflowError,
            f"argument '{name}': {shown} is out of range {low}..{high}",
            f.six,
            **{**right, name: value},
        )
    raises(
        OverflowError,
        f"argument '{name}': int is out of range {low}..{high}",
        f.six,
        **{**right, name: 10**6000},
    )


def test_nan_and_infinity():
    assert math.isnan(f.half(math.nan))
    assert f.half(-math.inf) == -math.inf
    most = sys.float_info.max
    raises(OverflowError, f"argument 'value': int is out of range -{most}..{most}", f.half, 10**400)


def test_lone_surrogates_are_an_error():
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        f.shout("\udc80")
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        f.shout(**{"\udc80": 1})


def test_an_argument_that_raises_keeps_its_exception():
    error = KeyError("mine")

    class Broken:
        def __index__(self):
            raise error

        __float__ = __index__

    for function in (f.identity, f.half):
        with pytest.raises(KeyError) as caught:
            function(Broken())
        assert caught.value is error
        assert caught.value.__traceback__.tb_next.tb_frame.f_code.co_name == "__index__"
        if sys.version_info >= (3, 11):
            assert caught.value.__notes__[-1] == "while converting argument 'value'"


def test_an_index_that_lies():
    class Lies:
        def __index__(self):
            return "5"

    with pytest.raises(TypeError, match="__index__.*int"):
        f.identity(Lies())


def test_place_of_an_error_in_a_nested_argument():
    raises(
        TypeError,
        "argument 'rows', item 1, item 2: 'str' object cannot be interpreted as an integer",
        f.nested,
        [[1], [2, 3, "x"]],
    )
    assert f.nested(([], (1,))) == 2


def test_a_list_that_holds_itself():
    rows = []
    rows.append(rows)
    with pytest.raises((TypeError, RecursionError)):
        f.nested(rows)


def test_errors_returned_and_thrown():
    assert f.checked(1) == 1
    raises(ValueError, "negative", f.checked, -1)
    raises(IndexError, "index 7", f.throwing, "out_of_range")
    raises(RuntimeError, "no luck", f.throwing, "runtime")
    raises(LookupError, "raised", f.throwing, "raised")
    with pytest.raises(MemoryError):
        f.throwing("bad_alloc")


def test_an_error_alone_is_given_and_not_raised():
    error = f.error_as_value(2)
    assert type(error) is FileNotFoundError
    assert error.args == (2, "told")
    assert error.__traceback__ is None
    with pytest.raises(OSError) as caught:
        raise error
    assert caught.value is error


def test_what_is_no_exception_is_a_panic():
    with pytest.raises(BaseException) as caught:
        f.throwing("int")
    assert type(caught.value).__name__ == "PanicException"
    assert not isinstance(caught.value, Exception)


@pytest.mark.parametrize("through", [lambda g: f.call_back(lambda *_, **__: g()), f.call_back_throwing])
def test_an_exception_passes_through_cpp_as_it_is(through):
    error = ValueError("mine")
    cause = KeyError("cause")

    def fail():
        raise error from cause

    with pytest.raises(ValueError) as caught:
        through(fail)
    assert caught.value is error
    assert error.__cause__ is cause
    names = []
    traceback = error.__traceback__
    while traceback is not None:
        names.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    assert names[-1] == "fail"
    assert names.count("fail") == 1
    error.__traceback__ = None


def test_an_exception_while_another_is_handled():
    with pytest.raises(ValueError) as caught:
        try:
            raise KeyError("first")
        except KeyError:
            f.checked(-1)
    assert isinstance(caught.value.__context__, KeyError)


def test_recursion_through_cpp_ends():
    def deeper():
        return f.call_back_throwing(deeper)

    with pytest.raises(RecursionError):
        deeper()


def test_calls_back():
    assert f.call_back(lambda one, two: (one, two)) == (1, 2)
    with pytest.raises(TypeError, match="'two'"):
        f.call_back(lambda one: one)
    raises(TypeError, "'int' object is not callable", f.call_back, 5)


def test_borrowed_forms():
    assert f.echo() is None
    assert f.echo(None) is None
    assert f.echo("a") == "a"
    assert f.count_bytes(b"123") == 3
    mine = [1]
    assert f.owned(mine) is mine
    assert f.unbound(mine) is mine
    assert f.is_none() and f.is_none(None) and not f.is_none(0)


def test_closures():
    first = f.counter()
    assert f.counter(10) == first + 10
    assert (f.counter.__module__, f.make_adder(1).__module__) == ("functions", None)
    add = f.make_adder(5)
    assert add(1) == 6
    assert add.__doc__ == "Adds what make_adder() was given."
    assert str(inspect.signature(add)) == "(x, /)"
    raises(TypeError, "argument 'x': 'str' object cannot be interpreted as an integer", add, "1")
    assert [f.make_adder(i)(1) for i in range(5)] == [1, 2, 3, 4, 5]


def test_closures_of_one_kind_have_docs_of_their_own():
    made = [f.make_plain_adder(i, doc) for i, doc in enumerate([None, "One.", None, "Two.", ""])]
    assert [add.__doc__ for add in made] == [None, "One.", None, "Two.", None]
    assert {str(inspect.signature(add)) for add in made} == {"(x, /)"}
    last = made.pop()
    del made
    gc.collect()
    assert last(1) == 5 and last.__doc__ is None and last.__text_signature__ == "($module, x, /)"


def test_a_closure_keeps_its_state_and_drops_it():
    class Value:
        pass

    value = Value()
    reference = weakref.ref(value)
    kept = f.keep(value)
    assert kept() is value
    del value
    assert kept() is reference()
    del kept
    gc.collect()
    assert reference() is None


def test_a_closure_outlives_its_module_attribute():
    add = f.make_adder(2)
    results = []
    thread = threading.Thread(target=lambda: results.append(add(1)))
    thread.start()
    thread.join()
    assert results == [3]


def test_from_many_threads():
    def work():
        for i in range(2000):
            assert f.subtract_named(i, b=1) == i - 1
            assert f.defaults(i=i)[0] == i
            with pytest.raises(TypeError):
                f.identity("x")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Without the GIL


@pytest.mark.skipif(
    not sysconfig.get_config_var("Py_GIL_DISABLED") or sys.version_info[:2] != (3, 13),
    reason="where CPython 3.13 without the GIL keeps the mark",
)
def test_threads_do_not_share_the_count_of_a_function():
    def is_deferred(thing):  # ob_gc_bits, _PyGC_BITS_DEFERRED
        return ctypes.c_uint8.from_address(id(thing) + 11).value & 64 != 0

    assert is_deferred(math.sin)
    assert not is_deferred([])
    assert is_deferred(f.answer)
