# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Counts what each level of the limited API costs: instructions a call, to those of the ordinary build of the same rows.

python3 benchmarks/limited.py [--python PYTHON]... [--only TEXT]

The levels are those up to each interpreter's own, from 3.11 on.
"""

import argparse
import pathlib

import toolchain as tool

TABLES = ("calls", "classes")


def count(build: pathlib.Path, python: tool.Python, level: int | None, only: str) -> dict[str, float]:
    """Row -> instructions of Tether's side alone, built for one level or for none."""
    folder = build / f"limited-{python.version}-{level}"
    folder.mkdir(parents=True, exist_ok=True)
    tool.build_meter(folder, python)
    rows = {}
    for table in TABLES:
        for side in ("tether", "hand"):  # rows ask the one by hand too
            define = [f"-DPy_LIMITED_API={(3 << 24) + (level << 16):#x}"] if level and side == "tether" else []
            binary = folder / f"{side}_{table}{python.suffix}"
            source = tool.HERE / table / f"{side}.cpp"
            flags = [*tool.SPEED_FLAGS, *define, *python.flags()]
            tool.run([tool.COMPILER, *flags, "-shared", str(source), "-o", str(binary)])
        found = tool.count_instructions(folder, python, table, only)
        rows.update({row: sides["tether"] for row, sides in found.items()})
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", required=True, help="interpreter to build for and to measure in")
    parser.add_argument("--build", type=pathlib.Path, default=tool.ROOT / "build" / "benchmarks")
    parser.add_argument("--only", default="budget", help="rows whose name contains this; `budget`: the core ones")
    options = parser.parse_args()
    columns: dict[str, dict[str, float]] = {}
    ordinary: dict[str, dict[str, float]] = {}
    for program in options.python:
        python = tool.Python.of(program)
        newest = int(python.version.split(".")[1])
        plain = count(options.build.resolve(), python, None, options.only)
        for level in range(11, newest + 1):
            label = f"3.{level} on {python.version}"
            columns[label] = count(options.build.resolve(), python, level, options.only)
            ordinary[label] = plain
    first = next(iter(ordinary.values()))
    print(f"| call | ordinary, instructions | {' | '.join(columns)} |")
    print("|---|---:|" + "---:|" * len(columns))
    for row, own in first.items():
        ratios = [f"{columns[label][row] / ordinary[label][row]:.2f}" for label in columns]
        print(f"| {row} | {own:,.0f} | {' | '.join(ratios)} |")
