# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The other bindings: the released versions that requirements.txt and Cargo.toml pin. One that cannot be had or built
here is left out, with the reason."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

import tomllib
import toolchain as tool
from row import PEERS


@dataclass(frozen=True)
class Peer:
    """`flags` are for its C++ sources."""

    name: str
    version: str
    flags: list[str] = field(default_factory=list)
    folder: str = ""


class Missing(Exception):
    """Why a peer is left out."""


def call(command: list[str], **variables: str) -> str:
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if "error: " in line.lower()]
        raise Missing(lines[-1].partition("rror: ")[2].strip() if lines else f"{command[0]} ended in {done.returncode}")
    return done.stdout.strip()


def environment(build: pathlib.Path) -> str:
    """The Python of a virtual environment for what compiles and draws; what is measured runs in its own interpreter."""
    program = build / "venv" / "bin" / "python"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(build / "venv")], check=True)
    return str(program)


def install(build: pathlib.Path, name: str) -> str:
    """The version of a package, and that it is installed."""
    lines = (tool.HERE / "requirements.txt").read_text().splitlines()
    wanted = next(line for line in lines if line.startswith(f"{name}=="))
    version = wanted.partition("==")[2]
    program = environment(build)
    have = f"import importlib.metadata as m; assert m.version({name!r}) == {version!r}"
    if subprocess.run([program, "-c", have], capture_output=True).returncode:
        call([program, "-m", "pip", "install", "-q", "--disable-pip-version-check", wanted])
    return version


def find(build: pathlib.Path, name: str) -> Peer:
    if name == "pyo3":
        if not shutil.which("cargo"):
            raise Missing("there is no cargo")
        pinned = tomllib.loads((tool.HERE / "Cargo.toml").read_text())["workspace"]["dependencies"]["pyo3"]
        return Peer(name, pinned.lstrip("="))
    version = install(build, name)
    if name == "cython":
        return Peer(name, version)
    folder = call([environment(build), "-c", f"import {name}; print({name}.__path__[0])"])
    flags = [f"-I{folder}/include"]
    if name == "nanobind":
        flags += [f"-I{folder}/ext/robin_map/include", "-DNB_COMPACT_ASSERTIONS"]
    return Peer(name, version, flags, folder)


@functools.cache
def find_all(build: pathlib.Path) -> tuple[dict[str, Peer], dict[str, str]]:
    """The peers that are to be had, and why the others are not."""
    found: dict[str, Peer] = {}
    missing: dict[str, str] = {}
    for name in PEERS:
        try:
            found[name] = find(build, name)
        except Missing as reason:
            missing[name] = str(reason)
    return found, missing


def free_threaded(python: tool.Python, peer: Peer) -> list[str]:
    return ["-DNB_FREE_THREADED"] if peer.name == "nanobind" and re.search(r"\dt[.-]|t-", python.suffix) else []


def library(build: pathlib.Path, python: tool.Python, peer: Peer, flags: list[str], label: str, compiler: str) -> list:
    """nanobind's own library, compiled once for each set of flags."""
    if peer.name != "nanobind":
        return []
    target = build / f"nanobind-{peer.version}-{label}{python.suffix}.o"
    if not target.exists():
        plain = [*flags, "-fno-strict-aliasing", *python.flags(), *peer.flags, *free_threaded(python, peer)]
        tool.run([compiler, *plain, "-c", f"{peer.folder}/src/nb_combined.cpp", "-o", str(target)])
    return [target]


def translate_cython(build: pathlib.Path, source: pathlib.Path, target: pathlib.Path, module: str) -> tool.Cost:
    options = ["-3", "--module-name", module, *(["--cplus"] if target.suffix == ".cpp" else [])]
    return tool.run([environment(build), "-m", "cython", *options, str(source), "-o", str(target)])


def build_module(build: pathlib.Path, python: tool.Python, peer: Peer, table: str) -> None:
    """The module of calls/ or classes/, optimised for speed."""
    module = f"{peer.name}_{table}"
    target = build / f"{module}{python.suffix}"
    target.unlink(missing_ok=True)
    source = tool.HERE / table / f"{peer.name}.cpp"
    if peer.name == "pyo3":
        manifest = str(tool.HERE / table / "Cargo.toml")
        folder = build / f"cargo{python.suffix}"
        command = ["cargo", "build", "-q", "--release", "--manifest-path", manifest, "--target-dir", str(folder)]
        call(command, PYO3_PYTHON=python.program)
        shutil.copy(folder / "release" / f"lib{module}.so", target)
        return
    if peer.name == "cython":
        source = build / f"{module}.cpp"
        translate_cython(build, tool.HERE / table / "cython.pyx", source, module)
    flags = [*tool.SPEED_FLAGS, *python.flags(), *peer.flags, *free_threaded(python, peer), f"-I{tool.HERE / table}"]
    objects = library(build, python, peer, tool.SPEED_FLAGS, "O2-speed", tool.COMPILER)
    call([tool.COMPILER, *flags, "-shared", str(source), *map(str, objects), "-o", str(target)])


def build_modules(build: pathlib.Path, python: tool.Python, table: str) -> tuple[dict[str, Peer], dict[str, str]]:
    """Builds what can be built: the peers that take part, and why the others do not."""
    found, missing = find_all(build)
    built, left_out = {}, dict(missing)
    for name, peer in found.items():
        try:
            build_module(build, python, peer, table)
            call([python.program, "-c", f"import sys; sys.path.insert(0, {str(build)!r}); import {name}_{table}"])
            built[name] = peer
        except Missing as reason:
            (build / f"{name}_{table}{python.suffix}").unlink(missing_ok=True)
            left_out[name] = str(reason)
    return built, left_out


def draw(build: pathlib.Path, results: pathlib.Path, folder: pathlib.Path) -> bool:
    """Draws the plots by matplotlib; whether it could be had."""
    try:
        install(build, "matplotlib")
    except Missing:
        return False
    program = environment(build)
    subprocess.run([program, str(tool.HERE / "plots.py"), str(results), str(folder)], check=True)
    return True
