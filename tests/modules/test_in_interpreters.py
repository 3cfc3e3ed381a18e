# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A module in several interpreters of one process, with a shared GIL and with their own, by what Python itself offers.
Each interpreter has types, constants, caches and exceptions of its own."""

import os
import subprocess
import sys

import in_interpreters
import pytest

pytestmark = pytest.mark.leaks("starts processes")

# What runs code in another interpreter, under one name for every Python.
HELPER = """
import sys, sysconfig
FREE_THREADED = sysconfig.get_config_var("Py_GIL_DISABLED")
def run(code, own_gil):
    if sys.version_info >= (3, 13):
        import _interpreters
        shared = _interpreters.new_config("legacy", check_multi_interp_extensions=bool(FREE_THREADED))
        one = _interpreters.create("isolated" if own_gil else shared)
        try:
            failed = _interpreters.exec(one, code)
            assert failed is None, failed
        finally:
            _interpreters.destroy(one)
    else:
        import _xxsubinterpreters
        one = _xxsubinterpreters.create(isolated=own_gil)
        try:
            _xxsubinterpreters.run_string(one, code)
        finally:
            _xxsubinterpreters.destroy(one)
"""

USE = """
import in_interpreters as m
from collections import OrderedDict
for n in range(200):
    points = [m.Point(i) for i in range(8)]
    assert [p.twice() for p in points] == [0, 2, 4, 6, 8, 10, 12, 14]
    assert m.other(m.Color.RED) is m.Color.GREEN
    assert m.ordered() is OrderedDict
    try:
        m.fail()
    except m.OwnError as error:
        assert str(error) == "own" and isinstance(error, ValueError)
    else:
        raise AssertionError("nothing raised")
m.Point.ORIGIN.x += 1
assert m.Point.ORIGIN.x == 1, "a constant of another interpreter"
m.cached().append(1)
assert m.cached() == [1], "a cache of another interpreter"
left_behind = [m.Point(1)]
left_behind.append(left_behind)
"""

# Modules for the limited API are built for 3.11, which has one GIL for all.
HAS_OWN_GIL = sys.version_info >= (3, 12) and ".abi3." not in in_interpreters.__file__
OWN_GIL = [False, True] if HAS_OWN_GIL else [False]


def python(code: str) -> subprocess.CompletedProcess:
    path = in_interpreters.__file__.rpartition("/")[0]
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        # CPython 3.11 leaves objects of an interpreter behind that is not its last.
        env=os.environ | {"PYTHONPATH": path, "ASAN_OPTIONS": "detect_leaks=0"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def succeeds(code: str) -> None:
    done = python(code + "\nprint('done')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


@pytest.mark.parametrize("own_gil", OWN_GIL)
def test_each_has_its_own(own_gil):
    succeeds(f"{HELPER}\nUSE = {USE!r}\nexec(USE)\nfor _ in range(3): run(USE, {own_gil})")


@pytest.mark.parametrize("own_gil", OWN_GIL)
def test_the_first_import_may_be_in_another_one(own_gil):
    succeeds(f"{HELPER}\nUSE = {USE!r}\nrun(USE, {own_gil})\nexec(USE)\nrun(USE, {own_gil})")


@pytest.mark.skipif(not HAS_OWN_GIL, reason="one GIL for all interpreters")
def test_four_at_once():
    succeeds(
        f"{HELPER}\nUSE = {USE!r}\n"
        """
import threading
failed = []
def work():
    try:
        for _ in range(3): run(USE, True)
    except BaseException as error:
        failed.append(error)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
exec(USE)
for thread in threads: thread.join()
assert not failed, failed
"""
    )


@pytest.mark.skipif(not HAS_OWN_GIL or sys.version_info < (3, 14), reason="no concurrent.interpreters")
def test_by_the_module_of_the_standard_library():
    succeeds(
        f"""
from concurrent import interpreters
one, other = interpreters.create(), interpreters.create()
for interpreter in (one, other):
    interpreter.exec({USE!r})
    interpreter.exec("assert m.cached() == [1]")
def twice(number):
    import in_interpreters
    return in_interpreters.Point(number).twice()
assert one.call(twice, 21) == 42
one.close()
other.exec("assert m.Point(1).twice() == 2")
other.close()
"""
    )


@pytest.mark.skipif(sys.version_info < (3, 12), reason="one GIL for all interpreters")
def test_a_module_that_does_not_say_so_is_refused_by_an_own_gil():
    done = python(f"{HELPER}\nrun('import functions', False)\nrun('import functions', True)")
    assert done.returncode == 1
    assert "module functions does not support loading in subinterpreters" in done.stderr


@pytest.mark.parametrize("own_gil", OWN_GIL)
@pytest.mark.skipif(not in_interpreters.CHECKED, reason="the checks are off")
def test_an_object_that_is_passed_across_is_found(own_gil):
    done = python(
        f"{HELPER}\nimport in_interpreters\nin_interpreters.keep([])\nassert in_interpreters.look_at_kept() == '[]'\n"
        f"run('import in_interpreters; in_interpreters.look_at_kept()', {own_gil})"
    )
    assert done.returncode < 0
    assert "tether: bind: the object belongs to another interpreter" in done.stderr
