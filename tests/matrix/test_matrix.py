# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""tests/cpp and tests/modules again: under every CPython, by every compiler, as users build it, and with what finds
memory errors. Each cell is one test, with a build of its own in build/matrix/. `--cell NAME` runs that one."""

import contextlib
import hashlib
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.cells import Cell
from support.compilers import ROOT, command_of
from support.interpreter import Interpreter

pytestmark = pytest.mark.slow


def run(*command: object, env: dict[str, str] | None = None) -> str:
    """Runs one command; its whole output is the failure's text."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        pytest.fail(f"{shlex.join(str(part) for part in command)}\n{done.stdout}", pytrace=False)
    return done.stdout


def sanitizer_environment(compiler: str) -> dict[str, str]:
    # With the library of C++: else what is thrown by a module is not known to the sanitizer's own.
    libraries = [run(compiler, f"-print-file-name={name}").strip() for name in ("libasan.so", "libstdc++.so")]
    # g++ 12's looks for pointers in variables of threads at addresses that it guesses, and now and then finds no memory there.
    options = "intercept_tls_get_addr=0"
    return {"LD_PRELOAD": ":".join(libraries), "PYTHONMALLOC": "malloc", "ASAN_OPTIONS": options}


@pytest.fixture(scope="module")
def pytest_site() -> Path:
    """pytest for interpreters that have none: one folder serves all of them."""
    requirements = ROOT / "tools" / "requirements-matrix.txt"
    site = ROOT / ".cache" / f"pytest-{hashlib.sha256(requirements.read_bytes()).hexdigest()[:8]}"
    if not site.exists():
        (ROOT / ".cache").mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=ROOT / ".cache"))
        run(*(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", made, "-r", requirements))
        with contextlib.suppress(OSError):  # another cell was faster
            made.rename(site)
    return site


@pytest.fixture
def processor_time(record_property):
    """What the cell cost, whatever else the machine did."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    record_property("CPU", f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.0f} s")


def test_cell(cell: Cell, pytest_site: Path, processor_time, record_property) -> None:
    interpreter = Interpreter(cell.python)
    build = ROOT / "build" / "matrix" / cell.name
    cores = max(1, (os.cpu_count() or 1) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    run(
        *("cmake", "-S", ROOT, "-B", build, "-G", "Ninja"),
        f"-DCMAKE_CXX_COMPILER={command_of(cell.compiler)}",
        f"-DCMAKE_BUILD_TYPE={cell.build_type}",
        f"-DCMAKE_CXX_FLAGS={cell.flags}",
        "-DCMAKE_CXX_FLAGS_DEBUG=",  # no lines for a debugger: they would be a fifth of the time
        "-DTETHER_TESTS_PRECOMPILE=ON",
        *interpreter.cmake_options,
    )
    run("cmake", "--build", build, "-j", cores)

    if cell.python != "pypy":  # which no program can start
        checks = {"PYTHONMALLOC": "malloc"} if cell.sanitized else {}
        said = run(
            *("ctest", "--test-dir", build, "-j", cores, "--output-on-failure"), env=interpreter.environment | checks
        )
        record_property("C++", re.search(r"^.* tests passed, .*$", said, re.M)[0])

    checks = sanitizer_environment(cell.compiler) if cell.sanitized else {}
    said = run(
        *(interpreter.executable, "-m", "pytest", "-q", "--durations=3", "-m", "not slow", "tests/modules"),
        env={"PYTHONPATH": str(pytest_site), "TETHER_BUILD_DIR": str(build)} | checks,
    )
    record_property("modules", said.strip().splitlines()[-1])
