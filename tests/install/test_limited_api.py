# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A wheel for the limited API: pip's setting asks for it, its name says so, and so does abi3audit."""

import sys
import zipfile
from pathlib import Path

import pytest
from support.consumer import ROOT, exported, needed, run

EXAMPLES = ["string_sum", pytest.param("graph", marks=pytest.mark.slow)]

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="the lowest level is 3.11")


@pytest.mark.parametrize("example", EXAMPLES)
def test_wheel(example, tmp_path):
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", tmp_path)
    run(*pip, "-C", "wheel.py-api=cp311", ROOT / "examples" / example, CXXFLAGS="-Wall -Wextra -Werror")
    (wheel,) = tmp_path.glob("*.whl")
    assert "-cp311-abi3-" in wheel.name
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (binary,) = (tmp_path / "site").rglob("*.so")
    assert binary.name.endswith(".abi3.so")
    assert [name for name in exported(binary) if not name.startswith("PyInit_")] == []
    assert not [library for library in needed(binary) if "python" in library]
    run(sys.executable, "-m", "abi3audit", "--strict", wheel)
    tests = ROOT / "examples" / example / "tests"
    said = run(
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests), PYTHONPATH=str(tmp_path / "site")
    )
    assert " passed" in said
    assert "skipped" not in said


@pytest.mark.parametrize(
    ("abi", "fault"),
    [
        ("ABI3 3.10", 'ABI3 is "3.10", but must be 3.11 or later'),
        ("ABI3 3.99", "ABI3 3.99 needs Python 3.99 to build with"),
        ("ABI3T 3.14", 'ABI3T is "3.14", but must be 3.15 or later'),
        ("ABI3T 3.99", "ABI3T 3.99 needs Python 3.99 to build with"),
        ("ABI3 3.11 ABI3T 3.15", "ABI3 and ABI3T are two modules"),
    ],
)
def test_a_version_that_cannot_be(abi, fault, tmp_path):
    source = tmp_path / "CMakeLists.txt"
    source.write_text(
        f"cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES CXX)\nfind_package(tether REQUIRED HINTS {ROOT})\n"
        f"tether_add_module(m {abi} {Path(__file__).with_name('consumer.cpp')})\n"
    )
    with pytest.raises(AssertionError) as failure:
        run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DPython_EXECUTABLE={sys.executable}")
    assert fault in " ".join(str(failure.value).split())
