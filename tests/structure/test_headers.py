# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What every header owes: the layers' order, one concept, no surprise for who includes it."""

import re
from pathlib import Path

import pytest
from support.compilers import PYTHON_INCLUDE
from support.tree import ROOT, all_headers, reachable

UMBRELLA = "tether/tether.hpp"

# Lowest first (docs/architecture.md). A header may include its own layer and those below.
ROOTS = ["version", "config", "fixed_string", "fwd"]
LAYERS = ["ffi", "token", "object", "error", "types", "convert", "function", "pyclass", "module"]
OPT_IN_FOLDERS = ["embed"]  # the parts of an opt-in header

# Each of these costs every user more than it gives (design: how it stays quick to compile).
HEAVY = [
    "chrono",
    "filesystem",
    "format",
    "fstream",
    "functional",
    "iomanip",
    "iostream",
    "map",
    "memory",
    "print",
    "ranges",
    "regex",
    "set",
    "sstream",
    "unordered_map",
    "unordered_set",
    "vector",
]

MOST_LINES = 400

# No GNU extension, but for __COUNTER__: every compiler has it, and C's next standard, which clang++ names as its own.
STANDARD = ["-Wpedantic", "-Wno-unknown-warning-option", "-Wno-c2y-extensions"]


@pytest.fixture(scope="module")
def headers():
    return all_headers()


def opt_in(headers):
    """The headers that stand on the umbrella and not in it: users include them by name."""
    return {name for name in headers if name != UMBRELLA and UMBRELLA in reachable(headers, name)}


def layer(name, headers) -> int:
    first = name.removeprefix("tether/").split("/")[0].removesuffix(".hpp")
    if name in opt_in(headers) or first in OPT_IN_FOLDERS:
        return len(LAYERS) + 2
    if name == UMBRELLA:
        return len(LAYERS) + 1
    if first in ROOTS:
        return 0
    assert first in LAYERS, f"{name} is in no layer: put it into a folder of one, or let it include <{UMBRELLA}>"
    return 1 + LAYERS.index(first)


def test_layers_go_one_way(headers):
    upward = [
        f"{name} includes {other}"
        for name, header in headers.items()
        for other in header.ours
        if layer(other, headers) > layer(name, headers)
    ]
    assert not upward, "\n".join(upward)


def test_headers_include_no_circle(headers):
    done, path = set(), []

    def visit(name):
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name in done:
            return
        path.append(name)
        for other in headers[name].ours:
            visit(other)
        done.add(path.pop())

    for name in headers:
        visit(name)


def test_every_header_exists_that_is_included(headers):
    missing = [f"{h.name}: {other}" for h in headers.values() for other in h.ours if other not in headers]
    assert not missing


def test_umbrella_has_all_that_is_not_opt_in(headers):
    stand_on_it = opt_in(headers)
    parts = {part for name in stand_on_it for part in reachable(headers, name)}
    forgotten = headers.keys() - reachable(headers, UMBRELLA) - parts
    assert not forgotten, "neither in tether.hpp nor standing on it"


def test_umbrella_is_not_dragged_in_by_itself(headers):
    assert not reachable(headers, UMBRELLA) & opt_in(headers)


def test_headers_begin_alike(headers):
    opening = re.compile(
        r"\A// SPDX-FileCopyrightText: The Tether authors\n// SPDX-License-Identifier: MIT\n"
        r"// [A-Z`<].*(?:\n//.*)*\n#pragma once\n"
    )
    assert [name for name, header in headers.items() if not opening.match(header.text)] == []


def test_headers_are_short(headers):
    long = {name: lines for name, h in headers.items() if (lines := h.text.count("\n")) > MOST_LINES}
    assert not long, "more than one concept in each?"


def test_python_is_included_in_one_place(headers):
    assert [name for name, h in headers.items() if any(o.endswith("Python.h") for o in h.others)] == [
        "tether/ffi/python.hpp"
    ]


def test_versions_are_asked_for_in_one_place(headers):
    question = re.compile(r"\b(?:PY_VERSION_HEX|PY_(?:MAJOR|MINOR)_VERSION|Py_LIMITED_API|PYPY_\w+|Py_GIL_DISABLED)\b")
    elsewhere = [
        f"{name}: {found[0]}"
        for name, header in headers.items()
        if not name.startswith(("tether/ffi.hpp", "tether/ffi/")) and (found := question.search(header.code))
    ]
    assert not elsewhere


def test_macros_are_ours_by_name(headers):
    allowed = re.compile(r"TETHER_|PY_SSIZE_T_CLEAN\b")  # the latter is Python.h's own switch
    foreign = [
        f"{name}: {macro}"
        for name, header in headers.items()
        for macro in re.findall(r"^\s*#\s*define\s+(\w+)", header.text, re.M)
        if not allowed.match(macro)
    ]
    assert not foreign


def test_no_type_has_a_name_of_pythons_own(headers):
    comment = re.compile(r'/\*.*?\*/|//[^\n]*|"[^"\n]*"', re.S)
    ours = {
        name
        for header in headers.values()
        for name in re.findall(r"\b(?:class|struct|using|concept)\s+(?:\[\[.*?\]\]\s*)?(Py\w+)", header.code, re.S)
    }
    pythons = {
        name
        for path in Path(PYTHON_INCLUDE).rglob("*.h")
        for name in re.findall(r"\bPy\w+", comment.sub("", path.read_text(encoding="utf-8", errors="replace")))
    }
    assert "PyList" in ours and "PyCFunction" in pythons
    assert sorted(ours & pythons) == [], "`using namespace tether` would make them ambiguous"


def test_core_stays_light(headers):
    heavy = [f"{name}: <{h}>" for name in reachable(headers, UMBRELLA) for h in headers[name].others if h in HEAVY]
    assert not heavy


def test_no_namespace_is_opened_for_the_user(headers):
    assert [name for name, h in headers.items() if re.search(r"^using namespace\b", h.code, re.M)] == []


def test_cmake_lists_every_header(headers):
    listed = re.findall(r"^ +include/(tether/\S+\.hpp)$", (ROOT / "cmake/headers.cmake").read_text(), re.M)
    assert listed == sorted(headers), "cmake/headers.cmake should say:\n" + "\n".join(
        f"      include/{name}" for name in sorted(headers)
    )


@pytest.mark.parametrize("name", all_headers())
def test_header_compiles_alone(name, compiler, tmp_path):
    source = tmp_path / "alone.cpp"
    source.write_text(f"#include <{name}>\n#include <{name}>\n")
    said = compiler.check(source, *STANDARD)
    assert said.returncode == 0, said.stderr
