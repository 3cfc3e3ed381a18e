# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What it costs to compile functions and headers: the least of several turns, in which all take part."""

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


def functions(
    build: pathlib.Path, python: tool.Python, subjects: dict[str, Subject], repeat: int, count: int
) -> dict[str, tuple[tool.Cost, int]]:
    """Each subject's cost of compiling the functions, and the stripped size of the module in bytes."""
    costs: dict[str, tool.Cost] = {}
    sizes: dict[str, int] = {}
    for _ in range(repeat):
        for label, subject in subjects.items():
            source = build / f"functions_{subject.kind}_{subject.named}.cpp"
            source.write_text(generate(subject.kind, count, subject.named))
            target, cost = tool.compile_object(source, [*tool.SIZE_FLAGS, *python.flags(), *subject.flags])
            costs[label] = cost.least(costs.get(label, cost))
            if label not in sizes:
                module = build / f"functions{python.suffix}"
                sizes[label] = tool.link_stripped(module, [target, *subject.libraries])
    return {label: (costs[label], sizes[label]) for label in subjects}


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
