# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""One binary for every CPython: tests/modules and the examples built once for the limited API of the lowest version,
and run by that and each later one; and for the ABI that builds with the GIL and without it share, run by the one that
has a GIL. And the headers at each level, with the headers of Python that have it."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.compilers import ROOT, all_headers_but, strictly
from support.interpreter import Interpreter
from test_matrix import pytest_site, run  # noqa: F401 (a fixture)

LOWEST = "cp311"
SHARED = "cp315"  # the first that has abi3t
INTERPRETERS = [LOWEST, "cp312", "cp313", "cp314", "cp314d", "cp315"]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/pyproject.toml"))

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def whole_matrix(request):
    if request.config.getoption("cell"):
        pytest.skip("one cell was asked for")


def wheels_of_examples(site: Path, folder: Path) -> None:
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", folder)
    run(*pip, "-C", "wheel.py-api=cp311", *EXAMPLES)
    for wheel in folder.glob("*-cp311-abi3-*.whl"):
        zipfile.ZipFile(wheel).extractall(site)


def installed_examples(site: Path, folder: Path) -> None:
    """By CMake alone: pip makes such wheels for a Python without the GIL only."""
    for example in EXAMPLES:
        build = folder / example.name
        options = (f"-DPython_EXECUTABLE={Interpreter(SHARED).executable}", "-DTETHER_ABI3T=3.15")
        run("cmake", "-S", example, "-B", build, "-G", "Ninja", *options)
        run("cmake", "--build", build)
        run("cmake", "--install", build, "--prefix", site)
        for package in (example / "src").glob("*"):  # what is Python in it
            shutil.copytree(package, site / package.name, dirs_exist_ok=True)


def build_binaries(abi: str, name: str, version: str, examples, folder: Path) -> Path:
    """Where the modules are, and in `site` the examples; of several processes the first builds, the others wait."""
    build = ROOT / "build" / "matrix" / abi
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        options = (f"-DTETHER_{abi.upper()}={version}", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=")
        run(
            "cmake",
            "-S",
            ROOT,
            "-B",
            build,
            "-G",
            "Ninja",
            f"-DPython_EXECUTABLE={Interpreter(name).executable}",
            *options,
        )
        run("cmake", "--build", build, "--target", "test_modules")
        if lock.read() != RUN:
            examples(build / "site", folder)
            lock.truncate(0)
            lock.write(RUN)
    return build


@pytest.fixture(scope="module")
def binaries(tmp_path_factory) -> Path:
    return build_binaries("abi3", LOWEST, "3.11", wheels_of_examples, tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def shared_binaries(tmp_path_factory) -> Path:
    return build_binaries("abi3t", SHARED, "3.15", installed_examples, tmp_path_factory.mktemp("examples"))


def check_binaries(name: str, binaries: Path, pytest_site: Path, record_property) -> None:  # noqa: F811
    """Runs the tests of modules and of the examples."""
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


@pytest.mark.parametrize("name", INTERPRETERS)
def test_one_binary(name: str, binaries: Path, pytest_site: Path, record_property) -> None:  # noqa: F811
    check_binaries(name, binaries, pytest_site, record_property)


def test_one_binary_with_and_without_the_gil(shared_binaries: Path, pytest_site: Path, record_property) -> None:  # noqa: F811
    check_binaries(SHARED, shared_binaries, pytest_site, record_property)


def test_what_that_one_asks_of_python(shared_binaries: Path) -> None:
    """Nothing that is not in the stable ABI, whose list has no name for what a module itself exports."""
    modules = [*shared_binaries.rglob("*.abi3t.so")]
    assert len(modules) > 20
    audit = (sys.executable, "-m", "abi3audit", "-R", "--assume-minimum-abi3", "3.15")
    done = subprocess.run([*audit, *modules], text=True, capture_output=True)
    assert done.stdout, done.stderr
    for name, said in json.loads(done.stdout)["specs"].items():
        for symbol in said["object"]["result"]["non_abi3_symbols"]:
            assert symbol.startswith("PyModExport_"), (name, symbol)


def test_a_subinterpreter_of_the_lowest(binaries: Path) -> None:
    """Which CPython 3.11 keeps no thread state for that the limited API would show."""
    script = "import classes; assert type(classes.Counted(3)).__name__ == 'Counted'"
    code = f"import _xxsubinterpreters as s; i = s.create(); s.run_string(i, {script!r}); s.destroy(i)"
    run(Interpreter(LOWEST).executable, "-c", code, env={"PYTHONPATH": str(binaries / "tests" / "modules")})


LEVELS = [*((name, "Py_LIMITED_API=0x030B0000") for name in INTERPRETERS if name != "cp314d")]
LEVELS += [("cp312", "Py_LIMITED_API=0x030C0000"), ("cp313", "Py_LIMITED_API=0x030D0000")]
LEVELS += [("cp314", "Py_LIMITED_API=0x030E0000"), ("cp315", "Py_LIMITED_API=0x030F0000")]
LEVELS += [(SHARED, "Py_TARGET_ABI3T=0x030F0000")]


def check(source: Path, name: str, definition: str) -> subprocess.CompletedProcess:
    return strictly("g++", Interpreter(name).include, source, f"-D{definition}", "-fsyntax-only")


@pytest.mark.parametrize(("name", "definition"), LEVELS)
def test_headers(name: str, definition: str, tmp_path: Path) -> None:
    """All but those that start Python."""
    done = check(all_headers_but("embed", tmp_path), name, definition)
    assert done.returncode == 0, done.stderr


def test_embedding_is_refused_in_our_words(tmp_path: Path) -> None:
    source = tmp_path / "embed.cpp"
    source.write_text("#include <tether/embed.hpp>\n")
    done = check(source, LOWEST, "Py_LIMITED_API=0x030B0000")
    assert "tether: the limited API cannot start Python." in done.stderr
