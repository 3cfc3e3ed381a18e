# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The interpreters of tools/pythons.sh; a test that wants one that cannot be had is skipped."""

import os
import shlex
from pathlib import Path

from support.obtain import obtain


class Interpreter:
    """An interpreter that tools/pythons.sh has found or made, with what it says of it; `folder` is that of one it made."""

    def __init__(self, name: str) -> None:
        self.executable = obtain("pythons.sh", name)
        self.folder = Path(os.environ.get("PYTHONS_DIR", Path.home() / ".cache" / "pythons")) / name
        lines = shlex.split(self.folder.with_name(f"{name}.env").read_text())
        self.facts = dict(line.split("=", 1) for line in lines)

    @property
    def include(self) -> str:
        return self.facts["INCLUDES"].removeprefix("-I")

    @property
    def cmake_options(self) -> list[str]:
        # Where the interpreter brings its own C library, a program that embeds it needs its loader.
        flags = shlex.split(self.facts["EMBED_LDFLAGS"])
        if not any("--dynamic-linker" in flag for flag in flags):
            flags = []
        return [
            f"-DPython_EXECUTABLE={self.executable}",
            f"-DCMAKE_EXE_LINKER_FLAGS={shlex.join(flags[1:])}",
        ]

    @property
    def environment(self) -> dict[str, str]:
        home = self.facts["EMBED_HOME"]
        return {"PYTHONHOME": home} if home else {}
