# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What meets in one program: translation units built with and without the checks, and modules built apart."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.consumer import EMBED_FLAGS, PYTHON_FLAGS, ROOT, SUFFIX, run

HERE = Path(__file__).parent


def command(compiler, *options) -> list[str]:
    return [compiler.command, "-std=c++20", f"-I{ROOT / 'include'}", *PYTHON_FLAGS, *options]


@pytest.fixture(scope="module")
def objects(tmp_path_factory):
    """Compiles a source once for each way, however many tests link it."""
    made: dict[tuple[str, str, str], Path] = {}

    def compile_once(compiler, name: str, *options: str) -> Path:
        key = (compiler.command, name, " ".join(options))
        if key not in made:
            made[key] = tmp_path_factory.mktemp("object") / f"{name}.o"
            run(*command(compiler, *options, "-c", HERE / f"{name}.cpp", "-o", made[key]))
        return made[key]

    return compile_once


def link(compiler, *parts: Path, output: Path) -> subprocess.CompletedProcess:
    words = [compiler.command, *map(str, parts), "-o", str(output), *EMBED_FLAGS]
    return subprocess.run(words, capture_output=True, text=True)


@pytest.mark.parametrize("way", [[], ["-DNDEBUG"]], ids=["checked", "unchecked"])
def test_two_units_built_alike_link_and_run(compiler, objects, tmp_path, way):
    parts = [objects(compiler, name, *way) for name in ("maker", "user")]
    done = link(compiler, *parts, output=tmp_path / "program")
    assert done.returncode == 0, done.stderr
    assert run(tmp_path / "program") == "3\n"


@pytest.mark.parametrize("way", [["-DNDEBUG"], []], ids=["unchecked-maker", "unchecked-user"])
def test_two_units_built_differently_do_not_link(compiler, objects, tmp_path, way):
    other = [] if way else ["-DNDEBUG"]
    parts = [objects(compiler, "maker", *way), objects(compiler, "user", *other)]
    done = link(compiler, *parts, output=tmp_path / "program")
    assert done.returncode != 0
    assert "undefined reference to `describe" in done.stderr


@pytest.fixture
def pair(compiler, tmp_path) -> Path:
    """The folder of two modules, made by a plain compiler line: no flag hides anything."""
    for name in ("one", "other"):
        run(*command(compiler, "-O1", "-shared", "-fPIC", HERE / f"{name}.cpp", "-o", tmp_path / (name + SUFFIX)))
    return tmp_path


def test_modules_share_nothing(pair):
    for name in ("one", "other"):
        symbols = run("nm", "-C", "--defined-only", pair / (name + SUFFIX)).splitlines()
        assert any("tether::" in symbol for symbol in symbols)
        unique = [symbol for symbol in symbols if symbol.split()[1] == "u" and "tether" in symbol]
        assert not unique, "the dynamic linker makes one of these for all modules of a process"


def test_modules_side_by_side_keep_their_own(compiler, pair):
    library = Path(run(compiler.command, "-print-file-name=libstdc++.so.6").strip()).resolve()
    if not library.is_relative_to("/usr"):
        pytest.skip("the compiler's libstdc++ is too new for this interpreter")
    code = """
import one, other
assert one.Failure is not other.Failure
assert (one.Failure.__module__, other.Failure.__module__) == ("one", "other")
for module in (one, other):
    try:
        module.fail("text")
    except ValueError as error:
        assert type(error) is module.Failure, type(error)
print("apart")
"""
    assert run(sys.executable, "-c", code, PYTHONPATH=str(pair)) == "apart\n"
    code = "import other, one; print(one.Failure.__module__, other.Failure.__module__)"
    assert run(sys.executable, "-c", code, PYTHONPATH=str(pair)) == "one other\n"


@pytest.mark.parametrize("level", ["-Os", "-O2"])
def test_a_source_of_functions_leaves_what_they_share_to_that_of_the_module(compiler, objects, tmp_path, level):
    way = ["-fPIC", "-DNDEBUG", level]
    part, whole = objects(compiler, "part", *way), objects(compiler, "whole", *way)

    def functions(made: Path) -> str:
        return run("nm", "-C", "--defined-only", made)

    for shared in ("bind_further", "raise_missing", "standard_error", "load_arguments"):
        assert shared not in functions(part)
        assert shared in functions(whole)
    run(compiler.command, "-shared", part, whole, "-o", tmp_path / ("whole" + SUFFIX))
    code = """
import whole
assert whole.area(2, 3) == whole.area(height=3, width=2) == 6 and whole.area(2) == 2 and whole.sum(1, 2, 3) == 6
for call, error in (
    (lambda: whole.area(), "TypeError: area() missing 1 required positional argument: 'width'"),
    (lambda: whole.area("a"), "TypeError: argument 'width': must be real number, not str"),
    (lambda: whole.area(-1), "ValueError: no size is negative"),
    (lambda: whole.sum(1, 2, 2**31), "OverflowError: argument 'c': "),
):
    try:
        call()
    except Exception as raised:
        said = f"{type(raised).__name__}: {raised}"
        assert said.startswith(error), said
    else:
        raise AssertionError(error)
"""
    run(sys.executable, "-c", code, cwd=tmp_path)
