# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The cells of the matrix: what is built for which interpreter, by which compiler, and how."""

import re
from dataclasses import dataclass

# The flags of an option, and what README calls it.
OPTIONS = {
    "address,undefined": ("-g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined", "ASan and UBSan"),
    "checked-containers": ("-D_GLIBCXX_DEBUG", "checked containers"),
    "no-rtti": ("-fno-rtti", "no RTTI"),
    "c++23": ("-std=c++23", "C++23"),
    "c++26": ("-std=c++26", "C++26"),
}
PYTHON = {"": "", "d": ", a debug build", "t": " without the GIL"}
DEBIAN_12 = {"g++": "g++ 12", "clang++": "clang++ 14"}


@dataclass(frozen=True)
class Cell:
    """`python` is a name of tools/pythons.sh, `compiler` one of tools/compilers.sh, `flags` are for the compiler, `title`
    is the beginning of its row in README's table."""

    name: str
    python: str
    compiler: str
    build_type: str
    flags: str
    title: str

    @staticmethod
    def named(name: str) -> "Cell":
        parts = re.fullmatch(r"(\w+)-((?:g|clang)\+\+(?:-\d+)?)-(Debug|Release)(?:-(.+))?", name)
        if not parts or parts[4] not in (None, *OPTIONS):
            raise ValueError(f"no cell is called {name!r}; cp313-clang++-16-Release is one")
        python, compiler, build_type, option = parts.groups()
        flags, how = OPTIONS.get(option, ("", ""))
        minor, suffix = re.fullmatch(r"(?:cp3(\d+))?(.*)", python).groups()
        version = f"3.{minor}{PYTHON[suffix]}" if minor else "PyPy 3.11"
        made_by = DEBIAN_12.get(compiler, compiler.replace("-", " "))
        title = f"| {version} | {made_by} | {', '.join(filter(None, (build_type, how)))} |"
        return Cell(name, python, compiler, build_type, flags, title)

    @property
    def sanitized(self) -> bool:
        return "-fsanitize" in self.flags


# Each interpreter and each compiler once, and the sanitizers: what fits the hour, slowest first, so that no core is idle at
# the end. g++ of the machine has the default interpreter in the everyday part. What g++ makes with a libstdc++ of its own
# runs under the interpreters that are as new; clang++ takes the machine's.
SELECTION = [
    "cp311-g++-Debug-address,undefined",
    "cp315-g++-16-Release",
    "cp314d-g++-14-Debug",
    "cp313t-clang++-Debug",
    "cp39-clang++-16-Debug",
    "cp310-clang++-19-Debug",
    "cp312-clang++-22-Debug",
    "cp313-clang++-23-Debug-c++26",
    "cp314-g++-13-Debug-checked-containers",
    "cp314-g++-15-Debug-c++23",
    "pypy-g++-Debug",
]

PYTHONS = ["cp39", "cp310", "cp311", "cp312", "cp313", "cp313t", "cp314", "cp314d", "cp315", "cp315d", "pypy"]

EVERY = list(
    dict.fromkeys(
        [
            *SELECTION,
            *(f"{python}-{how}" for python in PYTHONS for how in ("g++-Debug", "g++-Release", "clang++-Release")),
            "cp311-g++-Debug-no-rtti",
            *(f"cp315-g++-{version}-Release-c++23" for version in (13, 14, 15, 16)),
            *(f"cp311-clang++-{version}-Release" for version in (16, 19, 22, 23)),
        ]
    )
)
