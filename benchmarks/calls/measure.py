# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Runs inside the interpreter that is measured: checks that the modules agree, times them, counts under callgrind.

python measure.py check
python measure.py time [--rounds 15] [--only TEXT]      prints JSON: row -> module -> ns, the least of all rounds
python measure.py count [--only TEXT]                   under callgrind: one dump of counters a loop
"""

import argparse
import gc
import itertools
import json
import sys
import time
from typing import Any, Callable

import rows as table

SIDES = ("tether", "hand", "clinic")


def load(names: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for name in names:
        try:
            found[name] = __import__(f"{name}_calls")
        except ModuleNotFoundError as error:
            if error.name != f"{name}_calls":
                raise
    return found


def outcome(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[Any, ...]:
    """What a call gives, comparable: type and value, or the type of the exception."""
    try:
        result = call(*arguments, **keywords)
    except Exception as error:
        return "raises", type(error)
    if callable(result):
        return "gives a callable", outcome(result, 4), outcome(result, "x")
    return "gives", type(result), repr(result)


def small(value: Any) -> bool:
    return not isinstance(value, int) or 0 <= value <= 1000


def cases(row: table.Row) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    arity = table.ARITY.get(row.function, 1)
    values = [v for v in table.VALUES if small(v)] if row.function in table.COUNTS else list(table.VALUES)
    if row.function == "margins":
        found = [((1,) * at + (v,) + (1,) * (3 - at), {}) for at in range(4) for v in values]
        for count in range(5):
            for names in itertools.permutations(("left", "right", "bottom", "top", "other"), count):
                found += [((1,) * n, dict(zip(names, range(10, 15)))) for n in range(6)]
        return found
    if row.function == "mixed":
        good = (1, 2, 3.0, 4.0)
        found = [(good[:at] + (v,) + good[at + 1 :], {}) for at in range(4) for v in values]
        found += [(good, {name: v}) for name in ("a", "c", "d", "e", "f", "g") for v in values]
        found += [(good[:2], {"c": v, "d": 1.0, "e": True, "f": "text"}) for v in values]
        found += [(good[:n], {}) for n in range(5)] + [(good + (True,), {})]
        return found
    found = [(given, {}) for given in itertools.product(values, repeat=arity)]
    found += [((1,) * n, {}) for n in range(arity + 3) if n != arity]
    for count in range(1, 4):
        for names in itertools.permutations("abz", count):
            found += [((1,) * n, {name: 2 for name in names}) for n in range(3)]
    return found


def check(modules: dict[str, Any]) -> None:
    compared = 0
    differences = []
    for row in {row.function: row for row in table.ROWS}.values():
        sides = {
            name: getattr(module, row.function) for name, module in modules.items() if hasattr(module, row.function)
        }
        for arguments, keywords in cases(row):
            answers = {}
            for name, call in sides.items():
                fresh = [type(a)(a) if type(a) in (list, dict, bytearray) else a for a in arguments]
                answers[name] = outcome(call, *fresh, **keywords) + (
                    (repr(fresh),) if row.function == "call_method" else ()
                )
            compared += 1
            if len(set(answers.values())) != 1:
                differences.append(f"{row.function}{arguments}{keywords}: {answers}")
    for line in differences[:40]:
        print(line, file=sys.stderr)
    if differences:
        raise SystemExit(f"{len(differences)} of {compared} calls differ: what does not behave alike is not compared")
    print(f"{compared} calls answered alike by {', '.join(modules)}")


def looper(row: table.Row | None, modules: dict[str, Any], side: str) -> Callable[[Any], None]:
    """A function of its own for each row and side, as CPython specialises each place of code by what it meets there."""
    if row is None:
        statement, scope = "pass", {}
    else:
        scope = {name: eval(v, dict(modules)) if isinstance(v, str) else v for name, v in row.values.items()}
        scope["f"] = getattr(modules[side], row.function)
        scope["f"] = eval(row.prepare, dict(scope))
        statement = f"try: {row.call}\n        except {row.raises.__name__}: pass" if row.raises else row.call
    names = ", ".join(scope)
    source = f"def make({names}):\n  def loop(repeat, {', '.join(f'{n}={n}' for n in scope)}):\n    for _ in repeat:\n        {statement}\n  return loop"
    space: dict[str, Any] = {}
    exec(source, space)
    return space["make"](**scope)


def sides_of(row: table.Row, modules: dict[str, Any]) -> list[str]:
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
    parser.add_argument("what", choices=("check", "time", "count"))
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sides", default=",".join(SIDES))
    options = parser.parse_args()
    imported = load(tuple(options.sides.split(",")))
    gc.disable()
    if options.what == "check":
        check(imported)
    elif options.what == "time":
        json.dump(measure_time(imported, options.only, options.rounds), sys.stdout)
    else:
        count(imported, options.only)
