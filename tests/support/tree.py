# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The tree as data: its files, its headers and what each includes."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include"


def tracked(*patterns: str) -> list[Path]:
    """The files that git knows or would add, so that a check holds before the commit as well."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(path for name in set(names) if name and (path := ROOT / name).is_file())


class Header:
    """One header: its name as it is included, its text, and what it includes of ours and of others."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(INCLUDE).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.code = re.sub(r"//[^\n]*", "", self.text)
        included = re.findall(r"^\s*#\s*include\s*[<\"]([^>\"]+)[>\"]", self.text, re.M)
        self.ours = [name for name in included if name.startswith("tether/")]
        self.others = [name for name in included if not name.startswith("tether/")]


def all_headers() -> dict[str, Header]:
    return {header.name: header for header in map(Header, tracked("include/*.hpp"))}


def reachable(headers: dict[str, Header], start: str) -> set[str]:
    """`start` and every header that it pulls in."""
    found, left = set(), [start]
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += headers[name].ours if name in headers else []
    return found
