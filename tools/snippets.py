#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Keeps the code in README.md and docs/ the same as in the files that are compiled and run.

    tools/snippets.py [--write]

A fence of C++ or Python stands below a mark that names its source, `<!-- snippet: docs/snippets/tour.cpp#sum -->`:
what stands there between `// [sum]` and `// [/sum]` (`# [sum]` in Python), or the whole file where no name is given.
Without --write, says which fences differ or have no mark.
"""

import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"(?:<!-- snippet: (?P<source>\S+) -->\n)?```(?P<language>cpp|python|cmake|toml)\n(?P<code>.*?)```\n", re.S)


def read(source: str) -> str:
    """The code that a mark names."""
    path, _, name = source.partition("#")
    text = (ROOT / path).read_text()
    if name:
        found = re.search(rf"^ *(?://|#) \[{name}\]\n(.*?)^ *(?://|#) \[/{name}\]$", text, re.S | re.M)
        if not found:
            raise SystemExit(f"{path} has no part [{name}]")
        text = found[1]
    lines = (line for line in text.splitlines(True) if "SPDX-" not in line and not re.match(r" *(//|#) \[/?\w+\]$", line))
    return textwrap.dedent("".join(lines)).strip("\n") + "\n"


def pages() -> list[Path]:
    """The pages whose code is held to this."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def refresh(page: Path) -> tuple[str, list[str]]:
    """A page as it should be, and what is wrong with it."""
    wrong = []

    def replace(match: re.Match) -> str:
        line = page.read_text()[: match.start()].count("\n") + 1
        where = f"{page.relative_to(ROOT)}:{line}"
        if match["source"] is None:
            wrong.append(f"{where}: no mark above the fence says where its code comes from")
            return match[0]
        code = read(match["source"])
        if code != match["code"]:
            wrong.append(f"{where}: differs from {match['source']}")
        return f"<!-- snippet: {match['source']} -->\n```{match['language']}\n{code}```\n"

    return FENCE.sub(replace, page.read_text()), wrong


def main() -> int:
    write = sys.argv[1:] == ["--write"]
    all_wrong = []
    for page in pages():
        text, wrong = refresh(page)
        if write:
            page.write_text(text)
            wrong = [line for line in wrong if "differs" not in line]
        all_wrong += wrong
    print("\n".join(all_wrong), end="\n" if all_wrong else "")
    return bool(all_wrong)


if __name__ == "__main__":
    sys.exit(main())
