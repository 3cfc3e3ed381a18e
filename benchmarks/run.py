# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Measures Tether beside the same work by hand and by other bindings, and writes results.json and docs/benchmarks.md.

python3 benchmarks/run.py [calls] [classes] [threads] [header] [compile] [import] [page] [--python PYTHON] [--only TEXT]

Parts that are not measured again keep their results; `page` only writes the page again. With --only or --count nothing is written.
"""

import argparse
import itertools
import json
import pathlib
import platform
import shlex
import shutil
import subprocess
import sys
import time
from typing import Any

import peers
import report
import toolchain as tool
from calls import rows as calls
from classes import rows as classes
from compile import costs

ROWS = {"calls": calls.ROWS, "classes": classes.ROWS}
PARTS = [*ROWS, "threads", "header", "compile", "import"]
PAGE_ALONE = "page"
RESULTS = tool.HERE / "results.json"
PAGE = tool.ROOT / "docs" / "benchmarks.md"
WHOLE = {"functions": 720, "classes": 720}
UNITS, IN_EACH = 50, 20


def about(build: pathlib.Path, python: tool.Python, compiler: str) -> dict[str, Any]:
    """What a reader must know of a part's figures: it is kept beside them."""
    found, missing = peers.find_all(build)
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines() if platform.system() == "Linux" else []
    processor = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    first = subprocess.check_output([compiler, "--version"], text=True).splitlines()[0]
    cargo = subprocess.check_output(["rustc", "--version"], text=True).strip() if "pyo3" in found else ""
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "command": shlex.join(["python3", "benchmarks/run.py", *(pathlib.Path(word).name for word in sys.argv[1:])]),
        "machine": f"{platform.machine()}, {processor or 'unknown processor'}, {len(tool.cores())} cores",
        "python": f"CPython {python.version}",
        "compiler": first,
        "rust": cargo,
        "peers": {name: peer.version for name, peer in found.items()},
        "missing": missing,
    }


def speed(build: pathlib.Path, python: tool.Python, table: str, only: str, rounds: int) -> dict[str, Any]:
    tool.build_modules(build, python, table)
    _, left_out = peers.build_modules(build, python, table)
    checked = json.loads(tool.measure(build, python, table, "check"))
    counts: dict[str, dict[str, float]] = {}
    if tool.has_valgrind():
        tool.build_meter(build, python)
        counts = tool.count_instructions(build, python, table, only)
    found = json.loads(tool.measure(build, python, table, "time", "--only", only, "--rounds", str(rounds)))
    for key, sides in found.items():
        for side, cell in sides.items():
            if side in counts.get(key, {}):
                cell["instructions"] = round(counts[key][side], 1)
    return {"checked": checked, "missing here": left_out, "rows": found}


def threads(build: pathlib.Path, program: str | None, rounds: int) -> dict[str, Any]:
    """The interpreter without the GIL is another one, with modules of its own."""
    if program is None:
        return {}
    python = tool.Python.of(program)
    rows: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for table in ROWS:
        tool.build_modules(build, python, table)
        left_out |= peers.build_modules(build, python, table)[1]
        rows |= json.loads(tool.measure(build, python, table, "threads", "--rounds", str(rounds)))
    return {"python": f"CPython {python.version} without the GIL", "missing here": left_out, "rows": rows}


def figures(made: dict[str, costs.Made]) -> dict[str, dict[str, float]]:
    return {
        label: {"seconds": round(one.cost.seconds, 2), "memory": one.cost.memory, "size": one.size}
        for label, one in made.items()
    }


def compile_all(setting: costs.Setting, repeat: int, count: int, only: str = "") -> dict[str, Any]:
    """Functions, classes, one function, and many translation units, at one setting."""
    found: dict[str, Any] = {}
    for what in WHOLE:
        if only in (label := f"{count} {what}"):
            chosen = costs.subjects(setting, unnamed=what == "functions")
            found[label] = figures(costs.modules(setting, what, chosen, repeat, count))
    chosen = costs.subjects(setting)
    if only in (label := "one function"):
        plain = costs.Subject("hand", flags=["-include", str(costs.CORE_INCLUDES)])
        one = {**chosen, "by hand, with the same standard headers": plain}
        found[label] = figures(costs.modules(setting, "functions", one, 2 * repeat, 1))
    chosen = {label: subject for label, subject in chosen.items() if subject.kind not in ("cython", "pyo3")}
    if count == WHOLE["functions"] and only in (label := f"{UNITS} units of {IN_EACH}"):
        found[label] = figures(costs.parts(setting, chosen, UNITS, IN_EACH))
    return found


def import_all(setting: costs.Setting, count: int, rounds: int) -> dict[str, Any]:
    """Of the modules that the compile part made, or makes them."""
    found = {}
    for label, what, number in (("one function", "functions", 1), (f"{count} classes", "classes", count)):
        chosen = costs.subjects(setting)
        if compiled := results().get("compile", {}).get(setting.label, {}).get(label):
            chosen = {each: subject for each, subject in chosen.items() if each in compiled}
        places = costs.places(setting, what, chosen, number)
        missing = {each: subject for each, subject in chosen.items() if not places[each].exists()}
        costs.modules(setting, what, missing, 1, number)
        made = {each: place for each, place in places.items() if place.exists()}
        found[label] = costs.imports(setting, made, rounds)
    return found


def header(setting: costs.Setting, repeat: int) -> dict[str, Any]:
    found = costs.headers(setting, repeat)
    return {label: {"text": size, "seconds": round(cost.seconds, 3)} for label, (size, cost) in found.items()}


def results() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    return found


def main(options: argparse.Namespace) -> None:
    chosen = options.what or PARTS
    python = tool.Python.of(options.python)
    build = options.build.resolve()
    build.mkdir(parents=True, exist_ok=True)
    setting = costs.Setting(build, python, options.compilers[0])
    free = options.free_threaded or next(filter(None, map(shutil.which, ("python3.14t", "python3.13t"))), None)
    old = results()
    new: dict[str, Any] = {}
    keeps = not options.only and options.count == WHOLE["functions"]
    known = about(build, python, setting.compiler)
    for part in (part for part in PARTS if part in chosen):
        print(f"measuring {part}", file=sys.stderr, flush=True)
        if part in ROWS:
            found = speed(build, python, part, options.only, options.rounds)
        elif part == "threads":
            found = threads(build, free, options.rounds)
            if not found:
                print("no interpreter without the GIL: --free-threaded names one\n")
                continue
            found["about"] = known | {"python": found["python"]}
        elif part == "header":
            found = header(setting, 5)
        elif part == "import":
            found = import_all(setting, options.count, options.rounds)
        else:
            found = dict(old.get("compile", {}))
            for compiler, mode in itertools.product(options.compilers, options.modes):
                each = costs.Setting(build, python, compiler, mode)
                measured = compile_all(each, options.repeat, options.count, options.only)
                found[each.label] = {"about": about(build, python, compiler), **measured}
                if keeps:  # at once: some settings take hours
                    RESULTS.write_text(json.dumps(results() | {"compile": found}, indent=1) + "\n")
        new[part] = found if part == "compile" else {"about": known, **found}
        print(report.section(part, new[part]), flush=True)
        if keeps:
            RESULTS.write_text(json.dumps(results() | new, indent=1) + "\n")
    for line in report.changes(old, new):
        print(line)
    if keeps:
        new = results()
        PAGE.write_text(report.page(new))
        if not peers.draw(build, RESULTS, PAGE.with_suffix("")):
            print("matplotlib is not to be had: the plots are the last run's", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS, PAGE_ALONE])
    parser.add_argument("--python", default=sys.executable, help="interpreter to build for and to measure in")
    parser.add_argument("--free-threaded", help="interpreter without the GIL (default: python3.14t, python3.13t)")
    parser.add_argument("--build", type=pathlib.Path, default=tool.ROOT / "build" / "benchmarks")
    parser.add_argument("--only", default="", help="rows whose name contains this")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of timing, of which the median counts")
    parser.add_argument("--repeat", type=int, default=3, help="compilations, of which the least counts")
    parser.add_argument("--count", type=int, default=720, help="functions and classes to compile")
    parser.add_argument("--compilers", nargs="+", default=[tool.COMPILER], help="of the compile part")
    parser.add_argument("--modes", nargs="+", default=["Os"], choices=tool.MODES, help="of the compile part")
    main(parser.parse_args())
