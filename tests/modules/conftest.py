# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Finds the built modules (in TETHER_BUILD_DIR, or build/dev) and repeats every test to find leaks."""

import gc
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("TETHER_BUILD_DIR", ROOT / "build" / "dev")).resolve()
sys.path.insert(0, str(BUILD / "tests" / "modules"))

ROUNDS = 4

# References where the interpreter counts them (a debug build), else blocks of memory.
_count = getattr(sys, "gettotalrefcount", sys.getallocatedblocks)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    result = yield
    if item.get_closest_marker("leaks"):
        return result
    growth = []
    for _ in range(ROUNDS):
        gc.collect()
        before = _count()
        item.runtest()
        gc.collect()
        growth.append(_count() - before)
    # The first rounds may fill caches; what leaks grows every time.
    if min(growth[1:]) > 0:
        what = "references" if hasattr(sys, "gettotalrefcount") else "blocks of memory"
        pytest.fail(f"leaves {growth[-1]} {what} behind each time it is run ({growth})", pytrace=False)
    return result
