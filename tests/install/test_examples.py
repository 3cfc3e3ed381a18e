# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The examples build from the checkout, and their own tests pass: packages by pip, programs by CMake."""

import os
import sys
from pathlib import Path

import pytest
from support.consumer import ROOT, run

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/pyproject.toml"))
PROGRAMS = sorted({path.parent for path in (ROOT / "examples").glob("*/CMakeLists.txt")} - set(EXAMPLES))


@pytest.fixture
def venv(tmp_path) -> Path:
    """The interpreter of a virtual environment that sees this one's pytest and build tools."""
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    folder = run(tmp_path / "venv/bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    here = run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    Path(folder.strip(), "test_tools.pth").write_text(here)
    return tmp_path / "venv" / "bin" / "python"


def check(example: Path, venv: Path) -> None:
    said = run(venv, "-m", "pytest", "-q", "-p", "no:cacheprovider", example / "tests")
    assert " passed" in said
    assert "skipped" not in said


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_pip_install(example, venv):
    pip = (venv, "-m", "pip", "install", "-q", "--no-build-isolation", "--no-deps", example)
    run(*pip, CXXFLAGS="-Wall -Wextra -Wconversion -Wshadow -Werror")
    check(example, venv)
    run(venv, "-m", "mypy", "--strict", "-m", example.name)
    run(venv, "-m", "mypy.stubtest", example.name)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("isolation", [[], ["--no-build-isolation"]], ids=["isolated", "not-isolated"])
def test_pip_install_editable(example, isolation, venv):
    run(venv, "-m", "pip", "install", "-q", *isolation, "--no-deps", "-e", example)
    check(example, venv)


@pytest.mark.parametrize("example", PROGRAMS, ids=lambda path: path.name)
def test_program(example, tmp_path):
    run("cmake", "-S", example, "-B", tmp_path, "-G", "Ninja", f"-DPython_EXECUTABLE={sys.executable}")
    run("cmake", "--build", tmp_path, "-j", os.cpu_count())
    assert "100% tests passed" in run("ctest", "--test-dir", tmp_path, "--output-on-failure", "--no-tests=error")
