import inspect
import pydoc

import pytest
import string_sum
from string_sum import sum_as_string


def test_sum():
    assert sum_as_string(5, 20) == "25"


def test_by_keyword():
    assert sum_as_string(a=5, b=20) == "25"
    assert sum_as_string(5, b=20) == "25"
    assert sum_as_string(b=20, a=5) == "25"


def test_default():
    assert sum_as_string(5) == "7"
    assert sum_as_string(a=5) == "7"


def test_index_is_honoured():
    class Five:
        def __index__(self):
            return 5

    assert sum_as_string(Five(), True) == "6"


def test_largest():
    assert sum_as_string(2**64 - 1, 0) == "18446744073709551615"


def test_what_it_says_of_itself():
    assert string_sum.__name__ == "string_sum"
    assert string_sum.__doc__ == "A Python module written in C++."
    assert string_sum.__all__ == ["sum_as_string"]
    assert sum_as_string.__name__ == "sum_as_string"
    assert sum_as_string.__module__ == "string_sum"
    assert sum_as_string.__doc__ == "Formats the sum of two numbers as string."
    assert sum_as_string.__text_signature__ == "($module, a, b=2)"
    assert str(inspect.signature(sum_as_string)) == "(a, b=2)"


def test_help():
    text = pydoc.plain(pydoc.render_doc(string_sum))
    assert "A Python module written in C++." in text
    assert "sum_as_string(a, b=2)\n        Formats the sum of two numbers as string." in text


@pytest.mark.parametrize(
    ("args", "kwargs", "error", "text"),
    [
        ((), {}, TypeError, "sum_as_string() missing 1 required positional argument: 'a'"),
        ((1, 2, 3), {}, TypeError, "sum_as_string() takes from 1 to 2 positional arguments but 3 were given"),
        ((1,), {"c": 3}, TypeError, "sum_as_string() got an unexpected keyword argument 'c'"),
        ((1,), {"a": 3}, TypeError, "sum_as_string() got multiple values for argument 'a'"),
        (("5",), {}, TypeError, "argument 'a': 'str' object cannot be interpreted as an integer"),
        ((5,), {"b": None}, TypeError, "argument 'b': 'NoneType' object cannot be interpreted as an integer"),
        ((5.0,), {}, TypeError, "argument 'a': 'float' object cannot be interpreted as an integer"),
        ((-1,), {}, OverflowError, "argument 'a': -1 is out of range 0..18446744073709551615"),
        (
            (5, 2**64),
            {},
            OverflowError,
            "argument 'b': 18446744073709551616 is out of range 0..18446744073709551615",
        ),
    ],
)
def test_wrong_calls(args, kwargs, error, text):
    with pytest.raises(error) as caught:
        sum_as_string(*args, **kwargs)
    assert type(caught.value) is error
    assert str(caught.value) == text


def test_error_of_an_argument_passes():
    class Broken:
        def __index__(self):
            raise KeyError("inside")

    with pytest.raises(KeyError, match="inside"):
        sum_as_string(Broken())
