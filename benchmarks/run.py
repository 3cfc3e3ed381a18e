# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Measures Tether beside the same work by hand and by nanobind, and prints Markdown tables.

python3 benchmarks/run.py [calls] [compile] [header] [--python PYTHON] [--only TEXT] [--rounds 15] [--repeat 3]
"""

import argparse
import json
import pathlib
import platform
import subprocess
import sys
import tempfile

import toolchain as tool
from compile.generate import generate

sys.path.insert(0, str(tool.HERE / "calls"))
import rows as table  # noqa: E402


def calls(build: pathlib.Path, python: tool.Python, only: str, rounds: int) -> None:
    tool.build_calls(build, python)
    print(tool.measure(build, python, "check").strip() + ".\n", flush=True)
    times = json.loads(tool.measure(build, python, "time", "--only", only, "--rounds", str(rounds)))
    counts: dict[str, dict[str, float]] = {}
    if tool.has_valgrind():
        tool.build_meter(build, python)
        counts = tool.count_instructions(build, python, only)
    print(
        "| call | instructions: Tether | by hand | Argument Clinic | ratio | at most | ns: Tether | by hand | ratio |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    missed = 0
    for row in table.ROWS:
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
        cells += [f"{time[side][0]:,.1f} ± {time[side][1]:,.1f}" for side in ("tether", "hand")]
        cells.append(f"{time['tether'][0] / time[against][0]:.2f}")
        print(f"| {row.key} | {' | '.join(cells)} |")
    print(f"\nRatio: to the code by hand, for keywords to Argument Clinic's. {missed} above what is promised (bold).\n")


def nanobind_folder(build: pathlib.Path, python: tool.Python) -> pathlib.Path:
    """nanobind of the pinned version, in an environment of its own."""
    environment = build / f"venv-{python.version}"
    program = environment / "bin" / "python"
    if not program.exists():
        subprocess.run([python.program, "-m", "venv", str(environment)], check=True)
    requirements = str(tool.HERE / "requirements.txt")
    subprocess.run(
        [str(program), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements], check=True
    )
    code = "import nanobind; print(nanobind.__path__[0])"
    return pathlib.Path(subprocess.check_output([str(program), "-c", code], text=True).strip())


def compile_time(build: pathlib.Path, python: tool.Python, repeat: int, count: int) -> None:
    nanobind = nanobind_folder(build, python)
    include = [f"-I{nanobind}/include", f"-I{nanobind}/ext/robin_map/include", "-DNB_COMPACT_ASSERTIONS"]
    plain = [*tool.SIZE_FLAGS, *python.flags()]
    library = build / "nanobind.o"
    tool.run(
        [
            tool.COMPILER,
            *plain,
            *include,
            "-fno-strict-aliasing",
            "-c",
            f"{nanobind}/src/nb_combined.cpp",
            "-o",
            str(library),
        ]
    )
    subjects = {
        "Tether, named": ("tether", True, plain, []),
        "nanobind, named": ("nanobind", True, plain + include, [library]),
        "nanobind, without names": ("nanobind", False, plain + include, [library]),
        "by hand, named": ("hand", True, plain, []),
    }
    costs: dict[str, tool.Cost] = {}
    sizes: dict[str, int] = {}
    for turn in range(repeat):
        for label, (kind, named, flags, libraries) in subjects.items():
            source = build / f"functions_{kind}_{named}.cpp"
            source.write_text(generate(kind, count, named))
            target, cost = tool.compile_object(source, flags)
            costs[label] = cost.least(costs.get(label, cost))
            if turn == 0:
                sizes[label] = tool.link_stripped(build / f"functions{python.suffix}", [target, *libraries])
    tether = costs["Tether, named"].seconds
    print(f"{count} functions of six arguments, -Os, the least of {repeat}:\n")
    print("| | user CPU, s | Tether's share | peak memory, MiB | stripped, KiB |")
    print("|---|---:|---:|---:|---:|")
    for label, cost in costs.items():
        print(
            f"| {label} | {cost.seconds:.2f} | {tether / cost.seconds:.2f} | {cost.memory / 1024:.0f} "
            f"| {sizes[label] / 1024:.0f} |"
        )
    print()


def header(build: pathlib.Path, python: tool.Python, repeat: int) -> None:
    sources = {
        "Python.h": "#include <Python.h>\n",
        "Python.h and the core's standard headers": (tool.HERE / "compile" / "core_includes.hpp").read_text(),
        "tether.hpp": "#include <tether/tether.hpp>\n",
    }
    files = {label: build / f"header_{i}.cpp" for i, label in enumerate(sources)}
    seconds: dict[str, float] = {}
    for label, file in files.items():
        file.write_text(sources[label].replace("#pragma once\n", ""))
    for _ in range(max(5, repeat)):
        for label, file in files.items():
            command = [tool.COMPILER, "-std=c++20", "-DNDEBUG", "-fsyntax-only", *python.flags(), str(file)]
            cost = tool.run(command).seconds
            seconds[label] = min(cost, seconds.get(label, cost))
    print("| include | preprocessed, MB | parsed in, s | to Python.h |")
    print("|---|---:|---:|---:|")
    for label, file in files.items():
        size = tool.text_size(file, python) / 1e6
        print(f"| {label} | {size:.3f} | {seconds[label]:.2f} | {seconds[label] / seconds['Python.h']:.2f} |")
    print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], "calls", "compile", "header"])
    parser.add_argument("--python", default=sys.executable, help="interpreter to build for and to measure in")
    parser.add_argument("--build", type=pathlib.Path, help="folder for what is built (default: a temporary one)")
    parser.add_argument("--only", default="", help="rows whose name contains this")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of timing")
    parser.add_argument("--repeat", type=int, default=3, help="compilations, of which the least counts")
    parser.add_argument("--count", type=int, default=720, help="functions to compile")
    options = parser.parse_args()
    chosen = options.what or ["calls", "compile", "header"]
    subject = tool.Python.of(options.python)
    compiler = subprocess.check_output([tool.COMPILER, "--version"], text=True).splitlines()[0]
    print(f"CPython {subject.version}, {compiler}, {platform.machine()}\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.build or pathlib.Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if "calls" in chosen:
            calls(folder, subject, options.only, options.rounds)
        if "header" in chosen:
            header(folder, subject, options.repeat)
        if "compile" in chosen:
            compile_time(folder, subject, options.repeat, options.count)
