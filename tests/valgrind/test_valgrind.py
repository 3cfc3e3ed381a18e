# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What the everyday build has made, under valgrind: no memory is used that is not ours or was never written, none is
lost."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.consumer import ROOT

BUILD = Path(os.environ.get("TETHER_BUILD_DIR", ROOT / "build" / "dev")).resolve()
LAYERS = sorted({test.parent.name for test in (ROOT / "tests" / "cpp").glob("*/*_test.cpp")})
AREAS = sorted(test.stem.removeprefix("test_") for test in (ROOT / "tests" / "modules").glob("test_*.py"))

# What is ended by intent while it runs has no time to give back anything, and so has what it has started.
AREAS = [area for area in AREAS if area not in ("ends", "leak_check")]

pytestmark = pytest.mark.slow


def memcheck(*command: object) -> "subprocess.CompletedProcess[str]":
    valgrind = ["valgrind", "-q", "--error-exitcode=99", "--num-callers=30", "--leak-check=full"]
    kinds = ["--show-leak-kinds=definite", "--errors-for-leak-kinds=definite"]
    known = f"--suppressions={Path(__file__).with_name('known.supp')}"
    return subprocess.run(
        [*valgrind, *kinds, known, *map(str, command)],
        cwd=ROOT,
        env=os.environ | {"PYTHONMALLOC": "malloc", "TETHER_BUILD_DIR": str(BUILD)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("layer", LAYERS)
def test_cpp(layer):
    done = memcheck(BUILD / "tests" / "cpp" / f"test_{layer}")
    assert done.returncode == 0, done.stdout[-10000:]
    assert "All tests passed" in done.stdout


@pytest.mark.parametrize("area", AREAS)
def test_modules(area):
    pytest_options = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    done = memcheck(sys.executable, *pytest_options, f"tests/modules/test_{area}.py")
    assert done.returncode == 0, done.stdout[-10000:]
    assert re.search(r"^\d+ (passed|skipped)", done.stdout, re.M)


def test_faults_are_seen(tmp_path):
    program = tmp_path / "program.cpp"
    program.write_text(
        "#include <cstdlib>\nint main(int n, char**) { int* x = new int[2]; return x[n] == 7 ? 0 : 5; }\n"
    )
    subprocess.run(["g++", "-g", program, "-o", tmp_path / "program"], check=True)
    done = memcheck(tmp_path / "program")
    assert done.returncode == 99
    assert "Conditional jump or move depends on uninitialised value(s)" in done.stdout
    assert "8 bytes in 1 blocks are definitely lost" in done.stdout
