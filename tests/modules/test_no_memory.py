# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Modules that are imported while Python's allocator fails once, at each of its calls in turn: there is a MemoryError or
the whole module, and once there is memory again the module is imported as if nothing had been."""

import os
import subprocess
import sys

import pytest

if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11):
    pytest.skip("where Python itself crashes without memory differs", allow_module_level=True)
pytest.importorskip("_testcapi", reason="Python's allocator cannot be made to fail")

# Each attempt is a process of its own, since what is made once an interpreter would be there for the next.
ATTEMPTS = """
import _imp, _testcapi, ctypes, importlib.util, os, sys, traceback

name, step = sys.argv[1], int(sys.argv[2])
spec = importlib.util.find_spec(name)
# Python's compiler crashes without memory: what is Python code is there before.
for other in ("collections.abc", "datetime", "enum", "inheritance_base", "pathlib", "threading"):
    __import__(other)
ctypes.CDLL(spec.origin)

def load():
    module = _imp.create_dynamic(spec)
    _imp.exec_dynamic(module)
    return module

def is_expected(error):
    if isinstance(error, MemoryError) or error.__cause__ is not None and is_expected(error.__cause__):
        return True
    # Python's own code, which the modules of the standard library reach, forgets the exception here and there.
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return isinstance(error, SystemError) and files[-1] != "<string>"

def attempt(number):
    whole = None
    _testcapi.set_nomemory(number, number + 1)
    try:
        whole = load()
        _testcapi.remove_mem_hooks()
    except Exception as error:
        _testcapi.remove_mem_hooks()
        if not is_expected(error):
            raise
    again = load()
    for module in filter(None, (whole, again)):
        if not set(dir(module)) >= expected:
            print("only", sorted(dir(module)))
            return 1
    return 0 if whole is not None else 3

def forked(do):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        status = do()
    except BaseException:
        traceback.print_exc()
        status = 1
    finally:
        sys.stdout.flush()
        os._exit(status)

reading, writing = os.pipe()
forked(lambda: os.write(writing, " ".join(dir(load())).encode()) * 0)
expected = set(os.read(reading, 1 << 16).decode().split())
assert expected
number = failed = succeeded = 0
while succeeded < 50:
    status = forked(lambda: attempt(number))
    if status == 0:
        succeeded += 1
    else:
        assert status == 3 << 8, f"status {status:#x} where allocation {number} of {name} fails"
        failed, succeeded = failed + 1, 0
    number += 1 if number < 300 else step
print(number, failed)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="an attempt is a fork")
@pytest.mark.parametrize(
    "name",
    [
        "classes",
        "statics",
        *(pytest.param(n, marks=pytest.mark.slow) for n in ("functions", "enums", "inheritance", "variants")),
    ],
)
def test_an_import_without_memory_fails_or_is_whole(name):
    folder = os.path.dirname(__import__(name).__file__)
    command = [sys.executable, "-c", ATTEMPTS, name, "13"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, os.path.dirname(__file__)])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert int(done.stdout.split()[1]) > 10, done.stdout
