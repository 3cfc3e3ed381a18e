# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The compilers under test: each is asked once what it is, then only what it says of a file."""

import os
import re
import shlex
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include"

# The compilers echo the line that they complain about, and with it the marker that is looked for.
QUIET = {"g++": ["-fno-diagnostics-show-caret"], "clang++": ["-fno-caret-diagnostics"]}


@dataclass(frozen=True)
class Compiler:
    command: str
    family: str  # "g++" or "clang++"
    computes_texts: bool  # whether a static_assert says a computed text, and not its fixed sentence

    @staticmethod
    def named(command: str) -> "Compiler":
        said = subprocess.run(
            [command, "-dM", "-E", "-x", "c++", os.devnull], capture_output=True, text=True, check=True
        )
        macros = dict(re.findall(r"^#define (\w+) (.*)$", said.stdout, re.M))
        if "__clang__" in macros:
            return Compiler(command, "clang++", int(macros["__clang_major__"]) >= 17)
        return Compiler(command, "g++", int(macros["__GNUC__"]) >= 15)

    def check(self, source: Path, *options: str) -> subprocess.CompletedProcess:
        """Says what the compiler says of one file, without making code."""
        return subprocess.run(
            [
                self.command,
                *QUIET[self.family],
                "-fsyntax-only",
                "-std=c++20",
                *["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"],
                f"-I{INCLUDE}",
                *("-isystem", os.environ.get("TETHER_PYTHON_INCLUDE") or sysconfig.get_path("include")),
                *options,
                str(source),
            ],
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        )


def compilers() -> list[Compiler]:
    """TETHER_COMPILERS, by default both that the project supports."""
    return [Compiler.named(name) for name in shlex.split(os.environ.get("TETHER_COMPILERS", "g++ clang++"))]
