# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""All headers by each compiler in each C++ standard after 20 that it knows; in C++20 its cell compiles them."""

import re
from pathlib import Path

import pytest
from support.cells import EVERY, Cell
from support.compilers import PYTHON_INCLUDE, all_headers_but, strictly

pytestmark = pytest.mark.slow

COMPILERS = sorted({Cell.named(name).compiler for name in EVERY})


@pytest.mark.parametrize("standard", ["c++2b", "c++2c"])
@pytest.mark.parametrize("command", COMPILERS)
def test_headers(command: str, standard: str, tmp_path: Path, request) -> None:
    if request.config.getoption("cell"):
        pytest.skip("one cell was asked for")
    source = all_headers_but("", tmp_path)
    done = strictly(command, PYTHON_INCLUDE, source, f"-std={standard}", "-fsyntax-only")
    if re.search(r"error: (unrecognized command-line option|invalid value) .*-?std", done.stderr):
        pytest.skip(f"{command} does not know {standard}")
    assert done.returncode == 0, done.stderr
