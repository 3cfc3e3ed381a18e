# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Eight threads use the same objects at once: `hammer.py SECTION CALLS`. What cannot go wrong is counted at the end;
what may be refused, a borrow of what is being changed, is refused by RuntimeError and nothing else."""

import gc
import sys
import threading
import weakref

import races

THREADS = 8


def together(calls, work):
    """Runs work(i) `calls` times, spread over all threads, which start at once; what one raises is raised here."""
    start = threading.Barrier(THREADS)
    raised = []

    def run(number):
        start.wait()
        try:
            for i in range(number, calls, THREADS):
                work(i)
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


def checked(calls):
    shared = races.Checked()
    refused = [0] * calls

    def work(i):
        try:
            if i % 4 == 0:
                shared.add(1)
            elif i % 4 == 1:
                shared.sum()
            elif i % 4 == 2:
                shared.push(i)
            else:
                assert shared.count >= 0
        except RuntimeError as error:
            assert "Checked" in str(error), error
            refused[i] = 1

    together(calls, work)
    assert shared.count == sum(1 for i in range(0, calls, 4) if not refused[i])


def frozen(calls):
    shared = races.Frozen(7, "seven")
    same = races.Frozen(7, "seven")
    references = [weakref.ref(shared)] * THREADS

    def work(i):
        assert (shared.x, shared.name) == (7, "seven")
        assert shared == same
        assert references[i % THREADS]() is shared
        assert weakref.ref(shared)() is shared

    together(calls, work)


def locked(calls):
    shared = races.Locked()

    def work(i):
        shared.add(1)
        shared.push(i)
        shared.kept = [i] if i % 2 else None
        kept = shared.kept
        assert kept is None or isinstance(kept, list)

    together(calls, work)
    assert shared.total() == calls


def unchecked(calls):
    shared = races.Unchecked()
    together(calls, lambda i: shared.add(1))
    assert shared.total() == calls


def recycled(calls):
    def work(i):
        made = [races.Recycled(i), races.Recycled(i + 1)]
        assert [one.x for one in made] == [i, i + 1]

    together(calls, work)


def identity(calls):
    def work(i):
        one = races.the_one()  # made anew whenever no thread has it
        assert one.x == 0
        assert races.the_one() is one

    together(calls, work)


def inherited(calls):
    class Sub(races.Base):
        def __init__(self):
            super().__init__()
            self.extra = self.walk()

    def work(i):
        assert races.Derived().walk() == 4
        assert Sub().extra == 4

    together(calls, work)


def iterated(calls):
    checked = races.Checked()
    shared = iter(checked)

    def work(i):
        nonlocal shared
        assert next(shared, 1) in (1, 2, 3)
        if i % 5 == 0:
            shared = iter(checked)

    together(calls, work)


def collected(calls):
    class Ring:
        pass

    def work(i):
        ring = races.Locked()
        other = Ring()
        other.ring = ring
        ring.kept = other
        if i % 500 == 0:
            gc.collect()

    together(calls, work)


def functions(calls):
    numbers = list(range(20))
    named = type("Named", (), {"name": "a name"})()
    add = races.adder(3)

    def work(i):
        assert races.twice(numbers)[3] == 6
        assert races.twice(values=[i]) == [2 * i]
        assert races.name_of(named) == "a name"
        assert races.other(races.Color.RED) is races.Color.GREEN
        assert races.attach_again(i) == i + 1
        assert add(i) == i + 3
        try:
            races.fail(i)
        except ValueError as error:
            assert str(error) == f"code {i}"

    together(calls, work)


def changing(calls):
    numbers = []

    def work(i):
        if i % 3 == 0:
            numbers.append(1)
        elif i % 3 == 1 and len(numbers) > 50:
            numbers.clear()
        else:
            assert set(races.twice(numbers)) <= {2}

    together(calls, work)


def dropped(calls):
    together(calls, lambda i: races.drop_detached([object(), [i]]))


def unsendable(calls):
    shared = races.Own()

    def work(i):
        own = races.Own()
        assert own.add(1) == 1
        try:
            shared.add(1)
        except RuntimeError as error:
            assert "Own" in str(error), error
        else:
            raise AssertionError("used by another thread")

    together(calls, work)
    assert shared.add(0) == 0


def containers(calls):
    shared = [
        (races.use_list, [1, 2, 3]),
        (races.use_dict, {1: 2}),
        (races.use_set, {1, 2}),
        (races.use_bytes, bytearray(b"text")),
    ]

    def work(i):
        use, container = shared[i % len(shared)]
        try:
            use(container, i // len(shared))
        except (IndexError, KeyError, ValueError):
            pass  # another thread was faster
        except RuntimeError as error:
            assert "changed" in str(error), error

    together(calls, work)


def conversions(calls):
    inner = [[1], [2, 3]]
    given = (1, 2.0, "text", None, (3, "more"), "x" * 40, inner)

    def work(i):
        if i % 10 == 0:
            inner[0] = [i]
        assert races.same(given)[:6] == given[:6]

    together(calls, work)


def once(calls):
    rooms = 4096
    seen = [None] * calls

    def work(i):
        try:
            seen[i] = races.once(i // THREADS % rooms, i % 5 == 0)
        except ValueError:
            assert i % 5 == 0
        assert races.call_once(i // THREADS % rooms) == 1
        assert races.here() is first

    first = races.here()
    together(calls, work)
    for room in range(min(rooms, calls // THREADS)):
        made = [value for value in seen[room * THREADS : (room + 1) * THREADS] if value is not None]
        assert all(value is made[0] for value in made)


def mutexes(calls):
    together(calls, races.count)
    multiples = [len(range(0, calls, step)) for step in (3, 4)]
    assert races.counts() == [calls + multiples[0], calls, multiples[1]]


def sections(calls):
    one, other = object(), []

    together(calls, lambda i: races.move_between(one, other, i % 2 == 1))
    assert races.numbers() == [100, calls]


def names(calls):
    expected = [f"name_{number:02}" for number in range(60)]

    def work(i):
        if i < THREADS or i % 50 == 0:
            assert races.interned() == expected
        assert races.imported(i % 50 == 0) == 0

    together(calls, work)


def errors(calls):
    def work(i):
        try:
            races.raise_shared(i)
        except ValueError as error:
            assert str(error) == "ValueError: shared"

    together(calls, work)


def called(calls):
    def add(x):
        return x + 1

    def work(i):
        assert races.apply(add, i) == i + 1
        assert races.apply_detached(add, i) == i + 1
        assert races.exchange([i], i) == i

    together(calls, work)


def _careless(calls):
    shared = races.Careless()
    together(5 * calls, lambda i: shared.add(1))


if __name__ == "__main__":
    assert not getattr(sys, "_is_gil_enabled", lambda: False)(), "the module has switched the GIL on"
    globals()[sys.argv[1]](int(sys.argv[2]))
    print("done")
