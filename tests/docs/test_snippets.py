# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The documents show code that is compiled, and what they say that it prints is what it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "snippets.py"
SNIPPETS = ROOT / "docs" / "snippets"
BUILD = Path(os.environ.get("TETHER_BUILD_DIR", ROOT / "build" / "dev")).resolve() / "docs" / "snippets"


def run(*command: object, **environment: str) -> subprocess.CompletedProcess:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment})


def test_documents_show_what_is_compiled():
    done = run(sys.executable, TOOL, "--check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("source", sorted(SNIPPETS.glob("*.cpp")), ids=lambda path: path.stem)
def test_snippet_prints_what_the_documents_say(source):
    if re.search(r"^int main\(", source.read_text(), re.M):
        done = run(BUILD / source.stem)
    else:
        done = run(sys.executable, source.with_name(f"use_{source.stem}.py"), PYTHONPATH=str(BUILD))
    assert done.returncode == 0, done.stderr
    said = source.with_suffix(".out")
    assert done.stdout == (said.read_text() if said.is_file() else "")


def test_examples_that_documents_name_exist():
    named = {
        (document.relative_to(ROOT), path)
        for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for path in re.findall(r"\bexamples/\w+", document.read_text(encoding="utf-8"))
    }
    assert not [(str(document), path) for document, path in named if not (ROOT / path).is_dir()]
    missing = {path.name for path in (ROOT / "examples").iterdir()} - {path.partition("/")[2] for _, path in named}
    assert not missing, "no document names these examples"


@pytest.fixture
def tree(tmp_path):
    """A tree of its own, with the tool in it, one source and one document."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "snippets.py").write_text(TOOL.read_text())
    snippets = tmp_path / "docs" / "snippets"
    snippets.mkdir(parents=True)
    (snippets / "sum.cpp").write_text(
        "// SPDX-License-Identifier: MIT\n#include <a>\n\n"
        "    // [one]\n    int a;\n      // [two]\n      int b;\n    // [/one]\n"
    )

    def call(option: str, fence: str) -> tuple[int, str, str]:
        (tmp_path / "README.md").write_text(f"Text\n\n{fence}\nText\n")
        done = run(sys.executable, tmp_path / "tools" / "snippets.py", option)
        return done.returncode, done.stdout, (tmp_path / "README.md").read_text()

    return call


def test_write_fills_a_fence_and_check_is_content(tree):
    fence = "<!-- snippet: docs/snippets/sum.cpp#one -->\n```cpp\nold\n```\n"
    new = fence.replace("old\n", "int a;\n  int b;\n")
    assert tree("--write", fence) == (0, "", f"Text\n\n{new}\nText\n")
    assert tree("--check", new)[:2] == (0, "")


def test_whole_file_without_its_licence(tree):
    text = tree("--write", "<!-- snippet: docs/snippets/sum.cpp -->\n```cpp\n```\n")[2]
    assert "```cpp\n#include <a>\n\n    int a;\n      int b;\n```" in text


@pytest.mark.parametrize(
    ("fence", "fault"),
    [
        ("```cpp\nint a;\n```\n", "README.md:3: a fence of cpp names no source"),
        (
            "<!-- snippet: docs/snippets/sum.cpp#one -->\n```cpp\nint c;\n```\n",
            "README.md:4: differs from its source, run tools/snippets.py --write",
        ),
        (
            "<!-- snippet: docs/snippets/sum.cpp#two -->\n```cpp\n```\n",
            "README.md:4: docs/snippets/sum.cpp has 0 parts `// [two]` to `// [/two]`, not one",
        ),
        (
            "<!-- snippet: docs/snippets/none.cpp -->\n```cpp\n```\n",
            "README.md:4: there is no docs/snippets/none.cpp",
        ),
        (
            "<!-- snippet: include/tether/tether.hpp -->\n```cpp\n```\n",
            "README.md:4: include/tether/tether.hpp is in none of docs/snippets/, examples/, tests/",
        ),
    ],
)
def test_check_says_what_is_wrong(tree, fence, fault):
    status, said, _ = tree("--check", fence)
    assert (status, said) == (1, fault + "\n")


def test_other_languages_need_no_source(tree):
    assert tree("--check", "```sh\n./tools/try.sh\n```\n")[:2] == (0, "")
