# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What can be compiled here and not run: CPython 3.14 and 3.15 without the GIL, whose headers have that side as well, and
Windows. The table of the cells says that these did not run."""

from pathlib import Path

import pytest
from support.compilers import ROOT, all_headers_but, strictly
from support.interpreter import Interpreter
from support.obtain import obtain

pytestmark = pytest.mark.slow

MODULES = sorted((ROOT / "tests" / "modules").glob("*.cpp"))
WITHOUT_GIL = ("-DPy_GIL_DISABLED=1", "-fsyntax-only")


@pytest.fixture(autouse=True)
def not_run(request, record_property):
    if request.config.getoption("cell"):
        pytest.skip("one cell was asked for")
    record_property("compiled", "not run")


@pytest.mark.parametrize("command", ["g++", "clang++"])
@pytest.mark.parametrize("name", ["cp314", "cp315"])
def test_headers_without_the_gil(name: str, command: str, tmp_path: Path) -> None:
    done = strictly(command, Interpreter(name).include, all_headers_but("", tmp_path), *WITHOUT_GIL)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "command"), [("cp314", "clang++"), ("cp315", "g++")])
def test_modules_without_the_gil(name: str, command: str) -> None:
    python = Interpreter(name).include
    said = [strictly(command, python, source, *WITHOUT_GIL).stderr for source in MODULES]
    assert not any(said), "".join(said)


@pytest.mark.parametrize("name", ["win313"])
def test_headers_for_windows(name: str, tmp_path: Path) -> None:
    source = all_headers_but("", tmp_path)
    done = strictly("mingw-g++", obtain("pythons.sh", name), source, "-fsyntax-only")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["win313"])
def test_a_module_for_windows(name: str, tmp_path: Path) -> None:
    binary = tmp_path / "string_sum.o"
    source = ROOT / "examples" / "string_sum" / "string_sum.cpp"
    done = strictly("mingw-g++", obtain("pythons.sh", name), source, "-c", "-o", binary)
    assert done.returncode == 0, done.stderr
    assert b"PyInit_string_sum" in binary.read_bytes()
