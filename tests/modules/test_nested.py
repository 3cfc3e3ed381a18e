# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import importlib
import json
import re
import subprocess
import sys
import threading
import types

import nested
import pytest


def test_constants():
    assert nested.__doc__ == "What a module can hold."
    assert (nested.ANSWER, nested.NAME, nested.NOTHING, nested.POINTS) == (42, "nested", None, [1, 2, 3])


def test_all_names_what_was_added():
    assert nested.__all__ == ["ANSWER", "NAME", "NOTHING", "POINTS", "inner"]
    scope = {}
    exec("from nested import *", scope)
    assert scope["POINTS"] is nested.POINTS


def test_submodules_are_found():
    from nested.inner import where
    from nested.inner.deepest import DEPTH

    assert where() == "nested.inner"
    assert DEPTH == 2
    assert nested.inner.__name__ == "nested.inner"
    assert nested.inner.__doc__ == "The inner one."
    assert sys.modules["nested.inner.deepest"] is nested.inner.deepest
    assert where.__module__ == "nested.inner"


def fresh(*code):
    return subprocess.run(
        [sys.executable, "-c", "\n".join(["import sys", f"sys.path[:0] = {sys.path!r}", *code])],
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.leaks("starts a process")
def test_submodule_first():
    done = fresh("from nested.inner.deepest import DEPTH", "print(DEPTH)")
    assert (done.stdout, done.stderr, done.returncode) == ("2\n", "", 0)


@pytest.mark.leaks("starts a process")
def test_imported_twice_and_after_it_was_forgotten():
    done = fresh(
        "import nested as first",
        "import nested as same",
        "assert same is first",
        "del sys.modules['nested']",
        "import nested as second",
        "assert second is not first and second.ANSWER == first.ANSWER == 42",
        "assert first.inner.where() == second.inner.where() == 'nested.inner'",
        "del first, same",
        "import gc; gc.collect()",
        "assert second.inner.where() == 'nested.inner'",
        "print('done')",
    )
    assert (done.stdout, done.stderr, done.returncode) == ("done\n", "", 0)


@pytest.mark.leaks("starts a process")
def test_imported_by_a_thread_and_at_exit():
    done = fresh(
        "import atexit, threading",
        "atexit.register(lambda: print(__import__('nested').inner.where(), flush=True))",
        "results = []",
        "thread = threading.Thread(target=lambda: results.append(__import__('functions').answer()))",
        "thread.start(); thread.join()",
        "print(results, flush=True)",
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[42]\nnested.inner\n", "", 0)


@pytest.mark.leaks("starts a process")
def test_objects_of_ours_at_exit():
    done = fresh(
        "import functions, builtins",
        "builtins.kept = functions.make_adder(1)",
        "class Dies:",
        "    def __del__(self): print(self.add(1), flush=True)",
        "dies = Dies(); dies.add = functions.make_adder(2); dies.me = dies",
        "functions.mine = functions.keep(functions)",
    )
    assert (done.stdout, done.stderr, done.returncode) == ("3\n", "", 0)


@pytest.mark.parametrize(
    ("how", "error", "text"),
    [
        ("python", LookupError, "from Python"),
        ("cpp", ValueError, "from C++"),
        ("conversion", UnicodeDecodeError, "invalid start byte"),
        ("submodule", ValueError, "from a submodule"),
        ("twice", RuntimeError, "the module has a 'f' already"),
        (
            "metaclass",
            TypeError,
            "the C++ class Handle cannot derive from 'Hashable': its metaclass 'ABCMeta' has a __new__ of its own",
        ),
        ("submodule twice", RuntimeError, "the module has a 'sub' already"),
        ("submodule with a dot", ValueError, "'a.b' is no name of a submodule: it has a dot in it"),
        ("submodule without a name", ValueError, "a submodule has a name"),
    ],
)
@pytest.mark.leaks("a failed import leaves its file open to the loader")
def test_failing_body(how, error, text):
    other = sys.modules["failing_how"] = types.ModuleType("failing_how")
    other.how, other.itself = how, other
    for _ in range(3):
        with pytest.raises(error, match=re.escape(text)) as caught:
            importlib.import_module("failing")
        assert type(caught.value) is error
        assert [name for name in sys.modules if name.startswith("failing")] == ["failing_how"]
        assert sys.modules["json"] is json
    sys.modules["failing_how"] = types.SimpleNamespace(how="not")
    module = importlib.import_module("failing")
    assert module.ADDED == 1
    assert sys.modules["failing.sub.subsub"] is module.sub.subsub
    for name in ("failing", "failing.sub", "failing.sub.subsub", "failing_how"):
        del sys.modules[name]


@pytest.mark.leaks("a failed import leaves its file open to the loader")
def test_panicking_body():
    sys.modules["failing_how"] = types.SimpleNamespace(how="panic")
    with pytest.raises(BaseException) as caught:
        importlib.import_module("failing")
    assert type(caught.value).__name__ == "PanicException"
    assert "failing" not in sys.modules
    del sys.modules["failing_how"]


def test_imported_by_many_threads():
    def work():
        for _ in range(200):
            assert importlib.import_module("nested.inner").where() == "nested.inner"

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
