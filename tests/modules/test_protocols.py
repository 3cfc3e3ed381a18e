# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Special methods: what each does, its subtle points, and what a failing one says."""

import contextlib
import gc
import io
import operator
import os
import sys
import weakref

import protocols
import pytest

BINARY = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and_", "xor", "or_"]


def name(operation: str) -> str:
    return operation.rstrip("_")


# Operators


@pytest.mark.parametrize("operation", BINARY)
def test_an_operator_is_left_reflected_and_in_place(operation):
    number = protocols.Number(3)
    assert getattr(operator, operation)(number, 5) == f"__{name(operation)}__ 3 5"
    assert getattr(operator, operation)(5, number) == f"__r{name(operation)}__ 3 5"
    assert getattr(operator, "i" + name(operation))(number, 5) == f"__i{name(operation)}__ 3 5"
    assert getattr(number, f"__{name(operation)}__")(5) == f"__{name(operation)}__ 3 5"
    assert getattr(number, f"__r{name(operation)}__")(5) == f"__r{name(operation)}__ 3 5"


@pytest.mark.parametrize("operation", BINARY)
@pytest.mark.parametrize("other", [{}, None, 2**70, object()])
def test_an_operand_that_does_not_convert_is_left_to_others(operation, other):
    number = protocols.Number(3)
    with pytest.raises(TypeError, match="unsupported operand type"):
        getattr(operator, operation)(number, other)
    if other != 2**70:
        with pytest.raises(TypeError, match="unsupported operand type"):
            getattr(operator, operation)(other, number)
    with pytest.raises(TypeError, match="unsupported operand type"):
        getattr(operator, "i" + name(operation))(number, other)
    assert getattr(number, f"__{name(operation)}__")(other) is NotImplemented
    assert getattr(number, f"__r{name(operation)}__")(other) is NotImplemented


def test_another_type_can_answer_what_ours_does_not():
    class Right:
        def __radd__(self, other):
            return "right"

    class Left:
        def __add__(self, other):
            return NotImplemented

        __iadd__ = __add__

    assert protocols.Number(3) + Right() == "right"
    with pytest.raises(TypeError):
        Left() + protocols.Number(3)


def test_divmod_and_power():
    number = protocols.Number(3)
    assert divmod(number, 5) == "__divmod__ 3 5"
    assert divmod(5, number) == "__rdivmod__ 3 5"
    assert number**2 == "__pow__ 3 2 -1"
    assert pow(number, 2, 7) == "__pow__ 3 2 7"
    assert 5**number == "__rpow__ 3 5"
    with pytest.raises(TypeError):
        pow(number, 2, "x")
    with pytest.raises(TypeError):  # __rpow__ does not take the third
        pow("x", number, 2)
    number **= 4
    assert number == "__ipow__ 3 4"


def test_unary_operators_and_numbers():
    number = protocols.Number(3)
    assert repr(-number) == "Number(-3)"
    assert +number == "__pos__ 3 0"
    assert abs(protocols.Number(-4)) == 4
    assert ~number == -4
    assert operator.index(number) == 3 and [0, 1, 2, 3][number] == 3
    assert int(number) == 4
    assert float(number) == 1.5
    assert complex(number) == 3 + 1j
    assert round(number) == "__round__ 3 0" and round(number, 2) == "__round__ 3 2"


def test_operators_on_values():
    v = protocols.Vec(1, 2)
    w = v + protocols.Vec(3, 4)
    assert (w.x, w.y) == (4, 6)
    assert (v * 2).y == 4 and (2 * v).y == 4
    same = v
    v += v
    assert v is same and (v.x, v.y) == (2, 4)
    v -= protocols.Vec(1, 1)
    assert v is same and (v.x, v.y) == (1, 3)
    v *= 2
    assert v is not same and (v.x, same.x) == (2, 1)
    with pytest.raises(ZeroDivisionError, match="^no$"):
        v - v
    with pytest.raises(ValueError, match="division of a Vec by zero"):
        v / 0


def test_an_operator_whose_instance_is_in_use_says_so():
    v = protocols.Vec(1, 2)
    with pytest.raises(RuntimeError, match=r"Vec.__iadd__\(\)|cannot read this Vec object"):
        v.call(lambda: v + v)
    with pytest.raises(RuntimeError, match="cannot read this Vec object"):
        v.call(lambda: v == v)
    with pytest.raises(RuntimeError, match="cannot change this Vec object"):
        v.call(lambda: operator.isub(v, protocols.Vec()))
    other = protocols.Vec()
    with pytest.raises(RuntimeError, match=r"Vec.__add__\(\) argument 'other': .*cannot read this Vec"):
        v.call(lambda: other + v)


# Comparisons


def test_eq_by_option():
    v = protocols.Vec(1, 2)
    for other, equal in ((protocols.Vec(1, 2), True), (protocols.Vec(1, 3), False), (1, False), ("x", False)):
        assert operator.eq(v, other) is equal and operator.ne(v, other) is not equal
    assert v.__eq__(1) is NotImplemented
    with pytest.raises(TypeError, match="'<' not supported"):
        operator.lt(v, v)
    with pytest.raises(TypeError, match="unhashable type: '.*Vec'"):
        hash(v)
    assert protocols.Vec.__hash__ is None


@pytest.mark.parametrize("make", [protocols.Ordered, protocols.Less])
def test_ord_by_option(make):
    a, b, c = make(1), make(2), make(2)
    assert a < b and a <= b and b > a and b >= a and b <= c and b >= c and b == c
    assert not (b < a or b <= a or a > b or a >= b or b < c or b > c)
    assert a.__lt__(1) is NotImplemented
    with pytest.raises(TypeError):
        operator.lt(a, 1)
    assert sorted([b, a]) == [a, b]


def test_values_without_an_order_are_only_unequal():
    nan, one = protocols.Ordered(float("nan")), protocols.Ordered(1)
    assert not (nan < one or nan <= one or nan > one or nan >= one or nan == one) and nan != one


def test_hash_by_option():
    assert hash(protocols.Key(7)) == 7 and hash(protocols.Key(-1)) == -2
    assert {protocols.Key(1): "a"}[protocols.Key(1)] == "a"


def test_comparisons_by_methods():
    a = protocols.Compared(3)
    assert a < 4 and a <= 3 and a == 3 and a > 2 and a >= 3
    assert (a != 5) == "ne -2"
    assert operator.gt(4, a) and operator.eq(3, a)
    assert a != "x" and operator.eq(a, "x") is False and a.__lt__("x") is NotImplemented
    with pytest.raises(TypeError, match="not supported between"):
        operator.lt(a, "x")
    with pytest.raises(LookupError, match="thirteen"):
        operator.gt(a, 13)
    assert hash(a) == 3


def test_unequal_is_not_equal():
    a = protocols.Equal(3)
    assert a == 3 and operator.ne(a, 3) is False and a != 4
    assert a.__ne__("x") is NotImplemented and a != "x"
    with pytest.raises(TypeError, match="unhashable"):
        hash(a)
    with pytest.raises(TypeError):
        operator.lt(a, 4)


def test_one_method_for_all_comparisons():
    a, b = protocols.RichCompared(1), protocols.RichCompared(2)
    assert a < b and a <= b and a != b and b > a and b >= a and a == protocols.RichCompared(1)
    assert not (a > b or a >= b or a == b or b < a or b <= a)
    assert a != 1 and a.__gt__(1) is NotImplemented


# Containers


def test_items():
    row = protocols.Row([10, 20, 30])
    assert len(row) == 3 and row[0] == 10 and 20 in row and 5 not in row
    row[1] = 21
    del row[0]
    assert [row[0], row[1]] == [21, 30]
    assert list(row) == [21, 30] and list(reversed(row)) == [30, 21]
    for bad in (3, -1):
        with pytest.raises((IndexError, OverflowError)):
            row[bad]
    with pytest.raises(TypeError, match=r"Row.__getitem__\(\) argument 'index': 'str' object cannot be interpreted"):
        row["a"]
    with pytest.raises(TypeError, match=r"Row.__setitem__\(\) argument 'value': "):
        row[0] = "a"
    with pytest.raises(TypeError, match=r"Row.__delitem__\(\) argument 'index': "):
        del row["a"]
    with pytest.raises(TypeError, match=r"Row.__contains__\(\) argument 'value': "):
        operator.contains(row, "a")
    with pytest.raises(IndexError, match="^Row index out of range$"):
        row[7]


def test_both_families_of_slots_unless_the_class_says_which():
    #                                     mp_length sq_length subscript item ass_subscript ass_item
    assert protocols.slots(protocols.Row) == [True, True, True, True, True, True]
    assert protocols.slots(protocols.Sequence) == [False, True, True, True, False, True]
    assert protocols.slots(protocols.Mapping) == [True, False, True, False, True, False]


def test_a_sequence_counts_negative_indices_from_the_end():
    sequence = protocols.Sequence([1, 2, 3])
    assert sequence[-1] == 3 and sequence[0] == 1 and list(sequence) == [1, 2, 3]
    sequence[-1] = 9
    del sequence[-3]
    assert list(sequence) == [2, 9]
    with pytest.raises(TypeError, match="sequence index must be integer, not 'slice'"):
        sequence[0:1]
    with pytest.raises(TypeError, match="^sequence index must be integer, not 'str'$"):
        sequence["a"]
    with pytest.raises(IndexError, match="cannot fit 'int' into an index-sized integer"):
        sequence[2**70]
    for index in (-3, -(2**40)):
        with pytest.raises(IndexError, match="^Sequence index out of range$"):
            sequence[index]
        with pytest.raises(IndexError, match="^Sequence index out of range$"):
            sequence[index] = 1
        with pytest.raises(IndexError, match="^Sequence index out of range$"):
            del sequence[index]

    class Last:
        def __index__(self):
            return -1

    class Failing:
        def __index__(self):
            raise LookupError("index")

    assert sequence[Last()] == 9 and sequence[True] == 9 and sequence.__getitem__(-2) == 2
    with pytest.raises(LookupError, match="^index$"):
        sequence[Failing()]
    row = protocols.Row([1, 2, 3])
    assert protocols.sequence_item(row, -1) == 3 and protocols.sequence_item(row, 0) == 1


@pytest.mark.skipif(sys.version_info < (3, 10), reason="match is new in 3.10")
def test_sequences_and_mappings_match_as_such():
    scope = {"protocols": protocols}
    exec(
        "def kind(value):\n"
        "    match value:\n"
        "        case [*_]: return 'sequence'\n"
        "        case {}: return 'mapping'\n"
        "        case _: return 'other'\n",
        scope,
    )
    assert scope["kind"](protocols.Sequence([1])) == "sequence"
    assert scope["kind"](protocols.Mapping()) == "mapping"
    assert scope["kind"](protocols.Row()) == "other"


def test_a_mapping():
    mapping = protocols.Mapping()
    mapping["a"] = 1
    assert len(mapping) == 1 and mapping["a"] == 1
    with pytest.raises(KeyError, match="^'b'$"):
        mapping["b"]
    with pytest.raises(TypeError, match="object is not iterable"):
        iter(mapping)
    with pytest.raises(TypeError, match="object does not support item deletion"):
        del mapping["a"]
    with pytest.raises(TypeError, match="object does not support item assignment"):
        protocols.ReadOnly()["a"] = 1


def test_lengths():
    assert len(protocols.Length(5)) == 5
    with pytest.raises(ValueError, match=r"__len__\(\) should return >= 0"):
        len(protocols.Length(-1))
    assert not protocols.Length(0) and protocols.Length(1)
    with pytest.raises(OverflowError):
        len(protocols.Hash(2**80))
    with pytest.raises(TypeError):
        len(protocols.Hash("x"))
    with pytest.raises(ValueError, match=">= 0"):
        len(protocols.Hash(-5))


def test_concatenation_and_repetition():
    a, b = protocols.Chain([1, 2]), protocols.Chain([3])
    assert (a + b).items == [1, 2, 3] and (a * 2).items == [1, 2, 1, 2] and (2 * a).items == [1, 2, 1, 2]
    assert protocols.concat(a, b).items == [1, 2, 3] and a.items == [1, 2]
    same = a
    a += b
    assert a is same and a.items == [1, 2, 3]
    a *= 2
    assert a is same and len(a.items) == 6
    assert protocols.inplace_concat(b, b) is b and b.items == [3, 3]
    with pytest.raises(TypeError, match=r"Chain.__concat__\(\) argument 'other'"):
        b + 1
    with pytest.raises(TypeError):
        b * "x"


# Attributes and descriptors


def test_getattr_comes_after_the_normal_look_up():
    a = protocols.Attributes()
    a.own = 5
    assert (a.declared, a.own, a.other) == (1, 5, "missing other")
    with pytest.raises(AttributeError, match="^no_such$"):
        getattr(a, name("no_such"))
    assert not hasattr(a, "no_such")
    with pytest.raises(KeyError, match="broken"):  # not hidden by __getattr__
        getattr(a, name("broken"))


def test_getattribute_comes_before_it():
    g = protocols.Guarded()
    assert g.anything == "seen anything" and g.__class__ == "seen __class__"
    assert g.secret == "guarded secret"
    g.x = 5
    del g.x
    assert g.log == "set x 5;del x;"
    with pytest.raises(TypeError, match=r"Guarded.__setattr__\(\) argument 'value'"):
        g.x = "a"


def test_the_half_that_is_not_declared_is_the_base_s():
    w = protocols.Watched()
    w.log = "a"
    assert w.log == "a"
    del w.anything
    assert w.log == "anything"
    with pytest.raises(AttributeError):
        w.unknown = 1


def test_descriptors():
    class Owner:
        d = protocols.Descriptor()
        half = protocols.ReadDescriptor()

    owner = Owner()
    assert owner.d == (owner, Owner) and Owner.d == (None, Owner)
    owner.d = 4
    assert owner.told == 4
    del owner.d
    assert owner.told == "deleted"
    with pytest.raises(TypeError, match=r"Descriptor.__set__\(\) argument 'value'"):
        owner.d = "x"
    with pytest.raises(AttributeError, match="^__delete__$"):
        del owner.half


# Ordinary methods with special names


def test_special_names_without_a_slot_are_ordinary_methods():
    s = protocols.Scalar(2.0)
    assert float(s) == 2.0 and f"{s:abc}" == "abc2.000000"
    with s as entered:
        assert entered is s
    with s:
        raise KeyError("swallowed")
    assert list(reversed(s)) == [2, 1]
    assert protocols.Scalar[int] == (protocols.Scalar, int)
    assert os.fspath(s) == "/scalar"
    with pytest.raises(TypeError, match="not a container"):
        operator.contains(s, 1)
    o = protocols.Ordinary()
    assert getattr(o, "__private")(3) == 3
    assert o.__unknown__(1) == 3 and o.__unknown__(1, b=5) == 6


# Truth, hash, calls


def test_truth():
    assert protocols.Truth(1) and not protocols.Truth(0)
    with pytest.raises(ValueError, match="^neither$"):
        bool(protocols.Truth(-1))
    assert protocols.Hash("x") and not protocols.Hash("")


def test_hashes_wrap_and_are_never_minus_one():
    for value in (0, 1, 2**31, 2**63, 2**64 - 2):
        wrapped = value - 2**64 if value >= 2**63 else value
        assert hash(protocols.Wrap(value)) == wrapped if sys.maxsize > 2**32 else True
    assert hash(protocols.Wrap(2**64 - 1)) == -2
    assert hash(protocols.Hash(-1)) == -2 and hash(protocols.Hash(2**70)) == hash(2**70)
    with pytest.raises(TypeError, match="__hash__ method should return an integer"):
        hash(protocols.Hash("x"))


def test_calls_have_a_full_signature():
    c = protocols.Callable(100)
    assert c(3) == (106, (), 1, {})
    assert c(3, 4, 5, 6, key=7, other=8) == (112, (5, 6), 7, {"other": 8})
    assert c(b=1, a=2) == (102, (), 1, {})
    with pytest.raises(TypeError, match=r"Callable.__call__\(\) missing 1 required positional argument: 'a'"):
        c()
    with pytest.raises(TypeError, match="argument 'a'"):
        c("x")
    assert c.__call__(3)[0] == 106 and callable(c)


def test_calls_by_vectorcall():
    f = protocols.FastCallable(1)
    assert f(2) == 5 and f(2, b=3) == 7 and f(*[2], **{"b": 4}) == 9
    assert f.__call__(2) == 5 and list(map(f, [1, 2])) == [3, 5]
    with pytest.raises(TypeError, match=r"FastCallable.__call__\(\) got an unexpected keyword argument 'c'"):
        f(1, c=2)

    class Sub(protocols.FastCallable):
        pass

    class Overriding(protocols.FastCallable):
        def __call__(self, *args):
            return args

    assert Sub(1)(2) == 5 and Overriding(1)(2, 3) == (2, 3)


@pytest.mark.leaks("the class is changed")
def test_a_call_that_python_replaced_is_python_s():
    kept = protocols.FastCallable.__call__
    f = protocols.FastCallable(1)
    try:
        protocols.FastCallable.__call__ = lambda self, *args, **kwargs: (args, kwargs)
        assert f(1, b=2) == ((1,), {"b": 2})
    finally:
        protocols.FastCallable.__call__ = kept
    assert f(2) == 5


# Iteration


def test_an_iterator_ends_where_there_is_no_more():
    countdown = protocols.Countdown(3)
    assert iter(countdown) is countdown
    assert list(countdown) == [3, 2, 1] and list(countdown) == []
    with pytest.raises(StopIteration):
        next(countdown)
    assert [value for value, _ in zip(protocols.Endless(), range(4))] == [1] * 4


def test_an_iterator_can_return_a_value():
    def outer():
        return (yield from protocols.Returning())

    generator = outer()
    assert next(generator) == 1
    with pytest.raises(StopIteration) as stop:
        next(generator)
    assert stop.value.value == 42


def test_iterators_over_ranges():
    bag = protocols.Bag()
    assert list(bag.by_vector()) == list(bag.by_method()) == list(bag.by_list()) == [1, 2, 3]
    assert list(bag.by_fresh()) == [7, 8] and list(bag.bits()) == [True, False]
    assert list(bag.items()) == [("a", 1), ("b", 2)] and list(bag.keys()) == ["a", "b"]
    assert list(bag.tail()) == [2, 3] and list(bag.of_other("owner")) == [4, 5]
    iterator = bag.by_vector()
    assert iter(iterator) is iterator and type(iterator).__name__ == "iterator"
    with pytest.raises(TypeError, match="cannot create 'tether.iterator' instances"):
        type(iterator)()


@pytest.mark.parametrize(
    ("make", "items"),
    [
        (protocols.ByVector, [1, 2, 3]),
        (protocols.ByList, [1, 2, 3]),
        (protocols.ByMember, [("a", 1), ("b", 2)]),
        (protocols.ByValue, [7, 8]),
        (protocols.ByMutable, [1, 2, 3]),
        (protocols.LockedList, [1, 2]),
    ],
)
def test_iter_may_give_a_range(make, items):
    assert list(make()) == items
    owner = make()
    first, second = iter(owner), iter(owner)
    assert next(first) == items[0] and list(second) == items and list(first) == items[1:]
    with pytest.raises(StopIteration):
        next(first)


@pytest.mark.parametrize("make", [protocols.ByVector, protocols.ByMutable])
def test_what_has_an_index_may_change_meanwhile(make):
    owner = make()
    iterator = iter(owner)
    seen = [next(iterator)]
    for value in range(1000):  # moves the vector more than once
        owner.add(value)
    seen += iterator
    assert seen == [1, 2, 3, *range(1000)]
    with pytest.raises(StopIteration):
        next(iterator)
    owner.add(5)
    with pytest.raises(StopIteration):
        next(iterator)


def test_what_has_none_stays_as_it_is_until_the_end():
    owner = protocols.ByList()
    iterator = iter(owner)
    assert next(iterator) == 1
    with pytest.raises(RuntimeError, match="cannot change this ByList object"):
        owner.add(4)
    assert list(iterator) == [2, 3]
    owner.add(4)
    assert list(owner) == [1, 2, 3, 4]
    iterator = iter(owner)
    del iterator  # gone before its end
    owner.add(5)
    for _ in owner:
        break
    owner.add(6)


def test_an_iterator_that_has_ended_stays_so_although_its_container_grows():
    for make in (protocols.ByVector, protocols.ByList, protocols.ByMutable, protocols.Row):
        container = make()
        add = container.append if make is protocols.Row else container.add
        add(1)
        iterator = iter(container)
        assert len(list(iterator)) >= 1
        add(2)
        assert list(iterator) == []
        assert next(iterator, None) is None


def test_an_iterator_keeps_its_owner_alive_until_its_end():
    owner = protocols.ByList()
    alive = weakref.ref(owner)
    iterator = iter(owner)
    del owner
    assert alive() is not None and list(iterator) == [1, 2, 3]
    assert alive() is None
    bag = protocols.Bag()
    alive = weakref.ref(bag)
    iterator = bag.by_vector()
    del bag
    next(iterator)
    assert alive() is not None
    del iterator
    assert alive() is None


def test_the_collector_sees_an_iterator():
    assert gc.is_tracked(protocols.Bag().by_list())


def test_sent_values():
    sender = protocols.Sender()

    def outer():
        return (yield from sender)

    generator = outer()
    assert generator.send(None) == 1
    assert generator.send(4) == 5
    with pytest.raises(StopIteration) as stop:
        generator.send(7)
    assert stop.value.value == 12
    with pytest.raises(TypeError, match="'str' object cannot be interpreted"):
        protocols_send("x")
    sender = protocols.Sender()
    assert sender.send(3) == 3 and next(sender) == 4 and list(sender) == [5, 6, 7, 8, 9, 10]
    with pytest.raises(StopIteration) as stop:
        sender.send(100)
    assert stop.value.value == 111


def protocols_send(value):
    def outer():
        yield from protocols.Sender()

    generator = outer()
    next(generator)
    generator.send(value)


def test_coroutines():
    async def main():
        await protocols.Awaitable()
        seen = 0
        async for item in protocols.AsyncCountdown(3):
            assert item is None
            seen += 1
        return seen

    coroutine = main()
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    assert stop.value.value == 3
    with pytest.raises(StopAsyncIteration):
        protocols.AsyncCountdown(0).__anext__()


# Ends


def test_del_runs_once_at_the_end():
    log = []
    final = protocols.Final(log)
    assert log == []
    del final
    assert log == ["end"]

    class Sub(protocols.Final):
        pass

    class Slotted(protocols.Final):
        __slots__ = ()

    Sub(log)
    Slotted(log)
    assert log == ["end"] * 3


@contextlib.contextmanager
def unraisable():
    """The texts of exceptions that nobody can catch."""
    texts = []
    kept = sys.unraisablehook
    sys.unraisablehook = lambda args: texts.append(str(args.exc_value))
    try:
        yield texts
    finally:
        sys.unraisablehook = kept


def test_del_that_fails_is_reported():
    log = []

    def fail():
        final = protocols.Final(log, True)
        raise KeyError(len([final]))  # on its way while the object ends

    with unraisable() as texts:
        with pytest.raises(KeyError):
            fail()
        gc.collect()
        protocols.Final(log, True)
    assert log == ["end"] * 2 and texts == ["at the end"] * 2


def test_del_of_an_object_that_was_never_made():
    class Sub(protocols.Final):
        def __init__(self):
            pass

    with unraisable() as texts:
        with pytest.raises(TypeError):
            protocols.Final()
        Sub()
    assert texts == []


# Buffers


def test_a_buffer_is_the_memory_itself():
    samples = protocols.Samples()
    view = memoryview(samples)
    assert (view.format, view.itemsize, view.shape, view.strides) == ("d", 8, (3,), (8,))
    assert view.tolist() == [1.0, 2.0, 3.0] and not view.readonly and view.obj is samples
    view[1] = 9.0
    assert samples.items == [1.0, 9.0, 3.0]
    assert bytes(samples) == view.tobytes()
    view.release()


def test_memory_stays_where_it_is_while_it_is_seen():
    samples = protocols.Samples()
    view = memoryview(samples)
    with pytest.raises(RuntimeError, match="cannot change this Samples object"):
        samples.append(4.0)
    second = memoryview(samples)
    view.release()
    with pytest.raises(RuntimeError):
        samples.append(4.0)
    second.release()
    samples.append(4.0)
    assert memoryview(samples).tolist() == [1.0, 2.0, 3.0, 4.0]


def test_buffers_of_several_dimensions():
    view = memoryview(protocols.Image())
    assert view.tolist() == [[1, 2, 3], [4, 5, 6]] and view.readonly and view.c_contiguous
    assert view.strides == (3, 1) and bytes(protocols.Image()) == bytes(range(1, 7))
    with pytest.raises(TypeError, match="read-write bytes-like object"):
        io.BytesIO(b"123456").readinto(protocols.Image())
    if sys.version_info >= (3, 12):
        with pytest.raises(BufferError, match="^Object is not writable.$"):
            protocols.Image().__buffer__(1)
        assert protocols.Image().__buffer__(0).tobytes() == bytes(range(1, 7))


def test_a_buffer_that_is_not_dense():
    view = memoryview(protocols.Strided())
    assert view.tolist() == [0, 2, 4] and view.strides == (8,) and not view.c_contiguous
    assert bytes(view) == b"".join(value.to_bytes(4, sys.byteorder) for value in (0, 2, 4))
    with pytest.raises(TypeError, match="expected a bytes-like object"):
        b"".join([protocols.Strided()])
    if sys.version_info >= (3, 12):
        for flags in (0, 8, 0x38, 0x58, 0x98):
            with pytest.raises(BufferError, match="not .*contiguous"):
                protocols.Strided().__buffer__(flags)


# Text


def test_formats():
    named = protocols.Named("a'b", 1.0)
    assert repr(named) == 'Named("a\'b", 1.00)'
    assert str(named) == "{a'b} None None"
    named.other = "x"
    assert str(named) == "{a'b} 'x' x"
    named.other = named
    try:
        assert str(named) == "{a'b} ... ..."
    finally:
        named.other = None


def test_an_attribute_that_fails_ends_the_text():
    class Failing:
        def __repr__(self):
            raise ZeroDivisionError

    named = protocols.Named("a")
    named.other = Failing()
    for _ in range(2):  # the guard against recursion is given back
        with pytest.raises(ZeroDivisionError):
            str(named)
    assert repr(named) == "Named('a', 0.00)"


# Inheritance


def test_halves_that_a_class_does_not_declare_are_its_base_s():
    d = protocols.Derived(3)
    assert d + 4 == 7 and 10 + d == 7
    d[0] = 5
    assert d.value == 10
    del d[0]
    assert d.value == -1
    d[0] = 4
    assert d < 9 and d > 7 and not d > 8
    assert d.anything == "base anything"
    d.value = 6
    assert d.value == 6
    del d.value
    assert d.value == -2
    with pytest.raises(TypeError):
        d + "x"


def test_python_subclasses_override():
    class Sub(protocols.Row):
        def __len__(self):
            return 42

        def __getitem__(self, index):
            return super().__getitem__(index) * 2

    sub = Sub([1, 2])
    assert len(sub) == 42 and sub[1] == 4 and 2 in sub
    assert protocols.Row.__len__(sub) == 2


# Borrows


def test_slots_borrow():
    busy = protocols.Busy()
    assert busy.read(lambda: busy[0]) == 0 and busy.read(lambda: busy + busy) == 1
    with pytest.raises(RuntimeError, match=r"Busy.__getitem__\(\) cannot read this Busy object"):
        busy.change(lambda: busy[0])
    with pytest.raises(RuntimeError, match=r"Busy.__len__\(\) cannot change this Busy object"):
        busy.read(lambda: len(busy))
    with pytest.raises(RuntimeError, match=r"cannot read this Busy object"):
        busy.change(lambda: busy + busy)
    with pytest.raises(RuntimeError, match=r"__eq__\(\) cannot read this Busy object"):
        busy.change(lambda: [protocols.Busy()].index(busy))
    assert busy[0] == 0 and len(busy) == 0


def test_an_iterator_over_instances_gives_copies_as_a_list_of_them_does():
    bag = protocols.OfClasses()
    for items in (list(bag), list(bag.again())):
        assert [type(item) for item in items] == [protocols.Scalar] * 2
        assert [float(item) for item in items] == [1.5, 2.5]
    assert next(iter(bag)) is not next(iter(bag))
