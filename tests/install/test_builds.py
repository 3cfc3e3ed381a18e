# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Into a build, every way: each as someone does it who has read only the README."""

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from support.consumer import EMBED_FLAGS, MODULE, PYTHON_FLAGS, ROOT, build, check_module, check_program, run

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def prefix(tmp_path_factory) -> Path:
    """Tether installed, and then moved: nothing in it may remember where it was made."""
    where = tmp_path_factory.mktemp("install")
    run("cmake", "-S", ROOT, "-B", where / "build", "-G", "Ninja", "-DTETHER_BUILD_TESTS=OFF")
    run("cmake", "--install", where / "build", "--prefix", where / "made")
    shutil.rmtree(where / "build")
    return (where / "made").rename(where / "prefix")


def test_installed_files_are_the_headers_and_what_finds_them(prefix):
    installed = {str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()}
    headers = {str(path.relative_to(ROOT)) for path in (ROOT / "include").rglob("*.hpp")}
    assert installed - headers == {
        "share/cmake/tether/module_exports.map",
        "share/cmake/tether/tetherConfig.cmake",
        "share/cmake/tether/tetherConfigVersion.cmake",
        "share/cmake/tether/tetherTargets.cmake",
        "share/cmake/tether/tether_add_module.cmake",
        "share/cmake/tether/tether_find_embed.cmake",
        "share/pkgconfig/tether.pc",
    }
    assert headers <= installed
    for path in prefix.rglob("*"):
        assert path.is_dir() or str(ROOT) not in path.read_text(), path


def test_find_package(prefix, tmp_path):
    build(HERE / "find_package", tmp_path, f"-DCMAKE_PREFIX_PATH={prefix}")


@pytest.mark.slow
def test_find_package_in_a_source_tree(tmp_path):
    build(HERE / "find_package", tmp_path, f"-Dtether_ROOT={ROOT}")


@pytest.mark.parametrize(("wanted", "found"), [("0.0", 0), ("0.1", 1), ("0.1.99", 0), ("0.2", 0), ("1.0", 0)])
@pytest.mark.parametrize("where", ["prefix", "tree"])
def test_find_package_takes_the_same_minor_version(prefix, tmp_path, wanted, found, where):
    root = prefix if where == "prefix" else ROOT
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(consumer LANGUAGES NONE)\n"
        f'find_package(tether {wanted})\nmessage(STATUS "found: ${{tether_FOUND}}")\n'
    )
    said = run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-Dtether_ROOT={root}")
    assert f"found: {found}" in said


@pytest.mark.slow
def test_add_subdirectory(tmp_path):
    build(HERE / "add_subdirectory", tmp_path)


@pytest.mark.slow
def test_fetch_content(tmp_path):
    clone = tmp_path / "clone"
    run("git", "clone", "-q", "--no-hardlinks", ROOT, clone)
    commit = run("git", "rev-parse", "HEAD", cwd=clone).strip()
    build(
        HERE / "fetch_content",
        tmp_path / "build",
        f"-DTETHER_REPOSITORY={clone.as_uri()}",
        f"-DTETHER_COMMIT={commit}",
    )


def compile_by_hand(compiler: str, folder: Path, *options: str) -> None:
    flags = [compiler, "-std=c++20", "-O1", *options, *PYTHON_FLAGS]
    run(*flags, "-shared", "-fPIC", HERE / "consumer.cpp", "-o", folder / MODULE)
    check_module(folder / MODULE)
    run(*flags, HERE / "program.cpp", "-o", folder / "program", *EMBED_FLAGS)
    check_program(folder / "program")


@pytest.mark.slow
def test_pkg_config(prefix, tmp_path):
    pkg_config = {"PKG_CONFIG_PATH": str(prefix / "share" / "pkgconfig")}
    assert run("pkg-config", "--modversion", "tether", **pkg_config).strip().count(".") == 2
    options = shlex.split(run("pkg-config", "--cflags", "tether", **pkg_config))
    assert [os.path.realpath(option[2:]) for option in options] == [str(prefix / "include")]
    compile_by_hand("g++", tmp_path, *options)


@pytest.mark.slow
def test_a_plain_compiler_line(compiler, tmp_path):
    compile_by_hand(compiler.command, tmp_path, f"-I{ROOT / 'include'}")


@pytest.mark.slow
def test_a_plain_compiler_line_warns_of_nothing(compiler, tmp_path):
    """Python's headers are looked into as well, where no build system says that they are the system's."""
    source = tmp_path / "everything.cpp"
    names = ("convert", "embed", "pyclass", "types")
    source.write_text("".join(f"#include <tether/{name}.hpp>\n" for name in names))
    flags = ["-std=c++20", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", *PYTHON_FLAGS]
    run(compiler.command, *flags, "-c", source, "-o", tmp_path / "everything.o")


def test_tether_add_module_without_sources_says_so(prefix, tmp_path):
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(consumer LANGUAGES CXX)\n"
        "find_package(tether REQUIRED)\ntether_add_module(consumer)\n"
    )
    with pytest.raises(AssertionError, match=r"tether_add_module\(consumer\): no source files given"):
        run(
            *("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}"),
            f"-DPython_EXECUTABLE={sys.executable}",
        )
