# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The compilers under test: each is asked once what it is, then only what it says of a file."""

import fcntl
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from support.obtain import obtain

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include"

# The compilers echo the line that they complain about, and with it the marker that is looked for.
QUIET = {"g++": ["-fno-diagnostics-show-caret"], "clang++": ["-fno-caret-diagnostics"]}

PYTHON_INCLUDE = sysconfig.get_path("include")

STRICT = [
    *("-std=c++20", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"),
    f"-I{INCLUDE}",
    *("-isystem", PYTHON_INCLUDE),
]

# The first directives of most declarations that must not compile.
BEGINNINGS = {"include <tether/pyclass.hpp>": "pyclass", "include <tether/tether.hpp>": "tether"}


def included(source: Path) -> list[Path]:
    """Every header of Tether and of the tests that a file pulls in."""
    found: dict[Path, None] = {}
    left = [source]
    while left:
        path = left.pop()
        for name in re.findall(r"^\s*#\s*include\s*[<\"]([^>\"]+)[>\"]", path.read_text(encoding="utf-8"), re.M):
            for folder in (path.parent, INCLUDE):
                if (header := folder / name) not in found and header.is_file():
                    found[header] = None
                    left.append(header)
    return sorted(found)


class Said(NamedTuple):
    """A compiler's answer."""

    returncode: int
    stderr: str


@dataclass(frozen=True)
class Compiler:
    command: str
    family: str  # "g++" or "clang++"
    version: str
    computes_texts: bool  # whether a static_assert says a computed text, and not its fixed sentence

    @staticmethod
    def named(command: str) -> "Compiler":
        said = subprocess.run(
            [command, "-std=c++20", "-dM", "-E", "-x", "c++", os.devnull], capture_output=True, text=True, check=True
        )
        macros = dict(re.findall(r"^#define (\w+) (.*)$", said.stdout, re.M))
        family = "clang++" if "__clang__" in macros else "g++"
        computes = int(macros["__cpp_static_assert"].rstrip("L")) >= 202306
        return Compiler(command, family, said.stdout, computes or (family == "g++" and int(macros["__GNUC__"]) >= 15))

    def check(self, source: Path, *options: str) -> Said:
        """What the compiler says of one file, without making code. Where nothing has changed that the answer
        depends on, it is remembered (build/said): the everyday run asks only of what changed."""
        command = [self.command, *QUIET[self.family], *STRICT, *options]
        key = self._key(command, [source, *included(source)])
        answer = ROOT / "build" / "said" / key
        if not answer.is_file():
            done = subprocess.run(
                [*command, "-fsyntax-only", *self._precompiled(source), str(source)],
                capture_output=True,
                text=True,
                env={**os.environ, "LC_ALL": "C"},
            )
            answer.parent.mkdir(parents=True, exist_ok=True)
            writing = answer.with_suffix(f".{os.getpid()}")
            writing.write_text(json.dumps([done.returncode, done.stderr]))
            writing.rename(answer)
        return Said(*json.loads(answer.read_text()))

    def _key(self, command: list[str], read: list[Path]) -> str:
        key = hashlib.sha256("\0".join([self.version, sys.version, *command]).encode())
        for path in read:
            key.update(path.read_bytes())
        return key.hexdigest()

    def _precompiled(self, source: Path) -> list[str]:
        """The options that read the header which a source begins with from a precompiled one (build/precompiled),
        where it is one that many begin with: five times faster."""
        first = re.search(r"^#(.*)", source.read_text(encoding="utf-8"), re.M)
        if not first or first[1] not in BEGINNINGS:
            return []
        compiler = hashlib.sha256("\0".join([self.command, self.version]).encode()).hexdigest()[:8]
        folder = ROOT / "build" / "precompiled" / compiler / BEGINNINGS[first[1]]
        folder.mkdir(parents=True, exist_ok=True)
        header = folder / "begins.hpp"
        made = folder / ("begins.hpp.gch" if self.family == "g++" else "begins.hpp.pch")
        stamp = folder / "key"
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the tests' other processes want it too
            if not header.is_file():
                header.write_text(first[0] + "\n")
            # clang++ asks when each was written.
            read = [header, *included(header)]
            times = [str(path.stat().st_mtime_ns) for path in read]
            key = self._key([*STRICT, *times], read)
            if not (stamp.is_file() and stamp.read_text() == key):
                command = [self.command, *STRICT, "-x", "c++-header", "-c", str(header), "-o", str(made)]
                subprocess.run(command, check=True)
                stamp.write_text(key)
        return ["-include", str(header)] if self.family == "g++" else ["-include-pch", str(made)]


def compilers() -> list[Compiler]:
    """TETHER_COMPILERS, by default the machine's own two; tools/compilers.sh has more."""
    return [Compiler.named(command_of(name)) for name in shlex.split(os.environ.get("TETHER_COMPILERS", "g++ clang++"))]


def command_of(name: str) -> str:
    """The command of a compiler: of one with a version, what tools/compilers.sh has found or made."""
    return obtain("compilers.sh", name) if "-" in name else name


def strictly(compiler: str, python_include: object, source: Path, *options: object) -> subprocess.CompletedProcess:
    """What a compiler says of a source with the headers of another Python, each warning an error."""
    words = [command_of(compiler), "-std=c++20", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
    words += [f"-I{INCLUDE}", "-isystem", python_include, *options, source]
    return subprocess.run([str(word) for word in words], capture_output=True, text=True)


def all_headers_but(word: str, folder: Path) -> Path:
    """A source that includes all headers but those with the word in their path."""
    names = sorted(path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.hpp"))
    source = folder / "all.cpp"
    source.write_text("".join(f"#include <{name}>\n" for name in names if not word or word not in name))
    return source
