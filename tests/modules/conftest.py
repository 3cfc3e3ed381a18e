# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Finds the built modules (in TETHER_BUILD_DIR, or build/dev) and repeats every test to find leaks."""

import gc
import os
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("TETHER_BUILD_DIR", ROOT / "build" / "dev")).resolve()
sys.path.insert(0, str(BUILD / "tests" / "modules"))

_PYPY = sys.implementation.name == "pypy"

# References where the interpreter counts them (a debug build) and the modules help it, which those for the limited API
# do not; else blocks of memory.
_COUNTS_REFERENCES = hasattr(sys, "gettotalrefcount") and not any(BUILD.glob("tests/modules/*.abi3.*"))
_count = sys.gettotalrefcount if _COUNTS_REFERENCES else getattr(sys, "getallocatedblocks", None)
_UNIT = "references" if _COUNTS_REFERENCES else "blocks of memory"
# PyPy counts neither. 3.13 without the GIL never frees code, functions, constants and types once it had a second thread.
# Blocks of malloc are not counted: there a tool looks for leaks.
_KEEPS = sys.version_info < (3, 14) and sysconfig.get_config_var("Py_GIL_DISABLED")
_COUNTS = _count is not None and _count() > 0 and not _KEEPS


def pytest_collection_modifyitems(items):
    if not _PYPY:
        return
    from pypy import skipped

    reasons = skipped()
    for item in items:
        area = item.path.stem.removeprefix("test_")
        for name in (item.name, item.originalname):
            if reason := reasons.get(f"{area}::{name}"):
                item.add_marker(pytest.mark.skip(reason=f"PyPy: {reason}"))


def pytest_runtest_setup():
    if _PYPY:
        gc.collect()  # what earlier tests left may end in the midst of this one


def pytest_collection_finish():
    # pytest and the tests themselves stay: no collection need look through them, and there are thousands.
    gc.collect()
    if hasattr(gc, "freeze"):
        gc.freeze()


@pytest.fixture
def collect():
    """Collects all garbage: PyPy ends what an ended object kept in a round of its own."""

    def rounds():
        for _ in range(4):
            gc.collect()

    return rounds


def _settled_count() -> int:
    if sys.version_info < (3, 13):
        # It keeps names of attributes alive: one more for each class that is made, as inspect.signature does on 3.9.
        sys._clear_type_cache()
    gc.collect()
    return _count()


def _growth(item, times: int) -> int:
    before = _settled_count()
    for _ in range(times):
        item.runtest()
    return _settled_count() - before


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    result = yield
    if item.get_closest_marker("leaks") or not _COUNTS:
        return result
    # Five turns are compared with two, because counting has a cost of its own; of ever more runs each, because a cache may
    # take a thousand to fill and what it then holds goes up and down, while a leak grows with the runs.
    for runs in (1, 2, 4, 8, 16, 32, 64, 128):
        _growth(item, runs)
        leaked = _growth(item, 5 * runs) - _growth(item, 2 * runs)
        if leaked < max(3, 2 * runs):
            return result
    pytest.fail(f"leaves {leaked // (3 * runs)} {_UNIT} behind each time it is run", pytrace=False)
