# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Measures Tether beside the same work by hand and by nanobind, and prints Markdown tables.

python3 benchmarks/run.py [calls] [classes] [header] [compile] [--python PYTHON] [--only TEXT] [--rounds 15] [--repeat 5]
"""

import argparse
import json
import pathlib
import platform
import subprocess
import sys

import toolchain as tool
from calls import rows as calls
from classes import rows as classes
from compile import costs

ROWS = {"calls": calls.ROWS, "classes": classes.ROWS}
PARTS = [*ROWS, "header", "compile"]


def speed(build: pathlib.Path, python: tool.Python, table: str, only: str, rounds: int) -> None:
    tool.build_modules(build, python, table)
    print(tool.measure(build, python, table, "check").strip() + ".\n", flush=True)
    times = json.loads(tool.measure(build, python, table, "time", "--only", only, "--rounds", str(rounds)))
    counts: dict[str, dict[str, float]] = {}
    if tool.has_valgrind():
        tool.build_meter(build, python)
        counts = tool.count_instructions(build, python, table, only)
    print(
        "| call | instructions: Tether | by hand | Argument Clinic | ratio | at most | ns: Tether | by hand | ratio |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    missed = 0
    for row in ROWS[table]:
        if row.key not in times:
            continue
        count, time = counts.get(row.key, {}), times[row.key]
        against = row.against if row.against in time else "hand"
        cells = [f"{count[side]:,.0f}" if side in count else "" for side in ("tether", "hand", "clinic")]
        ratio = count["tether"] / count[against] if count else 0.0
        too_much = count and row.at_most is not None and ratio > row.at_most
        missed += bool(too_much)
        cells.append(f"**{ratio:.2f}**" if too_much else f"{ratio:.2f}" if count else "")
        cells.append(f"{row.at_most:.2f}" if row.at_most else "")
        cells += [f"{time[side]:,.1f}" for side in ("tether", "hand")]
        cells.append(f"{time['tether'] / time[against]:.2f}")
        print(f"| {row.key} | {' | '.join(cells)} |")
    print(
        f"\nRatios are to the code by hand, for keywords and defaults to Argument Clinic's. {missed} above `at most`.\n"
    )


def nanobind_subjects(build: pathlib.Path, python: tool.Python) -> dict[str, costs.Subject]:
    """nanobind of the pinned version, in an environment of its own; its library is compiled once, not in the times."""
    environment = build / f"venv-{python.version}"
    program = environment / "bin" / "python"
    if not program.exists():
        subprocess.run([python.program, "-m", "venv", str(environment)], check=True)
    requirements = str(tool.HERE / "requirements.txt")
    subprocess.run(
        [str(program), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements], check=True
    )
    code = "import nanobind; print(nanobind.__version__, nanobind.__path__[0])"
    version, folder = subprocess.check_output([str(program), "-c", code], text=True).split()
    flags = [f"-I{folder}/include", f"-I{folder}/ext/robin_map/include", "-DNB_COMPACT_ASSERTIONS"]
    library = build / "nanobind.o"
    source = f"{folder}/src/nb_combined.cpp"
    plain = [*tool.SIZE_FLAGS, "-fno-strict-aliasing", *python.flags()]
    tool.run([tool.COMPILER, *plain, *flags, "-c", source, "-o", str(library)])
    return {
        f"nanobind {version}, named": costs.Subject("nanobind", True, flags, [library]),
        f"nanobind {version}, without names": costs.Subject("nanobind", False, flags, [library]),
    }


def compile_time(build: pathlib.Path, python: tool.Python, repeat: int, count: int) -> None:
    nanobind = nanobind_subjects(build, python)
    subjects = {
        "functions": {
            "Tether, named": costs.Subject("tether"),
            "Tether, without names": costs.Subject("tether", named=False),
            **nanobind,
            "by hand, named": costs.Subject("hand"),
        },
        "classes": {
            "Tether": costs.Subject("tether"),
            **{label.split(",")[0]: subject for label, subject in nanobind.items() if subject.named},
            "by hand": costs.Subject("hand"),
        },
    }
    for what, chosen in subjects.items():
        found = costs.modules(build, python, what, chosen, repeat, count)
        own, _ = next(iter(found.values()))
        six = "six arguments" if what == "functions" else "six fields, a constructor of six arguments and a method"
        print(f"{count} {what} of {six}, -Os, the least of {repeat}:\n")
        print("| | user CPU, s | Tether's to that | peak memory, MiB | stripped, KiB |")
        print("|---|---:|---:|---:|---:|")
        for label, (cost, size) in found.items():
            share = own.seconds / cost.seconds
            print(f"| {label} | {cost.seconds:.2f} | {share:.2f} | {cost.memory / 1024:.0f} | {size / 1024:.0f} |")
        print()


def header(build: pathlib.Path, python: tool.Python, repeat: int) -> None:
    found = costs.headers(build, python, repeat)
    _, least = found["Python.h"]
    print(f"The least of {repeat}:\n")
    print("| include | preprocessed, MB | parsed in, s | to Python.h |")
    print("|---|---:|---:|---:|")
    for label, (size, cost) in found.items():
        print(f"| {label} | {size / 1e6:.3f} | {cost.seconds:.2f} | {cost.seconds / least.seconds:.2f} |")
    print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--python", default=sys.executable, help="interpreter to build for and to measure in")
    parser.add_argument("--build", type=pathlib.Path, default=tool.ROOT / "build" / "benchmarks")
    parser.add_argument("--only", default="", help="rows whose name contains this")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of timing, of which the least counts")
    parser.add_argument("--repeat", type=int, default=5, help="compilations, of which the least counts")
    parser.add_argument("--count", type=int, default=720, help="functions to compile")
    options = parser.parse_args()
    chosen = options.what or PARTS
    subject = tool.Python.of(options.python)
    compiler = subprocess.check_output([tool.COMPILER, "--version"], text=True).splitlines()[0]
    print(f"CPython {subject.version}, {compiler}, {platform.machine()}\n")
    folder = options.build.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for table in ROWS:
        if table in chosen:
            speed(folder, subject, table, options.only, options.rounds)
    if "header" in chosen:
        header(folder, subject, options.repeat)
    if "compile" in chosen:
        compile_time(folder, subject, options.repeat, options.count)
