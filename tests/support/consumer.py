# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What a stranger's build must give: a module and a program that work, and how they are linked."""

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
MODULE = "consumer" + SUFFIX

# What a compiler is told by someone without a build system.
PYTHON_FLAGS = [f"-I{path}" for path in sorted({sysconfig.get_path(name) for name in ("include", "platinclude")})]
LIBDIR = sysconfig.get_config_var("LIBDIR")
EMBED_FLAGS = [f"-L{LIBDIR}", f"-lpython{sysconfig.get_config_var('LDVERSION')}", f"-Wl,-rpath,{LIBDIR}"]


def run(*command: object, cwd: Path = ROOT, **environment: str) -> str:
    """The output of a command that must succeed; when it does not, that is the failure's text."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}"
    return done.stdout


def needed(binary: Path) -> list[str]:
    """The shared libraries that a binary asks for."""
    return re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-dW", binary))


def exported(binary: Path) -> list[str]:
    """The symbols that a binary shows to the dynamic linker."""
    return [line.split()[-1] for line in run("nm", "-D", "--defined-only", binary).splitlines()]


def check_module(binary: Path, python: object = sys.executable) -> None:
    """Uses consumer.cpp's module in a process of its own, and looks at how it is linked."""
    code = "import consumer; print(consumer.join(['a', 'b']), consumer.join(words=['x', 'y'], between='+'))"
    assert run(python, "-c", code, PYTHONPATH=str(binary.parent)) == "a, b x+y\n"
    assert not [library for library in needed(binary) if "python" in library]


def check_program(binary: Path) -> None:
    """Runs program.cpp's program."""
    assert run(binary) == "a-b-c\n"
    assert [library for library in needed(binary) if "python" in library]


def build(source: Path, binary: Path, *options: str) -> None:
    """A stranger's CMake build of consumer.cpp and program.cpp, whichever way it takes to Tether."""
    run(
        *("cmake", "-S", source, "-B", binary, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"),
        f"-DPython_EXECUTABLE={sys.executable}",
        *options,
    )
    run("cmake", "--build", binary, "-j", os.cpu_count())
    check_module(binary / MODULE)
    assert exported(binary / MODULE) == ["PyInit_consumer"]
    check_program(binary / "program")
