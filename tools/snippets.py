# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Keeps the code in the documentation equal to code that is compiled and run.

A fence of C++ or Python is preceded by a line that says where its text is from,

    <!-- snippet: docs/snippets/errors.cpp#matching -->

the whole file, or what stands in it between the lines `// [matching]` and `// [/matching]` (`#` in Python).
`snippets.py --write` copies the text into the documents, `snippets.py --check` says where they differ, or
where a fence names no source.
"""

import argparse
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Only what some test compiles and runs may be shown.
SOURCES = ("docs/snippets/", "examples/", "tests/")
NEED_A_SOURCE = {"cpp", "python"}

MARK = re.compile(r"^[ \t]*(?://|#) \[/?[\w-]+\]\n", re.M)
FENCE = re.compile(
    r"(?:^<!-- snippet: (?P<source>[^\s#]+)(?:#(?P<name>[\w-]+))? -->\n)?"
    r"^```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$",
    re.M | re.S,
)
LICENCE = re.compile(r"\A(?:(?://|#) SPDX-[^\n]*\n)+\n?")


class Fault(Exception):
    """A fence that cannot be filled."""


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]


def snippet(source: str, name: "str | None") -> str:
    """The text of a source, or of its part between two marks, without indentation and other marks."""
    if not source.startswith(SOURCES):
        raise Fault(f"{source} is in none of {', '.join(SOURCES)}")
    path = ROOT / source
    if not path.is_file():
        raise Fault(f"there is no {source}")
    text = path.read_text(encoding="utf-8")
    if name is None:
        text = LICENCE.sub("", text)
    else:
        marks = [rf"^[ \t]*(?://|#) \[{slash}{re.escape(name)}\]\n" for slash in ("", "/")]
        parts = re.findall(rf"{marks[0]}(.*?){marks[1]}", text, re.M | re.S)
        if len(parts) != 1:
            raise Fault(f"{source} has {len(parts)} parts `// [{name}]` to `// [/{name}]`, not one")
        text = parts[0]
    return textwrap.dedent(MARK.sub("", text)).strip("\n") + "\n"


def filled(document: Path) -> tuple[str, list[str]]:
    """A document with every fence as its source says, and what is wrong with it."""
    faults = []

    def fill(fence: "re.Match[str]") -> str:
        line = fence.string.count("\n", 0, fence.start("language")) + 1
        where = f"{document.relative_to(ROOT)}:{line}"
        if fence["source"] is None:
            if fence["language"] in NEED_A_SOURCE:
                faults.append(f"{where}: a fence of {fence['language']} names no source")
            return fence[0]
        try:
            text = snippet(fence["source"], fence["name"])
        except Fault as fault:
            faults.append(f"{where}: {fault}")
            return fence[0]
        if text != fence["text"]:
            faults.append(f"{where}: differs from its source, run tools/snippets.py --write")
        begin, end = (at - fence.start() for at in fence.span("text"))
        return fence[0][:begin] + text + fence[0][end:]

    return FENCE.sub(fill, document.read_text(encoding="utf-8")), faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true")
    action.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    left = []
    for document in documents():
        text, faults = filled(document)
        if write and text != document.read_text(encoding="utf-8"):
            document.write_text(text, encoding="utf-8")
            faults = filled(document)[1]
        left += faults
    print("\n".join(left), end="\n" if left else "")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
