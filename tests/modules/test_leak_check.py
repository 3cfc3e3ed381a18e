# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The check that checks the rest (conftest.py): what leaks is found out, what fills a cache is not."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

CASES = """
import pytest
kept = []
cache = {}
def test_leaks(): kept.append([1])
@pytest.mark.leaks("by intent")
def test_leaks_and_says_so(): kept.append([1])
def test_fills_a_cache(): cache.setdefault("key", []).clear()
def test_makes_and_drops(): [object() for _ in range(100)]
"""


@pytest.mark.skipif(
    sys.version_info < (3, 14) and bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="this Python leaks by itself",
)
@pytest.mark.leaks("starts processes")
def test_leaks_are_found(tmp_path):
    (tmp_path / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text())
    (tmp_path / "test_cases.py").write_text(CASES)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)],
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONMALLOC"},  # malloc counts nothing
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert [line.split(" - ")[0].split("::")[1] for line in failed] == ["test_leaks"], done.stdout
    assert "behind each time it is run" in done.stdout
