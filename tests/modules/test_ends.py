# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""How a process ends with objects of ours about and threads in all states, how it forks, and how a signal ends a long
call. Nothing may crash, hang or be said."""

import os
import signal
import subprocess
import sys
import time

import ends
import pytest

pytestmark = pytest.mark.leaks("starts processes")

FOLDER = ends.__file__.rpartition("/")[0]


def start(code: str) -> subprocess.Popen:
    pipe = subprocess.PIPE
    # What a daemon thread has is left behind by intent.
    env = os.environ | {"ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.Popen([sys.executable, "-c", code], cwd=FOLDER, env=env, stdout=pipe, stderr=pipe, text=True)


def ends_well(code: str, status: int = 0) -> None:
    process = start("import ends, threading, time\n" + code + "\nprint('done', flush=True)\n")
    try:
        said = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert (process.returncode, *said) == (status, "done\n", "")


ALIVE = {
    "in the globals of a module": "node = ends.Node(); node.next = [node]",
    "in globals of C++": "ends.keep([1]); ends.keep(ends.Node())",
    "in globals of C++ and in a cycle": "node = ends.Node(); node.next = node; ends.keep(node)",
    "in a cycle": "one, other = ends.Node(), ends.Node(); one.next, other.next = other, one; del one, other",
    "in a cycle by a callback": "node = ends.Node(); node.callback = lambda x, kept=node: x; node.attribute = node",
    "in a builtin module": "import builtins; builtins.node = ends.Node(); builtins.node.next = ends.Node",
    "of a class made in Python": (
        "class Sub(ends.Node):\n"
        "    def __del__(self): self.next = ends.Node() if ends is not None else None\n"
        "sub = Sub(); sub.next = sub; ends.keep(Sub())"
    ),
    "in a frame that never ends": "def f():\n    node = ends.Node()\n    yield node\nkept = f(); next(kept)",
    "in a function of atexit": "import atexit; atexit.register(lambda node: setattr(node, 'next', 1), ends.Node())",
}


@pytest.mark.parametrize("code", ALIVE.values(), ids=ALIVE)
def test_objects_that_are_alive(code):
    ends_well(code)


@pytest.mark.parametrize("how", ["raise SystemExit(3)", "import sys; sys.exit(3)", "import os; os._exit(3)"])
def test_another_status(how):
    ends_well(f"node = ends.Node(); node.next = node; ends.keep(node)\nprint('done', flush=True)\n{how}", 3)


# What a daemon thread does when the interpreter ends.
DAEMONS = {
    "attached": "lambda: [ends.Node() for _ in iter(int, 1)]",
    "detached": "lambda: ends.sleep_detached(600_000)",
    "coming back": "lambda: ends.sleep_detached(60)",
    "going back and forth": "lambda: [ends.sleep_detached(0) for _ in iter(int, 1)]",
    "holding a mutex": "lambda: ends.hold_mutex(600_000)",
    "waiting for a mutex": "lambda: [ends.hold_mutex(100) for _ in iter(int, 1)]",
    "waiting for a value": "lambda: ends.wait_for_once(600_000)",
    "in a critical section": "lambda: ends.call_in_section(ends, lambda: [i for i in iter(int, 1)])",
    "taking turns in a critical section": "lambda: [ends.call_in_section(ends, lambda: 1) for _ in iter(int, 1)]",
    "in a call from C++": "lambda: ends.call_in_section([], lambda: time.sleep(600))",
}


@pytest.mark.parametrize("work", DAEMONS.values(), ids=DAEMONS)
def test_daemon_threads(work):
    ends_well(
        f"""
for _ in range(3): threading.Thread(target={work}, daemon=True).start()
time.sleep(0.1)"""
    )


def test_threads_that_python_does_not_know():
    ends_well("for n in (0, 0, 1, 50): ends.start_thread(n)\ntime.sleep(0.1)")


def test_threads_that_are_joined_by_the_end():
    ends_well(
        """
for work in (lambda: ends.sleep_detached(200), lambda: ends.hold_mutex(100), ends.wait_for_mutex):
    threading.Thread(target=work).start()"""
    )


FORK = """
import os
{before}
child = os.fork()
if child == 0:
    node = ends.Node(); node.next = node; del node
    ends.keep([1]); ends.sleep_detached(1)
    thread = threading.Thread(target=lambda: ends.sleep_detached(1)); thread.start(); thread.join()
    {inside}
status = os.waitpid(child, 0)[1]
assert os.WIFEXITED(status) and os.WEXITSTATUS(status) == 7, status
"""

BEFORE = {
    "alone": "",
    "with threads": "for _ in range(3): threading.Thread(target=ends.sleep_detached, args=(300,)).start()",
}
INSIDE = {
    "and an exit": "raise SystemExit(7)",
    "and a quick exit": "os._exit(7)",
    "and another program": "import sys; os.execv(sys.executable, [sys.executable, '-c', 'raise SystemExit(7)'])",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("inside", INSIDE.values(), ids=INSIDE)
def test_fork(before, inside):
    ignore = "import warnings; warnings.simplefilter('ignore')\n"  # 3.12 and newer warn of a fork beside threads
    ends_well(ignore + FORK.format(before=before, inside=inside))


def test_another_program_beside_threads():
    ends_well(
        """
import subprocess, sys
ends.start_thread(0)
threading.Thread(target=ends.sleep_detached, args=(300,)).start()
for _ in range(5): subprocess.run([sys.executable, "-c", "import ends; ends.Node()"], check=True)"""
    )


@pytest.mark.parametrize("call", ["ends.busy()", "ends.busy_detached()"])
def test_ctrl_c_ends_a_long_call(call):
    process = start(
        f"""
import ends, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
try:
    {call}
except KeyboardInterrupt:
    print("done")
"""
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    os.kill(process.pid, signal.SIGINT)
    assert (*process.communicate(timeout=60), process.returncode) == ("done\n", "", 0)


@pytest.mark.parametrize("call", ["ends.busy", "ends.busy_detached"])
def test_what_a_handler_raises_comes_out_of_a_long_call(call):
    ends_well(
        f"""
import signal
def handler(number, frame): raise LookupError(number)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    {call}()
except LookupError as error:
    assert error.args == (signal.SIGALRM,)
else:
    raise AssertionError("nothing raised")"""
    )
