# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import gc
import inspect
import sys
import sysconfig
import threading
import weakref

import collected as c
import pytest

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def raises(error, text, function, *args):
    with pytest.raises(error) as caught:
        function(*args)
    assert type(caught.value) is error
    assert str(caught.value) == text


@pytest.fixture(autouse=True)
def by_hand():
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.collect()


def is_collected(make):
    """Whether what `make` leaves behind, weakly referenced where it gives something, goes with a collection."""
    gc.collect()
    before = c.alive()
    reference = make()
    gc.collect()
    return (reference is None or reference() is None) and c.alive() == before


# Which classes the collector knows


def test_classes_that_hold_objects_are_tracked():
    assert all(gc.is_tracked(each()) for each in (c.Node, c.Family, c.WithDict, c.Both, c.Derived, c.Whole))
    assert not any(gc.is_tracked(each()) for each in (c.Plain, c.WithWeak, c.Locked))


def test_every_instance_shows_its_type():
    assert gc.get_referents(c.Node()) == [c.Node]
    assert gc.get_referents(c.Derived()).count(c.Derived) == 1

    class Sub(c.Family):
        pass

    assert gc.get_referents(Sub()).count(Sub) == 1


def test_no_instance_keeps_its_type_alive():
    for cls in (c.Node, c.Plain, c.WithDict, c.Pooled):
        arguments = (1,) if cls is c.Pooled else ()
        before = sys.getrefcount(cls)
        for _ in range(100):
            cls(*arguments)
        assert abs(sys.getrefcount(cls) - before) < 5


# Cycles


def test_through_a_declared_member():
    def make():
        node = c.Node()
        node.next = node
        return weakref.ref(node)

    assert is_collected(make)


def test_through_a_value_that_a_shared_pointer_holds():
    def make():
        shared = c.Shared()
        shared.next = [shared]
        return weakref.ref(shared)

    def make_hidden():
        shared = c.SharedHidden()
        shared.hide(shared)
        return weakref.ref(shared)

    assert is_collected(make)
    assert is_collected(make_hidden)


def test_what_others_share_is_not_looked_into():
    shared = c.Shared()
    shared.next = [shared]
    assert gc.get_referents(shared) == [c.Shared, shared.next]
    c.share(shared)
    assert gc.get_referents(shared) == [c.Shared]
    reference = weakref.ref(shared)
    del shared
    gc.collect()
    assert reference().next == [reference()]
    reference().call(lambda: c.share(None))
    gc.collect()
    assert reference() is None


def test_what_runs_is_not_looked_into():
    shared = c.Shared()
    shared.next = [shared]
    seen = []
    shared.call(lambda: seen.extend(gc.get_referents(shared)))
    assert seen == [c.Shared]


def test_through_a_chain():
    def make():
        first, second = c.Node(), c.Node()
        first.next, second.next = second, first
        return weakref.ref(first)

    assert is_collected(make)


def test_through_a_frozen_class():
    def make():
        content = []
        frozen = c.Frozen(content)
        content.append(frozen)
        return weakref.ref(frozen)

    assert is_collected(make)


def test_through_containers_and_what_visit_shows():
    for fill in (
        lambda family: family.add(family),
        lambda family: family.name("key", family),
        lambda family: family.put(family),
        lambda family: setattr(family, "secret", family),
    ):

        def make(fill=fill):
            family = c.Family()
            fill(family)
            return weakref.ref(family)

        assert is_collected(make)


class Holder:
    pass


def test_through_a_traverse_of_ones_own_and_a_closure():
    def through_python():
        whole = c.Whole()
        whole.callback = lambda: whole
        return weakref.ref(whole)

    def through_one():
        holder = Holder()
        holder.function = c.closure_over(holder)
        return weakref.ref(holder)

    def through_many():
        holder = Holder()
        holder.function = c.closure_over_many([1, holder, holder])
        return weakref.ref(holder)

    def through_the_owner():
        objects = []
        function = c.closure_over(objects)
        objects.append(function.__self__)
        objects.append(function)

    for make in (through_python, through_one, through_many, through_the_owner):
        assert is_collected(make), make


def test_through_the_dict():
    def with_dict():
        value = c.WithDict()
        value.me = value

    def with_both():
        value = c.Both()
        value.list = [value]
        return weakref.ref(value)

    assert is_collected(with_dict)
    assert is_collected(with_both)


def test_through_base_and_derived():
    def base():
        value = c.Derived()
        value.held = value
        return weakref.ref(value)

    def derived():
        value = c.Derived()
        value.more = value
        return weakref.ref(value)

    assert is_collected(base)
    assert is_collected(derived)


def on_python(cls, fill):
    def make():
        value = cls()
        fill(value)
        return weakref.ref(value)

    return make


def test_through_members_of_a_class_whose_base_is_of_python():
    for cls in (c.OnPython, c.OnPythonDerived):
        assert is_collected(on_python(cls, lambda value: setattr(value, "held", value)))
        assert is_collected(on_python(cls, lambda value: value.add([value])))
        assert is_collected(on_python(cls, lambda value: setattr(value, "attribute", value)))
        assert is_collected(on_python(cls, lambda value: setattr(value, "held", value.__dict__)))
    assert is_collected(on_python(c.OnPythonDerived, lambda value: setattr(value, "last", value)))


def test_through_members_of_a_class_whose_base_is_a_builtin():
    assert is_collected(on_python(c.OnList, lambda value: setattr(value, "held", value)))
    assert is_collected(on_python(c.OnList, lambda value: value.append(value)))

    def number():
        value = c.OnFloat(2.5)
        value.held = [value]
        assert value == 2.5
        return weakref.ref(value)

    assert is_collected(number)


@pytest.mark.leaks("makes classes")
def test_through_members_of_their_subclasses():
    for base in (c.OnPython, c.OnList):

        class Sub(base):
            pass

        class Slotted(base):
            __slots__ = ("slot",)

        class Forgetful(base):
            def __init__(self):
                pass

        assert is_collected(on_python(Sub, lambda value: setattr(value, "held", [value])))
        assert is_collected(on_python(Sub, lambda value: setattr(value, "attribute", value)))
        assert is_collected(on_python(Slotted, lambda value: setattr(value, "held", value)))
        assert is_collected(on_python(Slotted, lambda value: setattr(value, "slot", value)))
        assert is_collected(on_python(Forgetful, lambda value: None))


def test_what_such_a_class_holds_stays_while_it_is_reachable():
    value = c.OnPython()
    value.held = held = [value]
    value.add(value)
    gc.collect()
    assert value.held is held
    before = sys.getrefcount(held)
    gc.collect()
    assert sys.getrefcount(held) == before
    value.held = None


def test_what_is_called_when_its_value_was_collected():
    # The collector may clear an object before a callback that still reaches it runs.
    said = []

    class Last:
        def __del__(self):
            try:
                said.append(self.other().held is None if self.other() else "gone")
            except RuntimeError as error:
                said.append(str(error))

    def make():
        value, last = c.OnPython(), Last()
        last.other = weakref.ref(value)
        last.value = value
        value.held = last
        return weakref.ref(value)

    assert is_collected(make)
    assert len(said) == 1


def test_the_collector_waits_while_such_a_value_is_being_changed():
    value = c.OnPython()
    value.held = value
    alive = c.alive()
    value.call(gc.collect)
    assert c.alive() == alive
    assert value.held is value
    value.held = None


@pytest.mark.leaks("makes classes")
@pytest.mark.skipif(FREE_THREADED and sys.version_info < (3, 14), reason="this Python never frees a class")
def test_through_subclasses():
    def of_plain():
        class Sub(c.Plain):
            pass

        value = Sub()
        value.me = value
        Sub.instance = value

    def of_family():
        class Sub(c.Family):
            pass

        value = Sub()
        value.add(value)
        value.me = value
        return weakref.ref(value)

    def with_slots():
        class Sub(c.WithDict):
            __slots__ = ("z",)

        value = Sub()
        value.z = value
        value.y = value

    def unmade():
        class Sub(c.Family):
            def __init__(self):
                self.me = self

        Sub()

    for make in (of_plain, of_family, with_slots, unmade):
        assert is_collected(make)


def test_what_is_reachable_stays():
    node = c.Node()
    node.next = [node]
    gc.collect()
    assert node.next[0] is node
    node.next = None


def test_objects_are_gone_before_the_last_reference_is():
    family = c.Family()
    family.secret = marker = c.Node()
    reference = weakref.ref(marker)
    del marker
    assert reference() is not None
    del family
    assert reference() is None


# What traverse does


def test_a_value_that_is_being_changed_is_not_looked_at():
    node = c.Node()
    node.next = "text"
    seen = []
    node.call(lambda: seen.append(gc.get_referents(node)))
    assert seen == [[c.Node]]
    assert gc.get_referents(node) == [c.Node, "text"]


def test_looking_into_an_object_changes_no_count():
    node = c.Node()
    node.next = held = []
    before = sys.getrefcount(held), sys.getrefcount(node), sys.getrefcount(c.Node)
    gc.get_referents(node)
    gc.collect()
    assert (sys.getrefcount(held), sys.getrefcount(node), sys.getrefcount(c.Node)) == before


def test_the_dict_is_shown_even_then():
    both = c.Both()
    both.x = 1
    assert both.__dict__ in gc.get_referents(both)


def test_an_early_stop_is_passed_on():
    # gc.is_finalized and get_referrers stop at the first hit: a referrer is found once.
    node = c.Node()
    target = object()
    node.next = target
    assert any(each is node for each in gc.get_referrers(target))
    family = c.Family()
    family.add(target)
    family.add(target)
    assert sum(each is family for each in gc.get_referrers(target)) == 1


# Without a GIL a collection that an object fails in is given up, and Python says so.
_IGNORED = ["ignore::pytest.PytestUnraisableExceptionWarning"] if FREE_THREADED else []
given_up = pytest.mark.filterwarnings(*_IGNORED)


@given_up
def test_nobody_attaches_meanwhile():
    family = c.Family()
    family.secret = family
    family.attaches = True
    gc.collect()
    assert family.visits > 0
    assert family.refusal == "RuntimeError: cannot attach to Python: the garbage collector is looking at an object"
    family.attaches = False
    reference = weakref.ref(family)
    del family
    gc.collect()
    assert reference() is None


@given_up
def test_an_exception_of_visit_does_not_get_out():
    family = c.Family()
    family.throws = True
    gc.collect()
    assert family.visits > 0
    family.throws = False


def test_a_deep_chain_does_not_end_the_stack():
    before = c.alive()
    node = c.Node()
    for _ in range(100_000):
        outer = c.Node()
        outer.next = node
        node = outer
    del node, outer
    assert c.alive() == before


# dict and weakref


def test_dict():
    value = c.WithDict()
    value.a = 1
    assert value.__dict__ == {"a": 1}
    value.__dict__ = {"b": 2}
    assert value.b == 2
    assert not hasattr(value, "a")
    del value.b
    assert not hasattr(value, "b")
    before = c.alive()
    del value
    assert c.alive() == before - 1


def test_a_dict_that_is_full_goes_with_its_instance():
    class Marker:
        pass

    value = c.WithDict()
    value.marker = Marker()
    reference = weakref.ref(value.marker)
    del value
    assert reference() is None


@pytest.mark.leaks("makes a class")
def test_a_subclass_has_one_dict():
    class Sub(c.WithDict):
        pass

    value = Sub()
    value.x = 1
    assert value.__dict__ == {"x": 1}
    assert Sub.__dictoffset__ == c.WithDict.__dictoffset__ != 0


def test_weakref():
    value = c.WithWeak()
    called = []
    reference = weakref.ref(value, called.append)
    assert reference() is value
    del value
    assert reference() is None
    assert called == [reference]
    with pytest.raises(TypeError, match="cannot create weak reference"):
        weakref.ref(c.Locked())


# freelist


def test_a_free_list_gives_the_same_memory_again():
    places = set()
    for number in range(100):
        value = c.Pooled(number)
        places.add(id(value))
        assert value.value == number
        del value
    assert len(places) == 1


def test_a_free_list_and_constructors_that_fail():
    before = c.alive()
    for _ in range(10):
        raises(ValueError, "negative", c.Pooled, -1)
        assert c.Pooled(1).value == 1
    assert c.alive() == before


def test_a_free_list_is_bounded():
    values = [c.Pooled(number) for number in range(100)]
    assert sorted(value.value for value in values) == list(range(100))
    del values
    assert [c.Pooled(1).value for _ in range(10)] == [1.0] * 10


@pytest.mark.leaks("makes a class")
def test_subclasses_have_no_part_in_it():
    class Sub(c.Pooled):
        def __init__(self, value):
            super().__init__(value)
            self.more = value

    values = [Sub(number) for number in range(10)]
    assert [value.more for value in values] == list(range(10))
    del values
    assert c.Pooled(3).value == 3
    assert not hasattr(c.Pooled(3), "more")


def test_a_free_list_and_threads():
    def work():
        for number in range(2000):
            values = [c.Pooled(number) for _ in range(3)]
            assert all(value.value == number for value in values)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# unsendable


def elsewhere(function):
    result = []

    def run():
        try:
            result.append(function())
        except Exception as error:
            result.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


def test_an_instance_of_another_thread_is_refused():
    local = c.Local()
    assert local.twice() == 2
    for use in (lambda: local.value, local.twice, lambda: local.set(3), lambda: setattr(local, "value", 3)):
        error = elsewhere(use)
        assert type(error) is RuntimeError
        assert str(error) == "Local is unsendable, but sent to another thread"
    assert local.value == 1


@pytest.mark.leaks("the value is left, as it belongs to another thread")
def test_an_instance_that_ends_on_another_thread(monkeypatch):
    told = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: told.append((args.exc_type, str(args.exc_value))))
    box = [c.Local()]
    before = c.alive()
    elsewhere(box.clear)
    if FREE_THREADED:  # Python gives it back to the thread that made it
        assert told == []
        return
    assert told == [(RuntimeError, "Local is unsendable, but is being dropped on another thread")]
    assert c.alive() == before


def test_an_instance_made_on_another_thread():
    def work():
        local = c.Local()
        local.set(4)
        return local.twice()

    assert elsewhere(work) == 8


@pytest.mark.leaks("makes a class")
def test_subclasses_are_unsendable_too():
    class Sub(c.Local):
        def __init__(self):
            super().__init__()

    local = Sub()
    assert str(elsewhere(local.twice)) == "Local is unsendable, but sent to another thread"


# immutable_type and locked


@pytest.mark.skipif(not c.HAS_IMMUTABLE_TYPES, reason="Python 3.9, or a level of the limited API below 3.14")
def test_an_immutable_type():
    for change in (lambda: setattr(c.Immutable, "fresh", 1), lambda: delattr(c.Immutable, "value")):
        with pytest.raises(TypeError, match="immutable type"):
            change()
    assert c.Immutable.ONE == 1
    assert c.Immutable().value == 3


def test_none_as_a_class_attribute_takes_a_special_method_away_of_an_immutable_type_too():
    assert c.Immutable.__hash__ is None
    with pytest.raises(TypeError, match="unhashable type"):
        hash(c.Immutable())
    assert c.Immutable() != c.Immutable()


def test_a_locked_class_is_used_by_many_threads():
    locked = c.Locked()

    def work():
        for number in range(500):
            locked.add(1)
            locked.append(number)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert locked.value == 4000
    assert len(locked.list) == 4000


# Closures that own Python objects


def test_a_closure_keeps_what_it_captured():
    holder = Holder()
    gone = weakref.ref(holder)
    function = c.closure_over(holder)
    del holder
    gc.collect()
    assert function() == (gone(), 0)
    assert function(more=2) == (gone(), 2)
    assert str(inspect.signature(function)) == "(more=0)"


def test_a_closure_changes_its_state():
    function = c.closure_over_many(["a", "b"])
    assert function.__doc__ == "Gives the last."
    assert [function(), function()] == ["b", "a"]
    raises(IndexError, "nothing left", function)


def test_the_owner_of_a_closure_is_no_type_for_python_to_use():
    owner = type(c.closure_over(1).__self__)
    with pytest.raises(TypeError, match=r"cannot create '(tether\.)?Kept' instances"):
        owner()


# Classes are final by default


def test_classes_are_final_unless_they_say_otherwise():
    for final in (c.Node, c.Locked):
        with pytest.raises(TypeError, match="is not an acceptable base type"):
            type("Sub", (final,), {})
