# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Writes one module of functions or classes (compile/declared.py) for each way of binding.

python generate.py {tether,nanobind,pybind11,cython,pyo3,hand} [--what functions|classes] [--count 720] [--unnamed]
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from compile import by_cython, by_hand, by_nanobind, by_pybind11, by_pyo3, by_tether  # noqa: E402
from compile.declared import declared_classes, declared_functions  # noqa: E402

KINDS = {
    "tether": by_tether,
    "nanobind": by_nanobind,
    "pybind11": by_pybind11,
    "cython": by_cython,
    "pyo3": by_pyo3,
    "hand": by_hand,
}


def generate(what: str, kind: str, count: int, named: bool = True) -> str:
    writer = KINDS[kind]
    if what == "classes":
        return str(writer.classes("classes", declared_classes(count)))
    return str(writer.functions("functions", declared_functions(count), named))


def generate_parts(kind: str, parts: int, each: int) -> list[str]:
    """The sources of one module: its parts of some functions each, and what puts them together."""
    declared = declared_functions(parts * each)
    writer = KINDS[kind]
    sources = [str(writer.part(i, declared[i * each : (i + 1) * each])) for i in range(parts)]
    return [*sources, str(writer.whole("functions", parts))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--what", choices=("functions", "classes"), default="functions")
    parser.add_argument("--count", type=int, default=720)
    parser.add_argument("--unnamed", action="store_true")
    options = parser.parse_args()
    print(generate(options.what, options.kind, options.count, not options.unnamed), end="")
