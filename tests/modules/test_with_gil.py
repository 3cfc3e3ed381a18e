# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""On a Python without the GIL, modules that say they need none do not switch it on; those that say nothing do, and
Python warns of it."""

import subprocess
import sys
import sysconfig

import functions
import pytest

WARNING = (
    "RuntimeWarning: The global interpreter lock (GIL) has been enabled to load module 'with_gil', which has not "
    "declared that it can run safely without the GIL. To override this behavior and keep the GIL disabled (at your own "
    "risk), run with PYTHON_GIL=0 or -Xgil=0."
)

pytestmark = [
    pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this Python has a GIL"),
    pytest.mark.leaks("starts processes"),
]


def gil_after(statement: str) -> tuple[str, str]:
    code = f"import sys\n{statement}\nprint(sys._is_gil_enabled())"
    folder = functions.__file__.rpartition("/")[0]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip(), done.stderr


def test_a_module_that_needs_no_gil_leaves_it_off():
    assert gil_after("import functions, classes, protocols") == ("False", "")


def test_a_module_that_says_nothing_switches_it_on():
    enabled, warning = gil_after("import with_gil; assert with_gil.ADDED == 1")
    assert enabled == "True"
    assert WARNING in warning


def test_the_tests_themselves_run_without_it():
    assert not sys._is_gil_enabled()
