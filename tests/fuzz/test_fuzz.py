# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""libFuzzer looks for inputs that Tether treats otherwise than Python does, that the sanitizers report, or that leave
objects behind: each fuzzer for TETHER_FUZZ_SECONDS, after all kept inputs.

corpus/<module>.txt has an input a line, as the fuzzer prints the one that fails."""

import ast
import fcntl
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.consumer import ROOT, run

HERE = Path(__file__).parent
MODULES = sorted(path.stem for path in (HERE / "corpus").glob("*.txt"))
SECONDS = os.environ.get("TETHER_FUZZ_SECONDS", "60")
# One seed, so that a change that is none of its business passes; 0 is another one each time.
SEED = os.environ.get("TETHER_FUZZ_SEED", "1")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def fuzzers() -> Path:
    """The folder of the programs."""
    build = ROOT / "build" / "fuzz"
    build.mkdir(parents=True, exist_ok=True)
    with open(build / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run("cmake", "--preset", "fuzz", f"-DPython_EXECUTABLE={sys.executable}")
        run("cmake", "--build", "--preset", "fuzz", "-j", os.cpu_count())
    return build / "tests" / "fuzz"


def fuzz(program: Path, folder: Path, *arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    # A run that leaks is found by the program itself.
    options = ["-detect_leaks=0", "-timeout=60", "-max_len=300", f"-seed={SEED}"]
    return subprocess.run(
        [program, *options, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def kept(module: str, folder: Path) -> Path:
    """The kept inputs, a file each as libFuzzer wants them."""
    folder.mkdir()
    for number, line in enumerate((HERE / "corpus" / f"{module}.txt").read_text().splitlines()):
        (folder / str(number)).write_bytes(ast.literal_eval(line))
    return folder


@pytest.mark.parametrize("module", MODULES)
def test_no_input_is_treated_otherwise_than_by_python(module, fuzzers, tmp_path):
    done = fuzz(fuzzers / f"fuzz_{module}", tmp_path, f"-max_total_time={SECONDS}", kept(module, tmp_path / "corpus"))
    assert done.returncode == 0, done.stdout[-5000:]
    runs = re.search(r"^Done (\d+) runs", done.stdout, re.M)
    assert int(runs[1]) > len(list((tmp_path / "corpus").iterdir())) > 20


@pytest.mark.parametrize(
    "input, said",
    [
        (b"differs", "AssertionError: differs\nthe input is b'differs'\n"),
        (b"leaks", "1 blocks and references are left behind each time by b'leaks'\n"),
        (b"harmless", "Executed"),
    ],
)
def test_faults_are_seen(fuzzers, tmp_path, input, said):
    (tmp_path / "input").write_bytes(input)
    done = fuzz(fuzzers / "fuzz_signatures", tmp_path, "-runs=512", "input", TETHER_FUZZ_SCRIPT="careless")
    assert said in done.stdout
    assert (done.returncode == 0) == (input == b"harmless")
