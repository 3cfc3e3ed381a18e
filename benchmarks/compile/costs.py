# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What it costs to compile functions, classes and headers: the least of several turns, in which all take part."""

import pathlib
from dataclasses import dataclass, field

import toolchain as tool
from compile.generate import generate


@dataclass(frozen=True)
class Subject:
    """One way of binding; `kind` is the generator's. `libraries` are linked and not compiled here."""

    kind: str
    named: bool = True
    flags: list[str] = field(default_factory=list)
    libraries: list[pathlib.Path] = field(default_factory=list)


def modules(
    build: pathlib.Path, python: tool.Python, what: str, subjects: dict[str, Subject], repeat: int, count: int
) -> dict[str, tuple[tool.Cost, int]]:
    """Each subject's cost of compiling the functions or classes, and the stripped size of the module in bytes."""
    costs: dict[str, tool.Cost] = {}
    sizes: dict[str, int] = {}
    for _ in range(repeat):
        for label, subject in subjects.items():
            source = build / f"{what}_{subject.kind}_{subject.named}.cpp"
            source.write_text(generate(what, subject.kind, count, subject.named))
            target, cost = tool.compile_object(source, [*tool.SIZE_FLAGS, *python.flags(), *subject.flags])
            costs[label] = cost.least(costs.get(label, cost))
            if label not in sizes:
                module = build / subject.kind / f"{what}{python.suffix}"
                module.parent.mkdir(exist_ok=True)
                sizes[label] = tool.link_stripped(module, [target, *subject.libraries])
                check(python, module, what, count)
    return {label: (costs[label], sizes[label]) for label in subjects}


CALLS = {
    "functions": "(getattr(m, f'test_{i:04}')(1, 2, 3, 4, 5, 6) for i in range(n))",
    "classes": "(getattr(m, f'Struct{i:04}')(1, 2, 3, 4, 5, 6).sum() for i in range(n))",
}


def check(python: tool.Python, module: pathlib.Path, what: str, count: int) -> None:
    """What was compiled works: every function, or class, gives the sum."""
    code = f"import sys; sys.path.insert(0, {str(module.parent)!r}); import {what} as m; n = {count}"
    tool.run([python.program, "-c", f"{code}; assert all(x == 21 for x in {CALLS[what]})"])


CORE = "Python.h and the core's standard headers"
HEADERS = {
    "Python.h": "#include <Python.h>\n",
    CORE: (tool.HERE / "compile" / "core_includes.hpp").read_text().replace("#pragma once\n", ""),
    "tether.hpp": "#include <tether/tether.hpp>\n",
}


def headers(build: pathlib.Path, python: tool.Python, repeat: int) -> dict[str, tuple[int, tool.Cost]]:
    """Each header's bytes of preprocessed text, and the cost of parsing it."""
    files = {label: build / f"header_{i}.cpp" for i, label in enumerate(HEADERS)}
    for label, file in files.items():
        file.write_text(HEADERS[label])
    costs: dict[str, tool.Cost] = {}
    for _ in range(repeat):
        for label, file in files.items():
            cost = tool.run([tool.COMPILER, "-std=c++20", "-DNDEBUG", "-fsyntax-only", *python.flags(), str(file)])
            costs[label] = cost.least(costs.get(label, cost))
    return {label: (tool.text_size(file, python), costs[label]) for label, file in files.items()}
