# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""tests/cpp and tests/modules again: under every CPython, with the other compiler, as users build it, and
with what finds memory errors. Each job is one test, with a build of its own in build/matrix/."""

import contextlib
import hashlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.interpreter import Interpreter

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Job:
    """One build: for which interpreter (a name of tools/pythons.sh), by which compiler, and how."""

    python: str
    compiler: str = "g++"
    build_type: str = "Debug"
    sanitizers: str = ""

    @property
    def name(self) -> str:
        return "-".join(filter(None, [self.python, self.compiler, self.build_type, self.sanitizers]))


# Every interpreter; the other compiler once, optimised, where it sees most. The everyday part has g++ for the default
# interpreter already.
JOBS = [
    Job("cp39"),
    Job("cp310"),
    Job("cp311", compiler="clang++", build_type="Release"),
    Job("cp311", sanitizers="address,undefined"),
    Job("cp312"),
    Job("cp313"),
    Job("cp313t"),
    Job("cp314", build_type="Release"),
    Job("cp314d"),
    Job("cp315"),
]


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
    return {"LD_PRELOAD": ":".join(libraries), "PYTHONMALLOC": "malloc"}


@pytest.fixture(scope="module")
def pytest_site() -> Path:
    """pytest for interpreters that have none: one folder serves all of them."""
    requirements = ROOT / "tools" / "requirements-matrix.txt"
    site = ROOT / ".cache" / f"pytest-{hashlib.sha256(requirements.read_bytes()).hexdigest()[:8]}"
    if not site.exists():
        (ROOT / ".cache").mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=ROOT / ".cache"))
        run(*(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", made, "-r", requirements))
        with contextlib.suppress(OSError):  # another job was faster
            made.rename(site)
    return site


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_job(job: Job, pytest_site: Path, record_property) -> None:
    interpreter = Interpreter(job.python)
    build = ROOT / "build" / "matrix" / job.name
    flags = f"-fsanitize={job.sanitizers} -fno-sanitize-recover=undefined" if job.sanitizers else ""
    cores = max(1, (os.cpu_count() or 1) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    run(
        *("cmake", "-S", ROOT, "-B", build, "-G", "Ninja"),
        f"-DCMAKE_CXX_COMPILER={job.compiler}",
        f"-DCMAKE_BUILD_TYPE={job.build_type}",
        f"-DCMAKE_CXX_FLAGS={flags}",
        # Lines for the sanitizers' reports, else nothing for a debugger: it would be a fifth of the time.
        f"-DCMAKE_CXX_FLAGS_DEBUG={'-g1' if job.sanitizers else ''}",
        "-DTETHER_TESTS_PRECOMPILE=ON",
        *interpreter.cmake_options,
    )
    run("cmake", "--build", build, "-j", cores)

    checks = {"PYTHONMALLOC": "malloc"} if job.sanitizers else {}
    said = run(
        *("ctest", "--test-dir", build, "-j", cores, "--output-on-failure"), env=interpreter.environment | checks
    )
    summary = re.search(r"^.* tests passed, .*$", said, re.M)

    if job.sanitizers:
        checks = sanitizer_environment(job.compiler)
    modules = run(
        *(interpreter.executable, "-m", "pytest", "-q", "tests/modules"),
        env={"PYTHONPATH": str(pytest_site), "TETHER_BUILD_DIR": str(build)} | checks,
    )
    record_property("C++", summary and summary[0])
    record_property("modules", modules.strip().splitlines()[-1])
