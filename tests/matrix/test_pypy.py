# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""PyPy beyond its cell: the headers by both compilers, what they refuse, and the smallest example."""

import os
from pathlib import Path

import pytest
from support.compilers import ROOT, all_headers_but, strictly
from support.interpreter import Interpreter
from test_matrix import pytest_site, run  # noqa: F401 (a fixture)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pypy(request) -> Interpreter:
    if request.config.getoption("cell"):
        pytest.skip("one cell was asked for")
    return Interpreter("pypy")


@pytest.mark.parametrize("command", ["g++", "clang++"])
def test_headers(command: str, pypy: Interpreter, tmp_path: Path) -> None:
    """All but those that start Python."""
    done = strictly(command, pypy.include, all_headers_but("embed", tmp_path), "-fsyntax-only")
    assert done.returncode == 0, done.stderr


def test_embedding_is_refused_in_our_words(pypy: Interpreter, tmp_path: Path) -> None:
    source = tmp_path / "embed.cpp"
    source.write_text("#include <tether/embed.hpp>\n")
    done = strictly("g++", pypy.include, source, "-fsyntax-only")
    assert "tether: PyPy cannot be started by a program." in done.stderr


def test_an_example(pypy: Interpreter, tmp_path: Path, pytest_site: Path) -> None:  # noqa: F811
    """Asked for the limited API, it is a module of PyPy's own."""
    example = ROOT / "examples" / "string_sum"
    options = (f"-DPython_EXECUTABLE={pypy.executable}", "-DTETHER_ABI3=3.11")
    run("cmake", "-S", example, "-B", tmp_path, "-G", "Ninja", *options)
    run("cmake", "--build", tmp_path)
    assert (tmp_path / f"string_sum{pypy.facts['EXT_SUFFIX']}").is_file()
    site = os.pathsep.join([str(pytest_site), str(tmp_path)])
    run(pypy.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", example / "tests", env={"PYTHONPATH": site})
