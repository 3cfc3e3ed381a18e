# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What a call of a module costs in each of several interpreters: nanoseconds, the best of thirty rounds.

python3 benchmarks/pypy.py --python PYPY --python PYTHON

PyPy cannot be measured in instructions: it makes its code while it runs.
"""

import argparse
import json
import pathlib
import subprocess

import toolchain as tool

SOURCE = """
#include <tether/pyclass.hpp>

struct Point {
    int x = 1;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::init<"()">(), tether::method<"x()", [](const Point& point) { return point.x; }>());

TETHER_MODULE(one, m) {
    m.add_class<Point>();
    m.add_function<"add(a, b)", [](int a, int b) { return a + b; }>()
        .add_function<"count(values)", [](const std::vector<double>& values) { return values.size(); }>();
}
"""

TIMED = """
import json, sys, timeit
import one

names = {"one": one, "point": one.Point(), "floats": [0.5] * 1000}
best = {}
for what, (code, times) in json.loads(sys.argv[1]).items():
    best[what] = min(timeit.repeat(code, globals=names, number=times, repeat=30)) / times * 1e9
print(json.dumps(best))
"""

CALLS = {
    "a function of two ints": ("one.add(1, 2)", 20000),
    "a method without arguments": ("point.x()", 20000),
    "a class constructed and dropped": ("one.Point()", 20000),
    "1,000 floats to a vector": ("one.count(floats)", 200),
}


def measure(program: str, build: pathlib.Path) -> tuple[str, dict[str, float]]:
    """The interpreter's version, and what each call takes in it."""
    python = tool.Python.of(program)
    name = subprocess.check_output([program, "-c", "import platform as p; print(p.python_implementation())"], text=True)
    folder = build / f"pypy-{name.strip()}-{python.version}"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "one.cpp"
    source.write_text(SOURCE)
    flags = [*tool.SPEED_FLAGS, *python.flags()]
    tool.run([tool.COMPILER, *flags, "-shared", str(source), "-o", str(folder / f"one{python.suffix}")])
    said = subprocess.check_output([program, "-c", TIMED, json.dumps(CALLS)], cwd=folder, text=True)
    return f"{name.strip()} {python.version}", json.loads(said)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", required=True, help="interpreter to build for and to measure in")
    parser.add_argument("--build", type=pathlib.Path, default=tool.ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    columns = dict(measure(program, options.build.resolve()) for program in options.python)
    print(f"| call | {' | '.join(columns)} |")
    print("|---|" + "---:|" * len(columns))
    for what in CALLS:
        print(f"| {what} | {' | '.join(f'{column[what]:,.0f}' for column in columns.values())} |")
