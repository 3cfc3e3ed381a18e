# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Holds the costs that matter to the figures in budget.json. Each is a ratio of two costs measured in one run, so that
it is the same on every machine, and may grow by less than a fifth.

python3 benchmarks/budget.py [--python PYTHON] [--update REASON]

--update commits to what was measured where that moved by more than a twentieth, and keeps the reason beside it.
"""

import argparse
import json
import pathlib
import sys
import tempfile

import toolchain as tool
from calls import rows as calls
from classes import rows as classes
from compile import costs

FILE = tool.HERE / "budget.json"
GROWTH = 1.2
MOVED = 1.05
REPEAT = 5
COUNT = 60


def instructions(build: pathlib.Path, python: tool.Python) -> dict[str, float]:
    """The core rows: the instructions of a call by Tether to those of the same call by hand."""
    tool.build_meter(build, python)
    found = {}
    for table, rows in {"calls": calls.ROWS, "classes": classes.ROWS}.items():
        tool.build_modules(build, python, table)
        counts = tool.count_instructions(build, python, table, "budget")
        for row in rows:
            if row.budget:
                cost = counts[row.key]
                found[f"instructions, {row.key}"] = cost["tether"] / cost.get(row.against, cost["hand"])
    return found


def modules(build: pathlib.Path, python: tool.Python, what: str) -> dict[str, float]:
    """A small module of functions or classes by Tether to the same by hand."""
    subjects = {"tether": costs.Subject("tether"), "hand": costs.Subject("hand")}
    found = costs.modules(costs.Setting(build, python), what, subjects, REPEAT, COUNT)
    own, hand = found["tether"], found["hand"]
    return {
        f"{COUNT} {what}, seconds": own.cost.seconds / hand.cost.seconds,
        f"{COUNT} {what}, memory": own.cost.memory / hand.cost.memory,
        f"{COUNT} {what}, stripped size": own.size / hand.size,
    }


def header(build: pathlib.Path, python: tool.Python) -> dict[str, float]:
    """What tether.hpp adds to Python.h and the standard headers it cannot do without, and all it takes to parse."""
    found = costs.headers(costs.Setting(build, python), REPEAT)
    (text, cost), (core_text, _) = found["tether.hpp"], found[costs.CORE]
    python_text, python_cost = found["Python.h"]
    return {
        "tether.hpp, own text to Python.h's": (text - core_text) / python_text,
        "tether.hpp, seconds to Python.h's": cost.seconds / python_cost.seconds,
    }


def measure(python: tool.Python) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        build = pathlib.Path(folder)
        found = instructions(build, python) | header(build, python)
        for what in ("functions", "classes"):
            found |= modules(build, python, what)
    return {name: round(ratio, 3) for name, ratio in found.items()}


def committed() -> dict[str, dict[str, object]]:
    figures: dict[str, dict[str, object]] = json.loads(FILE.read_text())
    return figures


def limit(figure: dict[str, object]) -> float:
    return float(str(figure["ratio"])) * GROWTH


def update(found: dict[str, float], reason: str) -> None:
    old = committed() if FILE.exists() else {}
    new = {}
    for name, ratio in found.items():
        before = float(str(old[name]["ratio"])) if name in old else 0.0
        stays = name in old and max(before, ratio) <= MOVED * min(before, ratio)
        new[name] = old[name] if stays else {"ratio": ratio, "reason": reason}
    FILE.write_text(json.dumps(new, indent=2) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="interpreter to build for and to measure in")
    parser.add_argument("--update", metavar="REASON", help="commit to what is measured")
    options = parser.parse_args()
    if options.update is not None and not options.update.strip():
        parser.error("--update needs a reason")
    measured = measure(tool.Python.of(options.python))
    if options.update:
        update(measured, options.update.strip())
    figures = committed()
    grown = 0
    print("| | committed | at most | measured |")
    print("|---|---:|---:|---:|")
    for name in figures | measured:
        ratio, figure = measured.get(name), figures.get(name)
        if ratio is None or figure is None:
            grown += 1
            print(f"| {name} | {'only committed' if ratio is None else 'only measured'}: --update | | |")
            continue
        too_much = ratio > limit(figure)
        grown += too_much
        shown = f"**{ratio:.3f}**" if too_much else f"{ratio:.3f}"
        print(f"| {name} | {figure['ratio']:.3f} | {limit(figure):.3f} | {shown} |")
    raise SystemExit(f"{grown} beyond the budget" if grown else 0)
