# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import gc
import inspect
import sys
import traceback
import weakref

import callbacks as c
import pytest

# Without it nobody knows what a std::function holds.
needs_rtti = pytest.mark.skipif(not c.HAS_RTTI, reason="built with -fno-rtti")


def raises(error, text, function, *args):
    with pytest.raises(error) as caught:
        function(*args)
    assert type(caught.value) is error
    assert str(caught.value) == text


class Mine(Exception):
    pass


def fail(error):
    """A callable that raises the error, whatever it is called with."""

    def raising(*args):
        raise error

    return raising


# As a parameter


def test_arguments_and_results_are_converted():
    seen = []
    assert c.call(lambda number, text: seen.append((number, text)) or 5) == 5
    assert seen == [(3, "three")]
    assert c.call_void(lambda: "ignored") is None
    assert c.call_point(lambda point: point.x + 1) == 3
    marker = object()
    assert c.call_view(lambda text, given: f"{text} {given is marker}", marker) == "text True"
    assert c.call_maybe() == -1
    assert c.call_maybe(None) == -1
    assert c.call_maybe(lambda: 4) == 4


def test_any_callable_will_do():
    class Callable:
        def __call__(self, number, text):
            return number * len(text)

        method = __call__

    assert c.call(Callable()) == 15
    assert c.call(Callable().method) == 15
    assert c.call_void(dict) is None


def test_what_is_not_callable_is_refused_at_once():
    raises(TypeError, "argument 'f': 'int' object is not callable", c.call, 3)
    raises(TypeError, "argument 'f': 'NoneType' object is not callable", c.call, None)
    raises(TypeError, "argument 'f': 'str' object is not callable", c.apply, "text", 1)


def test_results_of_another_type():
    raises(
        TypeError,
        "result of the callback: 'str' object cannot be interpreted as an integer",
        c.call,
        lambda number, text: text,
    )
    raises(
        OverflowError,
        f"result of the callback: {2**31} is out of range -2147483648..2147483647",
        c.call,
        lambda number, text: 2**31,
    )


def test_a_wrong_number_of_parameters_is_pythons_own_error():

    def one(a):
        return a

    with pytest.raises(TypeError, match=r"one\(\) takes 1 positional argument but 2 were given"):
        c.call(one)


def test_an_exception_is_the_same_with_its_traceback():
    error = Mine("text")
    error.__cause__ = KeyError("cause")
    for call in (c.call, c.call_void, c.fail_elsewhere, c.passed_on, lambda f: c.apply(f, 1)):
        error.__traceback__ = None
        with pytest.raises(Mine) as caught:
            call(fail(error))
        assert caught.value is error
        assert type(error.__cause__) is KeyError
        assert [frame.name for frame in traceback.extract_tb(error.__traceback__)][-1] == "raising"


def test_exceptions_that_end_programs_pass_too():
    for error in (SystemExit(3), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught:
            c.call(fail(error))
        assert caught.value is error


def test_cpp_catches_an_exception_or_takes_it_as_a_value():
    assert c.caught(fail(Mine("text"))) == "Mine: text"
    assert c.caught(lambda: 3) == "3"
    assert c.value_or(fail(Mine()), 7) == 7
    assert c.value_or(lambda: 3, 7) == 3
    assert c.passed_on(lambda: 3) == 3


def test_a_callback_that_was_moved_from():
    raises(
        RuntimeError,
        "the callback is empty: it was moved from, or the garbage collector broke the cycle that it was part of",
        c.moved_from,
        int,
    )


def test_a_callback_is_its_object():
    def f():
        pass

    assert c.give_back(f) is f
    before = sys.getrefcount(f)
    for _ in range(100):
        c.give_back(f)
        c.call_void(f)
    assert sys.getrefcount(f) == before


# On other threads


def test_a_thread_that_python_does_not_know_calls():
    assert c.call_elsewhere(lambda n: n + 1) == 8


def test_a_thread_that_is_not_attached_drops():
    class Callable:
        def __call__(self, n):
            return n

    callable = Callable()
    gone = weakref.ref(callable)
    c.drop_elsewhere(callable)
    before = sys.getrefcount(callable)
    for _ in range(10):
        c.drop_elsewhere(callable)
    assert sys.getrefcount(callable) == before
    del callable
    assert gone() is None


# std::function


def test_std_function():
    assert c.apply(lambda n: n * 2, 4) == 8
    assert c.sorted_by([3, 1, 2], lambda n: -n) == [3, 2, 1]
    raises(ZeroDivisionError, "division by zero", c.sorted_by, [3, 1, 2], lambda n: 1 / 0)
    raises(RuntimeError, "bad_function_call", c.apply, None, 1)


def test_an_empty_std_function_is_none():
    assert c.is_empty() is True
    assert c.is_empty(None) is True
    assert c.is_empty(abs) is False
    assert c.same(None) is None
    assert c.nothing() is None


@needs_rtti
def test_a_std_function_of_a_callable_is_that_again():
    def f(n):
        return n

    assert c.same(f) is f


def test_a_std_function_of_cpp():
    add = c.adder(3)
    assert add(4) == 7
    assert c.apply(add, 5) == 8
    assert str(inspect.signature(add)) == "(a, /)"
    assert str(inspect.signature(c.doer())) == "()"
    assert c.doer()() is None
    with pytest.raises(TypeError, match=r"function\(\) takes exactly one argument \(0 given\)"):
        add()
    raises(TypeError, "argument 'a': 'str' object cannot be interpreted as an integer", add, "x")


# In a class


def test_a_member():
    button = c.Button(lambda n: n + 1)
    assert button.click(3) == 3
    button.on_click = abs
    assert button.on_click is abs
    raises(TypeError, "attribute 'on_click': 'int' object is not callable", setattr, button, "on_click", 1)
    assert button.on_click is abs
    assert button.last is None
    button.last = print
    assert button.last is print
    button.last = None
    assert button.last is None


def test_a_callback_that_uses_its_own_object():
    button = c.Button(lambda n: button.click.__self__ is button)
    assert button.click() == 1

    def replace(n):
        button.on_click = abs

    button.on_click = replace
    with pytest.raises(RuntimeError, match="Button"):
        button.click()
    assert button.on_click is replace


@needs_rtti
def test_a_std_function_as_a_member():
    timer = c.Timer()
    assert timer.step is None
    timer.step = abs
    assert timer.step is abs
    assert timer.run(-4) == 4


# The collector


@pytest.fixture
def by_hand():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def cycles():
    def on_click():
        button = c.Button(abs)
        button.on_click = lambda n: button
        return button

    def bound_method():
        class Owner:
            def __init__(self):
                self.button = c.Button(self.clicked)

            def clicked(self, n):
                return n

        return Owner().button

    def in_a_vector():
        button = c.Button(abs)
        button.add(lambda: button)
        return button

    def in_an_optional():
        button = c.Button(abs)
        button.last = lambda: button
        return button

    return [on_click, bound_method, in_a_vector, in_an_optional]


@pytest.mark.leaks("one of them makes a class")
@pytest.mark.parametrize("make", cycles(), ids=lambda make: make.__name__)
def test_a_callback_that_refers_back_to_its_object_is_collected(by_hand, make):
    before = c.alive()
    gone = weakref.ref(make())
    assert gone() is not None
    gc.collect()
    assert gone() is None
    assert c.alive() == before


def test_what_is_in_use_stays(by_hand):
    button = c.Button(abs)
    button.add(lambda: gc.collect() and button)
    button.fire()
    assert button.on_click is abs


@pytest.mark.leaks("makes a class")
def test_a_finaliser_finds_callbacks_whole(by_hand):
    class Late:
        def __del__(self):
            said.append(self.button.click())

    def make():
        late = Late()
        late.button = c.Button(abs)
        late.button.add(lambda: late)
        late.button.on_click = lambda n: 5 if late else 6

    said = []
    make()
    gc.collect()
    assert said == [5]


def test_a_std_function_hides_what_it_holds(by_hand):
    def make():
        timer = c.Timer()
        timer.step = lambda n: timer.run(n)
        return weakref.ref(timer)

    gone = make()
    gc.collect()
    assert gone() is not None
    gone().step = None
    assert gone() is None
