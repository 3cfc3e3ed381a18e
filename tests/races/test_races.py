# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Threads without a GIL, under ThreadSanitizer: each section of hammer.py in several fresh processes, as a race shows
itself now and then only.

TETHER_RACES="20 20000" is how many processes run how many calls each; the default is a tenth of the processes.
"""

import os
import subprocess
from pathlib import Path

import pytest
from support.consumer import ROOT
from support.interpreter import Interpreter

HERE = Path(__file__).parent
PROCESSES, CALLS = os.environ.get("TETHER_RACES", "2 20000").split()
SECTIONS = [
    line.removeprefix("def ").removesuffix("(calls):")
    for line in (HERE / "hammer.py").read_text().splitlines()
    if line.startswith("def ") and line.endswith("(calls):") and not line.startswith("def _")
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def interpreter() -> Interpreter:
    """CPython 3.13 without the GIL, itself built with the sanitizer."""
    return Interpreter("cp313tsan")


@pytest.fixture(scope="session")
def module(interpreter, tmp_path_factory) -> Path:
    """The folder of the module."""
    folder = tmp_path_factory.mktemp("races")
    flags = ["-std=c++20", "-O1", "-g1", "-fsanitize=thread", "-shared", "-fPIC", "-fvisibility=hidden"]
    warnings = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
    include = interpreter.facts["INCLUDES"].replace("-I", "-isystem", 1)
    command = ["clang++", *flags, *warnings, f"-I{ROOT / 'include'}", include, *sorted(HERE.glob("*.cpp")), "-o"]
    target = folder / f"races{interpreter.facts['EXT_SUFFIX']}"
    done = subprocess.run([*command, target], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def hammer(interpreter: Interpreter, module: Path, section: str) -> subprocess.CompletedProcess:
    known = module / "known.supp"
    known.write_text((interpreter.folder / "tsan.supp").read_text() + (HERE / "python.supp").read_text())
    options = f"suppressions={known} halt_on_error=1 exitcode=66"
    return subprocess.run(
        [interpreter.executable, HERE / "hammer.py", section, CALLS],
        env=os.environ | {"PYTHONPATH": str(module), "TSAN_OPTIONS": options},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_no_report_of_the_sanitizer(interpreter, module, section):
    for _ in range(int(PROCESSES)):
        done = hammer(interpreter, module, section)
        assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_the_sanitizer_sees_a_race(interpreter, module):
    for _ in range(10):
        done = hammer(interpreter, module, "_careless")
        if done.returncode == 66:
            break
    assert done.returncode == 66
    assert "data race" in done.stderr
    assert "Careless" in done.stderr
