# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What the measurements share: the flags of one interpreter, the compiler with its cost, callgrind."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
INCLUDE = ROOT / "include"
WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
MODES = ("O0", "O2", "Os")


def flags_of(mode: str) -> list[str]:
    """The flags of what is compiled for its time and size; debug builds keep their assertions."""
    sections = ["-fno-stack-protector", "-ffunction-sections", "-fdata-sections"]
    return [f"-{mode}", *(["-DNDEBUG"] if mode != "O0" else []), "-fPIC", "-fvisibility=hidden", *sections]


SIZE_FLAGS = ["-std=c++20", *flags_of("Os")]
SPEED_FLAGS = ["-std=c++20", "-O2", "-DNDEBUG", "-fPIC", "-fvisibility=hidden"]
COMPILER = os.environ.get("CXX", "g++")


@dataclass(frozen=True)
class Python:
    """An interpreter to build for and to measure in."""

    program: str
    include: str
    suffix: str
    version: str

    @staticmethod
    def of(program: str) -> "Python":
        code = (
            "import json, platform, sys, sysconfig as s; print(json.dumps([sys.executable, s.get_path('include'),"
            "s.get_config_var('EXT_SUFFIX'), platform.python_version()]))"
        )
        return Python(*json.loads(subprocess.check_output([program, "-c", code], text=True)))

    def flags(self) -> list[str]:
        return [f"-I{self.include}", f"-I{INCLUDE}"]


@dataclass(frozen=True)
class Cost:
    """User CPU seconds and peak memory in KiB of one command with its children."""

    seconds: float
    memory: int

    def least(self, other: "Cost") -> "Cost":
        return Cost(min(self.seconds, other.seconds), min(self.memory, other.memory))

    def then(self, other: "Cost") -> "Cost":
        return Cost(self.seconds + other.seconds, max(self.memory, other.memory))


class TooLong(Exception):
    """A program took longer than anybody waits for it."""


def run(command: list[str], limit: float | None = None, **variables: str) -> Cost:
    """Runs it to its end; a failure shows its output and ends the measurement. TooLong after `limit` seconds."""
    with tempfile.TemporaryFile() as output:
        # With a group of its own: a compiler's driver leaves its parts behind where it is killed alone.
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | variables, start_new_session=True
        )
        late = threading.Event()

        def end() -> None:
            late.set()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit or 0, end)
        if limit is not None:
            timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise TooLong
        if process.returncode:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(usage.ru_utime, usage.ru_maxrss)


def compile_object(
    source: pathlib.Path, flags: list[str], compiler: str = COMPILER, limit: float | None = None
) -> tuple[pathlib.Path, Cost]:
    target = source.with_suffix(".o")
    return target, run([compiler, *flags, "-c", str(source), "-o", str(target)], limit)


def link_stripped(target: pathlib.Path, objects: list[pathlib.Path], compiler: str = COMPILER) -> int:
    """The size in bytes of a module that holds nothing but what it needs."""
    run([compiler, "-shared", "-Wl,--gc-sections", "-s", *map(str, objects), "-o", str(target)])
    return target.stat().st_size


def text_size(source: pathlib.Path, flags: list[str], compiler: str = COMPILER) -> int:
    """The bytes of the preprocessed text, without line markers and empty lines."""
    return len(subprocess.check_output([compiler, *flags, "-E", "-P", str(source)]))


def build_modules(build: pathlib.Path, python: Python, table: str) -> None:
    """Builds the modules of calls/ or classes/ that this interpreter can have."""
    sources = HERE / table
    sides = ["tether", "hand"]
    if table == "calls" and (3, 11) <= tuple(map(int, python.version.split(".")[:2])) <= (3, 12):
        sides.append("clinic")  # elsewhere its entry point is not public
    for side in sides:
        run(
            [
                COMPILER,
                *SPEED_FLAGS,
                *WARNINGS,
                *python.flags(),
                "-shared",
                str(sources / f"{side}.cpp"),
                "-o",
                str(build / f"{side}_{table}{python.suffix}"),
            ]
        )


def build_meter(build: pathlib.Path, python: Python) -> None:
    run(
        [
            COMPILER,
            "-x",
            "c",
            "-O2",
            "-fPIC",
            "-shared",
            *python.flags(),
            str(HERE / "meter.c"),
            "-o",
            str(build / f"meter{python.suffix}"),
        ]
    )


def environment(build: pathlib.Path) -> dict[str, str]:
    paths = os.pathsep.join((str(build), str(HERE)))
    return os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def measure(build: pathlib.Path, python: Python, *arguments: str) -> str:
    command = [python.program, str(HERE / "measure.py"), *arguments]
    return subprocess.run(command, env=environment(build), check=True, stdout=subprocess.PIPE, text=True).stdout


def callgrind(command: list[str], **options: Any) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """(row, module) -> the instructions of each number of runs, as the program dumped them by meter."""
    with tempfile.TemporaryDirectory() as folder:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        done = subprocess.run(
            [*valgrind, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
        )
        if done.returncode:
            raise SystemExit(done.stdout)
        totals: dict[tuple[str, str], list[tuple[int, int]]] = {}
        numbered = sorted(pathlib.Path(folder).glob("out.*"), key=lambda path: int(path.suffix[1:]))
        for dump in numbered:
            text = dump.read_text(errors="replace")
            label = re.search(r"^desc: Trigger: Client Request: (.*)\|(.*)\|(\d+)$", text, re.M)
            total = re.search(r"^summary: (\d+)", text, re.M)
            if label and total:
                totals.setdefault((label[1], label[2]), []).append((int(label[3]), int(total[1])))
    return totals


def count_instructions(build: pathlib.Path, python: Python, table: str, only: str = "") -> dict[str, dict[str, float]]:
    """Row -> module -> instructions a call: the difference of 2n calls and n calls, less that of an empty loop."""
    command = [python.program, str(HERE / "measure.py"), table, "count", "--only", only]
    totals = callgrind(command, env=environment(build))
    each = {}
    for key, runs in totals.items():
        pairs = zip(runs[::2], runs[1::2])
        each[key] = min((twice - once) / n for (n, once), (_, twice) in pairs)
    empty = each.pop(("empty", "empty"))
    rows: dict[str, dict[str, float]] = {}
    for (row, side), cost in each.items():
        rows.setdefault(row, {})[side] = cost - empty
    return rows


def cores() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))


def has_valgrind() -> bool:
    return shutil.which("valgrind") is not None and pathlib.Path("/usr/include/valgrind/callgrind.h").exists()
