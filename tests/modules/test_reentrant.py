# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Python code that runs in the middle of C++ code, and calls back: an exception, never undefined behaviour."""

import gc
import sys

import pytest
from reentrant import Index, Key, Made, MadeDict, MadeFrozen, MadeOwned, Store, alive


class Compares:
    """Calls back when it is compared."""

    def __init__(self, call, result=False):
        self.call, self.result = call, result

    def __eq__(self, other):
        self.call()
        return self.result

    __hash__ = object.__hash__


# A container of C++'s, searched by Python's `==`


def test_eq_that_changes_the_container_that_is_searched_is_refused():
    store = Store()
    store.add(Compares(lambda: store.add(1)))
    with pytest.raises(RuntimeError, match=r"Store.add\(\) cannot change this Store object"):
        _ = 3 in store
    assert len(store) == 1


def test_eq_that_changes_the_container_that_is_changed_is_refused():
    store = Store()
    store.add(Compares(lambda: store.add(1)))
    with pytest.raises(RuntimeError, match=r"Store.add\(\) cannot change this Store object"):
        store.add(2)
    assert len(store) == 1


def test_eq_may_read_the_container_that_is_searched():
    store = Store()
    seen = []
    store.add(Compares(lambda: seen.append(len(store))))
    assert 3 not in store
    assert seen == [1]


def test_eq_may_not_read_the_container_that_is_changed():
    store = Store()
    store.add(Compares(lambda: len(store)))
    with pytest.raises(RuntimeError, match=r"Store.__len__\(\) cannot read this Store object"):
        store.add(1)
    assert store.add.__self__ is store
    assert len(store) == 1


def test_eq_that_raises_leaves_the_container_usable():
    store = Store()
    error = KeyError("compared")

    def fail():
        raise error

    store.add(Compares(fail))
    with pytest.raises(KeyError) as caught:
        store.add(1)
    assert caught.value is error
    assert len(store) == 1


def test_eq_that_collects_while_the_container_is_searched():
    store = Store()
    store.add(Compares(gc.collect))
    store.add(store)
    assert 3 not in store
    assert len(store) == 2


# Keys of C++ in Python's containers


def test_a_hash_that_changes_its_own_object_is_refused():
    def change():
        key.on_eq = bool

    key = Key(lambda: change() or 1, int)
    with pytest.raises(RuntimeError, match=r"this Key object while (Key.__hash__\(\)|another borrow) is reading it"):
        hash(key)
    assert key.on_eq is int


def test_a_hash_and_an_eq_that_empty_the_dict_that_is_searched():
    for empties in ("hash", "eq"):
        table = {}
        first = Key(lambda: 1, lambda: True)
        table[first] = "first"

        def empty(table=table):
            table.clear()

        second = Key(
            (lambda: empty() or 1) if empties == "hash" else lambda: 1,
            (lambda: empty() or True) if empties == "eq" else lambda: True,
        )
        assert table.get(second) in (None, "first")
        table[second] = "second"
        assert list(table.values()) == ["second"]


def test_an_eq_that_changes_the_list_and_the_set_that_are_searched():
    items = [Key(lambda: 1, lambda: bool(items.clear())) for _ in range(5)]
    assert Key(lambda: 1, lambda: False) not in items
    keys = {Key(lambda: 1, lambda: False)}
    other = Key(lambda: 1, lambda: bool(keys.clear()))
    keys.add(other)
    assert keys <= {other} | keys


def test_an_eq_that_fails_in_the_middle_of_a_sort_of_equal_keys():
    items = [Key(lambda: 1, lambda: 1 // 0), Key(lambda: 2, lambda: 1 // 0)]
    with pytest.raises(ZeroDivisionError):
        items.index(Key(lambda: 3, lambda: 1 // 0))
    assert len(items) == 2


# A dict of Python's that C++ uses


def test_a_key_that_calls_back_the_object_whose_dict_is_searched():
    index = Index()
    index["a"] = 1

    class Late:
        def __hash__(self):
            index["b"] = 2
            return hash("a")

        def __eq__(self, other):
            return other == "a"

    with pytest.raises(RuntimeError, match=r"Index.__setitem__\(\) cannot change this Index object"):
        index.get(Late())
    assert index.dict == {"a": 1}


def test_a_key_that_empties_the_dict_in_which_it_is_searched():
    index = Index()

    class Emptying:
        def __hash__(self):
            return 1

        def __eq__(self, other):
            index.dict.clear()
            return True

    index[Emptying()] = object()
    found = index.get(Emptying())
    assert found is None or type(found) is object
    assert index.dict == {}


# A constructor whose argument calls the constructor of the same object


@pytest.mark.parametrize("base", [Made, MadeFrozen, MadeOwned, MadeDict])
def test_init_within_init_makes_one_value(base, collect):
    class Number:
        def __index__(self):
            told.append(base.__init__(made, 2) if not told else None)
            return 3

    class Derived(base):
        def __init__(self):
            nonlocal made
            made = self

    told = []
    made = None
    Derived()
    collect()
    before = alive()
    with pytest.raises(RuntimeError, match="__init__") as caught:
        base.__init__(made, Number())
    assert "has not ended yet" in str(caught.value) or "was made while" in str(caught.value)
    assert alive() - before == (1 if base is MadeDict else 0)
    base.__init__(made, 4)
    assert made.value == (2 if base is MadeDict else 4)
    assert alive() == before + 1
    made = None
    collect()
    # PyPy never ends the value of a class that derives from a Python type
    assert alive() == before or (sys.implementation.name == "pypy" and base is MadeDict)


@pytest.mark.parametrize("base", [Made, MadeFrozen, MadeOwned, MadeDict])
def test_an_argument_sees_no_value(base):
    class Number:
        def __index__(self):
            with pytest.raises(RuntimeError, match=r"__init__\(\)"):
                made.value  # noqa: B018
            return 3

    class Derived(base):
        def __init__(self):
            nonlocal made
            made = self

    made = None
    Derived()
    base.__init__(made, Number())
    assert made.value == 3
    made = None
    gc.collect()
