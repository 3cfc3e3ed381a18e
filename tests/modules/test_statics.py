# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A checked build finds static variables of functions whose initialisers call Python while attached, and no others."""

import subprocess
import sys

import pytest
import statics


def test_initialisers_that_call_no_python_are_right():
    assert [statics.plain(), statics.plain()] == [42, 42]


@pytest.mark.leaks("the first call differs")
def test_an_initialiser_that_fails_is_over():
    assert [statics.fails_first() for _ in range(3)] == [-1, 42, 42]


def test_a_variable_that_is_made_detached_may_attach():
    assert [statics.made_detached(), statics.made_detached()] == [42, 42]


@pytest.mark.leaks("starts processes")
@pytest.mark.skipif(not statics.WATCHES, reason="the checks are off")
@pytest.mark.parametrize("function", ["calls_python", "attaches", "inside_another"])
def test_the_trap_is_found(function):
    folder = statics.__file__.rpartition("/")[0]
    done = subprocess.run(
        [sys.executable, "-c", f"import statics; statics.{function}()"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode < 0
    assert (
        "called by the initialiser of a static variable, which another thread may wait for with the GIL; take a "
        "PyOnceLock" in done.stderr
    )
