# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What it costs to compile functions, classes and headers: the least of several turns, in which all take part."""

import pathlib
import statistics
import subprocess
from dataclasses import dataclass, field
from multiprocessing.pool import ThreadPool
from typing import Any

import peers
import toolchain as tool
from compile.generate import generate, generate_parts
from row import LABELS

ENOUGH = 10.0  # seconds: what took as long is not compiled again
LONGEST = 180.0  # seconds: what takes longer is left out


@dataclass(frozen=True)
class Subject:
    """One way of binding; `kind` is the generator's. `libraries` are linked and not compiled here."""

    kind: str
    named: bool = True
    flags: list[str] = field(default_factory=list)
    libraries: list[pathlib.Path] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """Where and how: one compiler at one level of optimisation."""

    build: pathlib.Path
    python: tool.Python
    compiler: str = tool.COMPILER
    mode: str = "Os"

    @property
    def label(self) -> str:
        return f"{pathlib.Path(self.compiler).name} -{self.mode}"

    @property
    def folder(self) -> pathlib.Path:
        return self.build / "compiled" / self.label.replace(" ", "")


@dataclass(frozen=True)
class Made:
    """`size` is the stripped module's."""

    cost: tool.Cost
    size: int
    module: pathlib.Path


def subjects(setting: Setting, unnamed: bool = False) -> dict[str, Subject]:
    """All that bind functions and classes here, by label; `unnamed` also without names for the arguments."""
    found, _ = peers.find_all(setting.build)
    out = {"Tether": Subject("tether")}
    if unnamed:
        out["Tether, without names"] = Subject("tether", named=False)
    for name, peer in found.items():
        flags = tool.flags_of(setting.mode)
        library = peers.library(
            setting.build,
            setting.python,
            peer,
            ["-std=c++20", *flags],
            setting.label.replace(" ", ""),
            setting.compiler,
        )
        out[LABELS[name]] = Subject(name, True, peer.flags, library)
        if unnamed and name == "nanobind":
            out["nanobind, without names"] = Subject(name, False, peer.flags, library)
    return out | {"by hand": Subject("hand")}


def make(setting: Setting, subject: Subject, folder: pathlib.Path, module: str, text: str) -> tuple[tool.Cost, Any]:
    """Compiles one source: the cost, and what links it as `link(target) -> size`."""
    flags = [*tool.flags_of(setting.mode), *setting.python.flags(), *subject.flags]
    if subject.kind == "pyo3":
        return make_crate(setting, folder, module, text)
    cost = tool.Cost(0, 0)
    if subject.kind == "cython":
        source = folder / f"{module}.c"
        (folder / f"{module}.pyx").write_text(text)
        cost = peers.translate_cython(setting.build, folder / f"{module}.pyx", source, module)
        flags += ["-x", "c", "-fwrapv"]
    else:
        source = folder / f"{module}.cpp"
        source.write_text(text)
        flags.insert(0, "-std=c++20")
    target, compiled = tool.compile_object(source, flags, setting.compiler, LONGEST)
    objects = [target, *subject.libraries]
    return cost.then(compiled), lambda out: tool.link_stripped(out, objects, setting.compiler)


def make_crate(setting: Setting, folder: pathlib.Path, module: str, text: str) -> tuple[tool.Cost, Any]:
    """The crate's own compilation with its link; PyO3 itself is compiled beforehand."""
    found, _ = peers.find_all(setting.build)
    manifest = folder / "Cargo.toml"
    pinned = f'[dependencies]\npyo3 = "={found["pyo3"].version}"\n\n[workspace]\n'
    kind = f'[lib]\nname = "{module}"\npath = "lib.rs"\ncrate-type = ["cdylib"]\n'
    manifest.write_text(f'[package]\nname = "compiled"\nversion = "0.0.0"\nedition = "2021"\n\n{kind}\n{pinned}')
    level = {"O0": "0", "O2": "2", "Os": "s"}[setting.mode]
    variables = {"OPT_LEVEL": level, "LTO": "fat" if level == "s" else "off", "CODEGEN_UNITS": "1", "STRIP": "symbols"}
    options = {f"CARGO_PROFILE_RELEASE_{name}": value for name, value in variables.items()}
    options["PYO3_PYTHON"] = setting.python.program
    target = setting.build / f"cargo-{setting.mode}"
    command = ["cargo", "build", "-q", "--release", "--target-dir", str(target), "--manifest-path", str(manifest)]
    (folder / "lib.rs").write_text(f"#[pyo3::pymodule]\nmod {module} {{}}\n")
    tool.run(command, **options)
    (folder / "lib.rs").write_text(text)
    cost = tool.run(command, **options)

    def link(out: pathlib.Path) -> int:
        out.write_bytes((target / "release" / f"lib{module}.so").read_bytes())
        return out.stat().st_size

    return cost, link


def modules(setting: Setting, what: str, chosen: dict[str, Subject], repeat: int, count: int) -> dict[str, Made]:
    """Each subject's cost of compiling the functions or classes, and the stripped module. Without what takes too long."""
    made: dict[str, Made] = {}
    targets = places(setting, what, chosen, count)
    spent = dict.fromkeys(chosen, 0.0)
    for _ in range(repeat):
        for label, subject in chosen.items():
            if spent[label] > ENOUGH:
                continue
            module = targets[label]
            folder = module.parent
            folder.mkdir(parents=True, exist_ok=True)
            try:
                cost, link = make(setting, subject, folder, what, generate(what, subject.kind, count, subject.named))
            except tool.TooLong:
                spent[label] = LONGEST
                continue
            spent[label] += cost.seconds
            if label in made:
                made[label] = Made(cost.least(made[label].cost), made[label].size, made[label].module)
                continue
            made[label] = Made(cost, link(module), module)
            check(setting.python, module, what, count)
    return made


def parts(setting: Setting, chosen: dict[str, Subject], count: int, each: int) -> dict[str, Made]:
    """A module of many translation units, each compiled alone: the sum of their times."""
    made: dict[str, Made] = {}
    for label, subject in chosen.items():
        folder = setting.folder / f"parts-{count}" / label.replace(" ", "")
        folder.mkdir(parents=True, exist_ok=True)
        cost, objects = tool.Cost(0, 0), list(subject.libraries)
        flags = ["-std=c++20", *tool.flags_of(setting.mode), *setting.python.flags(), *subject.flags]
        sources = [folder / f"part{i:02}.cpp" for i in range(count + 1)]
        for source, text in zip(sources, generate_parts(subject.kind, count, each)):
            source.write_text(text)
        with ThreadPool(len(tool.cores())) as pool:
            jobs = [(source, flags, setting.compiler) for source in sources]
            for target, one in pool.starmap(tool.compile_object, jobs):
                objects.append(target)
                cost = cost.then(one)
        module = folder / f"functions{setting.python.suffix}"
        made[label] = Made(cost, tool.link_stripped(module, objects, setting.compiler), module)
        check(setting.python, module, "functions", count * each)
    return made


def places(setting: Setting, what: str, chosen: dict[str, Subject], count: int) -> dict[str, pathlib.Path]:
    """Where each subject's module is, or will be."""
    folder = setting.folder / f"{what}-{count}"
    module = f"{what}{setting.python.suffix}"
    return {label: folder / label.replace(" ", "").replace(",", "-") / module for label in chosen}


CALLS = {
    "functions": "(getattr(m, f'test_{i:04}')(1, 2, 3, 4, 5, 6) for i in range(n))",
    "classes": "(getattr(m, f'Struct{i:04}')(1, 2, 3, 4, 5, 6).sum() for i in range(n))",
}


def check(python: tool.Python, module: pathlib.Path, what: str, count: int) -> None:
    """What was compiled works: every function, or class, gives the sum."""
    code = f"import sys; sys.path.insert(0, {str(module.parent)!r}); import {what} as m; n = {count}"
    tool.run([python.program, "-c", f"{code}; assert all(x == 21 for x in {CALLS[what]})"])


def imports(setting: Setting, made: dict[str, pathlib.Path], rounds: int) -> dict[str, dict[str, float]]:
    """Microseconds to import each module in a new process, the median; and instructions."""
    python = setting.python
    found: dict[str, list[int]] = {label: [] for label in made}
    for _ in range(rounds):
        for label, module in made.items():
            name = module.name.partition(".")[0]
            code = "import sys, time; sys.path.insert(0, sys.argv[1]); start = time.perf_counter_ns(); "
            code += f"import {name}; print(time.perf_counter_ns() - start)"
            command = [python.program, "-I", "-c", code, str(module.parent)]
            found[label].append(int(subprocess.check_output(command)))
    out = {label: {"us": round(statistics.median(times) / 1000, 1)} for label, times in found.items()}
    if tool.has_valgrind():
        tool.build_meter(setting.build, python)
        for label, module in made.items():
            name = module.name.partition(".")[0]
            code = "import sys; sys.path[:0] = sys.argv[1:]; import meter; meter.zero(); "
            code += f"import {name}; meter.dump('import|{name}|1')"
            command = [python.program, "-I", "-c", code, str(module.parent), str(setting.build)]
            (((_, total),),) = tool.callgrind(command).values()
            out[label]["instructions"] = total
    return out


CORE = "Python.h and the core's standard headers"
CORE_INCLUDES = tool.HERE / "compile" / "core_includes.hpp"


def headers(setting: Setting, repeat: int) -> dict[str, tuple[int, tool.Cost]]:
    """Each header's bytes of preprocessed text, and the cost of parsing it."""
    found, _ = peers.find_all(setting.build) if (setting.build / "venv").exists() else ({}, {})
    lines = {
        "Python.h": ("#include <Python.h>\n", []),
        CORE: (CORE_INCLUDES.read_text().replace("#pragma once\n", ""), []),
        "tether.hpp": ("#include <tether/tether.hpp>\n", []),
        "tether.hpp and pyclass.hpp": ("#include <tether/pyclass.hpp>\n", []),
    }
    for name in ("nanobind", "pybind11"):
        if name in found:
            lines[f"{name}.h"] = (f"#include <{name}/{name}.h>\n", found[name].flags)
    costs: dict[str, tool.Cost] = {}
    sizes: dict[str, int] = {}
    for _ in range(repeat):
        for i, (label, (text, more)) in enumerate(lines.items()):
            file = setting.build / f"header_{i}.cpp"
            file.write_text(text)
            flags = ["-std=c++20", "-DNDEBUG", *setting.python.flags(), *more]
            cost = tool.run([setting.compiler, *flags, "-fsyntax-only", str(file)])
            costs[label] = cost.least(costs.get(label, cost))
            sizes[label] = tool.text_size(file, flags, setting.compiler)
    return {label: (sizes[label], costs[label]) for label in lines}
