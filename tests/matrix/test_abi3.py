# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""One binary for every CPython: tests/modules and the examples built once for the limited API of the lowest version,
and run by that and each later one. And the headers at each level, with the headers of Python that have it."""

import fcntl
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.compilers import ROOT, all_headers_but, strictly
from support.interpreter import Interpreter
from test_matrix import pytest_site, run  # noqa: F401 (a fixture)

BUILD = ROOT / "build" / "matrix" / "abi3"
LOWEST = "cp311"
INTERPRETERS = [LOWEST, "cp312", "cp313", "cp314", "cp314d", "cp315"]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/pyproject.toml"))

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def whole_matrix(request):
    if request.config.getoption("cell"):
        pytest.skip("one cell was asked for")


@pytest.fixture(scope="module")
def binaries(tmp_path_factory) -> Path:
    """Where the modules are, and in `site` the examples; of several processes the first builds, the others wait."""
    python = Interpreter(LOWEST).executable
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        options = ("-DTETHER_ABI3=3.11", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=")
        run("cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", f"-DPython_EXECUTABLE={python}", *options)
        run("cmake", "--build", BUILD, "--target", "test_modules")
        if lock.read() != RUN:
            wheels = tmp_path_factory.mktemp("wheels")
            pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", wheels)
            run(*pip, "-C", "wheel.py-api=cp311", *EXAMPLES)
            for wheel in wheels.glob("*-cp311-abi3-*.whl"):
                zipfile.ZipFile(wheel).extractall(BUILD / "site")
            lock.truncate(0)
            lock.write(RUN)
    return BUILD


@pytest.mark.parametrize("name", INTERPRETERS)
def test_one_binary(name: str, binaries: Path, pytest_site: Path, record_property) -> None:  # noqa: F811
    python = Interpreter(name).executable
    site = os.pathsep.join([str(pytest_site), str(binaries / "site")])
    # The tests of this one are of numpy as well, which these interpreters have not: it is imported and used once.
    run(python, "-c", "import matrix; assert matrix.Matrix([[1, 2]]).shape == (1, 2)", env={"PYTHONPATH": site})
    others = [path for path in EXAMPLES if path.name != "matrix"]
    tests = [("modules", "tests/modules"), *((path.name, path / "tests") for path in others)]
    for what, folder in tests:
        said = run(
            *(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", folder),
            env={"PYTHONPATH": site, "TETHER_BUILD_DIR": str(binaries)},
        )
        record_property(what, said.strip().splitlines()[-1])


def test_a_subinterpreter_of_the_lowest(binaries: Path) -> None:
    """Which CPython 3.11 keeps no thread state for that the limited API would show."""
    script = "import classes; assert type(classes.Counted(3)).__name__ == 'Counted'"
    code = f"import _xxsubinterpreters as s; i = s.create(); s.run_string(i, {script!r}); s.destroy(i)"
    run(Interpreter(LOWEST).executable, "-c", code, env={"PYTHONPATH": str(binaries / "tests" / "modules")})


LEVELS = [*((name, "0x030B0000") for name in INTERPRETERS if name != "cp314d")]
LEVELS += [("cp312", "0x030C0000"), ("cp313", "0x030D0000"), ("cp314", "0x030E0000"), ("cp315", "0x030F0000")]


def check(source: Path, name: str, level: str) -> subprocess.CompletedProcess:
    return strictly("g++", Interpreter(name).include, source, f"-DPy_LIMITED_API={level}", "-fsyntax-only")


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_headers(name: str, level: str, tmp_path: Path) -> None:
    """All but those that start Python."""
    done = check(all_headers_but("embed", tmp_path), name, level)
    assert done.returncode == 0, done.stderr


def abi3t(source: Path, *options: object) -> subprocess.CompletedProcess:
    """Compiles for the stable ABI that builds with the GIL and without it share, from 3.15 on."""
    return strictly("g++", Interpreter("cp315").include, source, "-DPy_TARGET_ABI3T=0x030F0000", *options)


def test_functions_for_builds_with_and_without_a_gil(tmp_path: Path, pytest_site: Path) -> None:  # noqa: F811
    example = ROOT / "examples" / "string_sum"
    target = ("-o", tmp_path / "string_sum.abi3t.so")
    done = abi3t(example / "string_sum.cpp", "-shared", "-fPIC", "-fvisibility=hidden", *target)
    assert done.returncode == 0, done.stderr
    site = os.pathsep.join([str(pytest_site), str(tmp_path)])
    python = Interpreter("cp315").executable
    run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", example / "tests", env={"PYTHONPATH": site})


def test_classes_are_refused_there_in_our_words(tmp_path: Path) -> None:
    source = tmp_path / "classes.cpp"
    source.write_text("#include <tether/pyclass.hpp>\n")
    assert "tether: classes cannot be built for Py_TARGET_ABI3T." in abi3t(source, "-fsyntax-only").stderr


def test_embedding_is_refused_in_our_words(tmp_path: Path) -> None:
    source = tmp_path / "embed.cpp"
    source.write_text("#include <tether/embed.hpp>\n")
    done = check(source, LOWEST, "0x030B0000")
    assert "tether: the limited API cannot start Python." in done.stderr
