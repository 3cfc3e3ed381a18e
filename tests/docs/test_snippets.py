# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The code in the documentation is the code of docs/snippets, which is built with warnings as errors and run.

A snippet with TETHER_MODULE is a module, which the script use_<name>.py beside it imports; any other is a program.
What it prints is the file beside it that ends in .out.
"""

import os
import shutil
import sys

import pytest
from support.consumer import EMBED_FLAGS, PYTHON_FLAGS, ROOT, SUFFIX, run

SNIPPETS = sorted((ROOT / "docs" / "snippets").glob("*.cpp"))
LAUNCHER = ["ccache"] if shutil.which("ccache") else []
FLAGS = ["-std=c++20", "-O1", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror", f"-I{ROOT / 'include'}"]


def test_pages_are_the_same_as_their_sources():
    run(sys.executable, ROOT / "tools" / "snippets.py")


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda path: path.stem)
def test_snippet(snippet, tmp_path):
    is_module = "TETHER_MODULE" in snippet.read_text()
    built = tmp_path / (snippet.stem + (SUFFIX if is_module else ""))
    kind = ["-shared", "-fPIC", "-fvisibility=hidden"] if is_module else []
    object_file = tmp_path / "snippet.o"
    run(*LAUNCHER, "g++", *FLAGS, *PYTHON_FLAGS, *kind, "-c", snippet, "-o", object_file)
    run("g++", *kind, object_file, "-o", built, *([] if is_module else EMBED_FLAGS), "-pthread")
    script = snippet.with_name(f"use_{snippet.stem}.py")
    if is_module:
        output = run(sys.executable, script, PYTHONPATH=os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    else:
        output = run(built)
    expected = snippet.with_suffix(".out")
    assert output == (expected.read_text() if expected.exists() else "")
