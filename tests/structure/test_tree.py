# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The tree as a whole: formatted, linted, licensed, and with nothing in it that belongs elsewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.cells import SELECTION, Cell
from support.compilers import PYTHON_INCLUDE
from support.tree import INCLUDE, ROOT, all_headers, tracked

TOOLS = Path(sys.executable).parent


def run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def tool(name: str) -> str:
    """The tool that requirements.txt pins, beside the interpreter that runs this."""
    found = shutil.which(name, path=str(TOOLS)) or shutil.which(name)
    assert found, f"{name} is missing: run tools/setup.sh test"
    return found


def test_cpp_is_formatted():
    clang_format = tool("clang-format")
    version = subprocess.run([clang_format, "--version"], capture_output=True, text=True, check=True).stdout
    assert "19.1.7" in version, f"one version formats the tree, not {version}"
    run(clang_format, "--dry-run", "-Werror", *tracked("*.cpp", "*.hpp"))


def test_what_pypy_lacks_only_shrinks(monkeypatch):
    modules = ROOT / "tests" / "modules"
    monkeypatch.syspath_prepend(modules)
    from pypy import skipped

    tests = {test.partition("[")[0] for test in skipped()}
    stale = [
        f"{area}::{name}"
        for area, _, name in (test.partition("::") for test in sorted(tests))
        if f"def {name}(" not in (modules / f"test_{area}.py").read_text()
    ]
    assert not stale
    assert len(skipped()) <= 99, "the list of tests/modules/pypy.py may only shrink: lower this with it"
    for document in ("README.md", "docs/guide/pypy.md"):
        assert f"{len(skipped())} tests" in (ROOT / document).read_text(), document


def test_readme_says_every_cell():
    rows = re.findall(r"^(\| (?:3|PyPy)[^|]*\|[^|]*\|[^|]*\|)(?: \d* *\|){2}$", (ROOT / "README.md").read_text(), re.M)
    assert sorted(rows) == sorted(Cell.named(name).title for name in SELECTION)


def test_python_is_formatted():
    run(tool("ruff"), "format", "--check", ".")


def test_python_is_linted():
    run(tool("ruff"), "check", ".")


def test_python_is_typed():
    run(sys.executable, "-m", "mypy", "python")


def test_shell_is_linted():
    scripts = [path for path in tracked() if path.read_bytes()[:64].startswith(b"#!/usr/bin/env bash\n")]
    assert scripts
    run(tool("shellcheck"), "--severity=warning", "--external-sources", *scripts)


@pytest.mark.slow
def test_headers_are_tidy(tmp_path):
    """One pass of clang-tidy over all headers; .clang-tidy says what for, and why not for more."""
    everything = tmp_path / "everything.cpp"
    everything.write_text("".join(f"#include <{name}>\n" for name in all_headers()))
    run(
        *("clang-tidy", "--quiet", f"--config-file={ROOT / '.clang-tidy'}", everything),
        *("--", "-std=c++20", f"-I{INCLUDE}", "-isystem", PYTHON_INCLUDE),
    )


def test_sources_say_their_licence():
    sources = tracked("include", "tests", "tools", "python", "benchmarks", "cmake", "CMakeLists.txt", ".ci")
    silent = [
        str(path.relative_to(ROOT))
        for path in sources
        if path.suffix in {".hpp", ".cpp", ".c", ".py", ".pyx", ".rs", ".sh", ".cmake"} or path.name == "CMakeLists.txt"
        if "SPDX-License-Identifier: MIT" not in path.read_text(encoding="utf-8")[:300]
    ]
    assert not silent


def test_text_ends_in_a_newline_and_lines_in_no_space():
    faults = []
    for path in tracked():
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            faults.append(f"{path}: no newline at the end")
        if re.search(rb"[ \t]+\n|\r", data):
            faults.append(f"{path}: spaces at the end of a line")
    assert not faults


# As patterns that do not find themselves.
WORDS = ["t[o]do", "fi[x]me", "not i[m]plemented", "p[l]aceholder", "/r[o]ot/", "/w[o]rk/", "/t[m]p/"]


@pytest.mark.parametrize("word", WORDS)
def test_nothing_is_left_to_do_and_nothing_points_at_a_machine(word):
    pattern = re.compile(rf"(?<![\w.]){word}", re.I)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found
