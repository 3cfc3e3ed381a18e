# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A container that is declared as a class crosses the border as an instance, whichever way."""

import class_containers
import pytest

NAMES = ["Ints", "Bytes", "Queue", "Chain", "Stack", "Table", "HashTable", "Group", "HashGroup"]


@pytest.fixture(params=NAMES)
def cls(request):
    return getattr(class_containers, request.param)


def test_result_is_an_instance(cls):
    made = cls()
    for given in (cls.copied(made), cls.optional(made), *cls.many([made, made])):
        assert type(given) is cls
        assert given is not made
        assert len(given) == 0
    assert cls.optional(None) is None


@pytest.mark.parametrize("value", [[], b"", {}, set()], ids=repr)
def test_no_other_container_will_do(cls, value):
    with pytest.raises(TypeError, match=f"argument 'c': .* is not an instance of '{cls.__name__}'"):
        cls.copied(value)
    with pytest.raises(TypeError, match=f"argument 'many', item 0: .* is not an instance of '{cls.__name__}'"):
        cls.many([value])


def test_one_that_is_not_declared_is_a_list():
    assert class_containers.floats() == [1.0, 2.0]
