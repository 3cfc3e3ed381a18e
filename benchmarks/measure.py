# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Runs inside the interpreter that is measured: checks that the modules agree, times them, counts under callgrind.

python measure.py TABLE check
python measure.py TABLE time [--rounds 15] [--only TEXT]    prints JSON: row -> module -> ns, the least of all rounds
python measure.py TABLE count [--only TEXT]                 under callgrind: one dump of counters a loop

TABLE is the folder of the rows and of the modules: calls or classes.
"""

import argparse
import gc
import importlib
import itertools
import json
import sys
import time
from typing import Any, Callable

from row import Row

SIDES = ("tether", "hand", "clinic")


def load(folder: str) -> dict[str, Any]:
    found = {}
    for side in SIDES:
        try:
            found[side] = __import__(f"{side}_{folder}")
        except ModuleNotFoundError as error:
            if error.name != f"{side}_{folder}":
                raise
    return found


def check(modules: dict[str, Any]) -> None:
    compared = 0
    differences = []
    for label, ask in table.questions():
        answers = {name: ask(module) for name, module in modules.items()}
        answers = {name: answer for name, answer in answers.items() if answer is not None}
        compared += 1
        if len(set(answers.values())) != 1:
            differences.append(f"{label}: {answers}")
    for line in differences[:40]:
        print(line, file=sys.stderr)
    if differences:
        raise SystemExit(f"{len(differences)} of {compared} calls differ: what does not behave alike is not compared")
    print(f"{compared} calls answered alike by {', '.join(modules)}")


def looper(row: Row | None, modules: dict[str, Any], side: str) -> Callable[[Any], None]:
    """A function of its own for each row and side, as CPython specialises each place of code by what it meets there."""
    if row is None:
        statement, scope = "pass", {}
    else:
        own = getattr(modules[side], row.function)
        scope = {name: eval(v, {**modules, "f": own}) if isinstance(v, str) else v for name, v in row.values.items()}
        scope["f"] = eval(row.prepare, {**scope, "f": own})
        statement = f"try: {row.call}\n        except {row.raises.__name__}: pass" if row.raises else row.call
    names = ", ".join(scope)
    source = f"def make({names}):\n  def loop(repeat, {', '.join(f'{n}={n}' for n in scope)}):\n    for _ in repeat:\n        {statement}\n  return loop"
    space: dict[str, Any] = {}
    exec(source, space)
    return space["make"](**scope)


def sides_of(row: Row, modules: dict[str, Any]) -> list[str]:
    wanted = ["tether", "hand"] + (["clinic"] if row.against == "clinic" else [])
    return [side for side in wanted if side in modules and hasattr(modules[side], row.function)]


def loops(modules: dict[str, Any], only: str) -> list[tuple[str, str, Callable[[Any], None]]]:
    found = [("empty", "empty", looper(None, modules, ""))]
    for row in table.ROWS:
        if only in row.key or (only == "budget" and row.budget):
            found += [(row.key, side, looper(row, modules, side)) for side in sides_of(row, modules)]
    for _, _, loop in found:
        loop(itertools.repeat(None, 300))
    return found


def measure_time(modules: dict[str, Any], only: str, rounds: int) -> dict[str, Any]:
    found = loops(modules, only)
    counts = []
    for _, _, loop in found:
        start = time.perf_counter_ns()
        loop(itertools.repeat(None, 200))
        counts.append(max(20, int(2_000_000 / max(1, (time.perf_counter_ns() - start) / 200))))
    least = [float("inf")] * len(found)
    for _ in range(rounds):
        for i, (_, _, loop) in enumerate(found):
            repeat = itertools.repeat(None, counts[i])
            start = time.perf_counter_ns()
            loop(repeat)
            least[i] = min(least[i], (time.perf_counter_ns() - start) / counts[i])
    result: dict[str, Any] = {}
    for (key, side, _), each in zip(found, least):
        result.setdefault(key, {})[side] = each - least[0]
    del result["empty"]
    return result


def count(modules: dict[str, Any], only: str) -> None:
    import meter

    for key, side, loop in loops(modules, only):
        runs = 20 if "1,000" in key else 100
        for n in (runs, 2 * runs):
            repeat = itertools.repeat(None, n)
            meter.zero()
            loop(repeat)
            meter.dump(f"{key}|{side}|{n}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=("calls", "classes"))
    parser.add_argument("what", choices=("check", "time", "count"))
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    table = importlib.import_module(f"{options.table}.rows")
    imported = load(options.table)
    gc.disable()
    if options.what == "check":
        check(imported)
    elif options.what == "time":
        json.dump(measure_time(imported, options.only, options.rounds), sys.stdout)
    else:
        count(imported, options.only)
