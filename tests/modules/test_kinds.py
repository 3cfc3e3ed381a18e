# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Every kind of conversion is given everything that Python code might pass, well meant or not, and must do what
a few lines of Python say: give the same value or raise the same exception."""

import kinds
import pytest
from support.conversions import KINDS, VALUES, check


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_everything_is_converted_or_refused_as_python_would(name):
    for make in VALUES:
        check(name, getattr(kinds, name), make)


@pytest.mark.parametrize("value", ["a\0", b"\0"])
def test_a_path_with_a_nul_names_the_argument(value):
    with pytest.raises(ValueError, match="^argument 'value': embedded null byte$"):
        kinds.path(value)
