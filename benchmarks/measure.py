# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Runs inside the interpreter that is measured: checks that the modules agree, times them, counts under callgrind.

python measure.py TABLE check                               prints JSON: what each module answers otherwise
python measure.py TABLE time [--rounds 15] [--only TEXT]    prints JSON: row -> module -> ns and spread
python measure.py TABLE threads [--rounds 15]               the same: calls a microsecond of 1, 2 and 4 threads
python measure.py TABLE count [--only TEXT]                 under callgrind: one dump of counters a loop

TABLE is the folder of the rows and of the modules: calls or classes.
"""

import argparse
import gc
import importlib
import itertools
import json
import statistics
import sys
import threading
import time
from types import SimpleNamespace
from typing import Any, Callable

from row import OURS, PEERS, Row, answer

Loop = Callable[[Any], None]
THREADS = (1, 2, 4)
PLACES = 3
HOLES = 64  # of each size, for one measurement


def load(folder: str) -> dict[str, Any]:
    found = {}
    for side in (*OURS, *PEERS):
        try:
            found[side] = __import__(f"{side}_{folder}")
        except ModuleNotFoundError as error:
            if error.name != f"{side}_{folder}":
                raise
    return found


def scope_of(row: Row, modules: dict[str, Any], side: str) -> dict[str, Any]:
    own = getattr(modules[side], row.function)
    scope = {
        name: eval(v, {**modules, "f": own, "SimpleNamespace": SimpleNamespace}) if isinstance(v, str) else v
        for name, v in row.values.items()
    }
    scope["f"] = eval(row.prepare, {**scope, "f": own})
    return scope


def check(modules: dict[str, Any]) -> dict[str, Any]:
    """Ours must agree in everything. A peer is asked the same, and what it answers otherwise is counted."""
    compared = 0
    differences = []
    leniency = {side: 0 for side in PEERS if side in modules}
    for label, ask in table.questions():
        answers = {name: ask(module) for name, module in modules.items()}
        answers = {name: given for name, given in answers.items() if given is not None}
        ours = {name: given for name, given in answers.items() if name in OURS}
        compared += 1
        if len(set(ours.values())) != 1:
            differences.append(f"{label}: {ours}")
        for side in leniency:
            leniency[side] += side in answers and answers[side] != ours["hand"]
    for line in differences[:40]:
        print(line, file=sys.stderr)
    if differences:
        raise SystemExit(f"{len(differences)} of {compared} calls differ: what does not behave alike is not compared")
    rows = {row.key: found for row in table.ROWS if (found := disagreeing(row, modules))}
    return {
        "asked": compared,
        "alike": [side for side in OURS if side in modules],
        "peers answer otherwise": leniency,
        "left out": rows,
    }


def disagreeing(row: Row, modules: dict[str, Any]) -> dict[str, str]:
    """The peers that do not take part in a row, each with what it did instead."""
    wanted = answer(row, scope_of(row, modules, "hand"))
    found = {}
    for side in PEERS:
        if side not in modules:
            continue
        if not hasattr(modules[side], row.function):
            found[side] = "has none"
            continue
        try:
            given = answer(row, scope_of(row, modules, side))
        except Exception as error:
            given = type(error).__name__
        if given != wanted:
            found[side] = given if isinstance(given, str) else "another result"
    return found


def looper(row: Row | None, modules: dict[str, Any], side: str) -> Loop:
    """A function of its own for each row and side, as CPython specialises each place of code by what it meets there."""
    if row is None:
        statement, scope = "pass", {}
    else:
        scope = scope_of(row, modules, side)
        statement = f"try: {row.call}\n        except {row.raises.__name__}: pass" if row.raises else row.call
    names = ", ".join(scope)
    source = f"def make({names}):\n  def loop(repeat, {', '.join(f'{n}={n}' for n in scope)}):\n    for _ in repeat:\n        {statement}\n  return loop"
    space: dict[str, Any] = {}
    exec(source, space)
    loop: Loop = space["make"](**scope)
    loop(itertools.repeat(None, {1: 200, 1_000: 12}.get(row.size if row else 1, 3)))
    return loop


def left_holes() -> list[Any]:
    """Live objects of each small size, a free block beside each: a run that makes one neither opens nor fills a pool of memory."""
    made: list[Any] = [object() for _ in range(HOLES)] + [complex(i, i) for i in range(HOLES)]
    for size in range(48, 513, 16):
        made += [bytes(size - sys.getsizeof(b"")) for _ in range(HOLES)]
    return made[::2]


def sides_of(row: Row, modules: dict[str, Any]) -> list[str]:
    left_out = disagreeing(row, modules)
    wanted = ["tether", "hand", *(["clinic"] if row.against == "clinic" else []), *PEERS]
    return [s for s in wanted if s in modules and hasattr(modules[s], row.function) and s not in left_out]


def chosen(only: str) -> list[Row]:
    return [row for row in table.ROWS if only in row.key or (only == "budget" and row.budget)]


def timed(loop: Loop, runs: int) -> float:
    repeat = itertools.repeat(None, runs)
    start = time.perf_counter_ns()
    loop(repeat)
    return (time.perf_counter_ns() - start) / runs


def quick(loop: Loop) -> float:
    """About how long one run takes: the least of some tries, since a machine may be busy with something else."""
    first = timed(loop, 2)
    return min(first, *(timed(loop, max(2, min(100, int(100_000 / max(1, first))))) for _ in range(4)))


def measure_time(modules: dict[str, Any], only: str, rounds: int) -> dict[str, Any]:
    """All loops take turns; the empty loop of the same round is subtracted."""
    found = [("", "", looper(None, modules, ""))]
    found += [(row.key, s, looper(row, modules, s)) for row in chosen(only) for s in sides_of(row, modules)]
    counts = [max(2, int(2_000_000 / max(1, quick(loop)))) for _, _, loop in found]
    turns: list[list[float]] = [[] for _ in found]
    for _ in range(rounds):
        for turn, runs, (_, _, loop) in zip(turns, counts, found):
            turn.append(timed(loop, runs))
    result: dict[str, Any] = {}
    for (key, side, _), turn in zip(found[1:], turns[1:]):
        each = [mine - empty for mine, empty in zip(turn, turns[0])]
        low, middle, high = statistics.quantiles(each, n=4) if len(each) > 1 else each * 3
        result.setdefault(key, {})[side] = {"ns": round(middle, 2), "spread": round(high - low, 2)}
    return result


def measure_threads(modules: dict[str, Any], rounds: int) -> dict[str, Any]:
    """Each thread has its own values, and all call the same function: calls a microsecond, all threads together."""
    found = [(row, side) for row in table.ROWS if row.threads for side in sides_of(row, modules)]
    loops = {(row.key, side): [looper(row, modules, side) for _ in range(max(THREADS))] for row, side in found}
    rates: dict[tuple[str, str, int], list[float]] = {}
    runs = {pair: max(200, int(4_000_000 / quick(mine[0]))) for pair, mine in loops.items()}
    for _ in range(rounds):
        for pair, mine in loops.items():
            for count in THREADS:
                nanoseconds = together(mine[:count], runs[pair])
                rates.setdefault((*pair, count), []).append(count * runs[pair] * 1000 / nanoseconds)
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        result: dict[str, Any] = {}
        for (key, side, count), rate in rates.items():
            rounded = round(statistics.median(rate), 3)
            result.setdefault(key, {}).setdefault(side, {})[str(count)] = rounded
        return result
    raise SystemExit("the GIL is there: one of the modules wants it, or this interpreter cannot do without")


def together(loops: list[Loop], runs: int) -> float:
    """Nanoseconds from when all may start until the last has ended."""
    barrier = threading.Barrier(len(loops) + 1)

    def run(loop: Loop) -> None:
        barrier.wait()
        loop(itertools.repeat(None, runs))

    threads = [threading.Thread(target=run, args=(loop,)) for loop in loops]
    for thread in threads:
        thread.start()
    barrier.wait()
    start = time.perf_counter_ns()
    for thread in threads:
        thread.join()
    return time.perf_counter_ns() - start


def count(modules: dict[str, Any], only: str) -> None:
    import meter

    kept = []

    def measure(row: Row | None, side: str, runs: int) -> None:
        """Several times: what an allocation costs depends on what else is alive, and the least counts."""
        for _ in range(PLACES if row is None or row.size == 1 else 1):
            loop = looper(row, modules, side)
            kept.append(loop)
            kept.append(left_holes())
            for n in (runs, 2 * runs):
                repeat = itertools.repeat(None, n)
                meter.zero()
                loop(repeat)
                meter.dump(f"{row.key if row else side}|{side}|{n}")

    measure(None, "empty", 100)
    for row in chosen(only):
        if row.size < 1_000_000:  # a million live instances cost time, not instructions
            for side in sides_of(row, modules):
                measure(row, side, {1: 100, 1_000: 10}.get(row.size, 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=("calls", "classes"))
    parser.add_argument("what", choices=("check", "time", "threads", "count"))
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    table = importlib.import_module(f"{options.table}.rows")
    imported = load(options.table)
    gc.disable()
    if options.what == "check":
        json.dump(check(imported), sys.stdout)
    elif options.what == "time":
        json.dump(measure_time(imported, options.only, options.rounds), sys.stdout)
    elif options.what == "threads":
        json.dump(measure_threads(imported, options.rounds), sys.stdout)
    else:
        count(imported, options.only)
