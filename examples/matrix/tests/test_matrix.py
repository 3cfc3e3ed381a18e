import array
import copy
import gc
import pickle
import weakref

import numpy
import pytest
from matrix import Matrix

A = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]


def test_made_of_rows():
    m = Matrix(A)
    assert (m.shape, len(m), m.rows) == ((2, 3), 2, A)
    assert Matrix([(1, True), array.array("d", [2.5, 3])]).rows == [[1.0, 1.0], [2.5, 3.0]]
    assert Matrix(Matrix(A).rows) == m
    assert Matrix(numpy.array(A)) == m


def test_zeros_and_identity():
    assert Matrix.zeros(1, 2).rows == [[0.0, 0.0]]
    assert Matrix.identity(size=2).rows == [[1.0, 0.0], [0.0, 1.0]]


def test_items():
    m = Matrix(A)
    assert (m[0, 0], m[1, 2], m[-1, -3]) == (1.0, 6.0, 4.0)
    m[-2, 1] = 9
    assert m.rows == [[1.0, 9.0, 3.0], [4.0, 5.0, 6.0]]


def test_iterates_over_copies_of_rows():
    m = Matrix(A)
    rows = iter(m)
    first = next(rows)
    first[0] = 7.0
    m[1, 0] = 8
    assert list(rows) == [[4.0, 5.0, 6.0]]
    assert m.rows == [[1.0, 2.0, 3.0], [8.0, 5.0, 6.0]]
    assert [sum(row) for row in m] == [6.0, 19.0]


def test_operators():
    m, n = Matrix(A), Matrix([[6, 5, 4], [3, 2, 1]])
    assert (m + n).rows == [[7.0] * 3] * 2
    assert (m - n).rows == [[-5.0, -3.0, -1.0], [1.0, 3.0, 5.0]]
    assert (2 * m) == (m * 2.0) == m + m
    assert -m == -1 * m
    assert m.T.rows == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]
    assert (m @ n.T).rows == (numpy.array(A) @ numpy.asarray(n).T).tolist() == [[28.0, 10.0], [73.0, 28.0]]
    assert m @ Matrix.identity(3) == m == Matrix.identity(2) @ m


def test_operators_in_place():
    m = same = Matrix(A)
    m += m
    m -= Matrix.zeros(2, 3)
    m *= 0.5
    assert m is same
    assert m.rows == A


def test_equality():
    assert Matrix(A) == Matrix(A)
    assert Matrix(A) != Matrix(A).T
    assert Matrix([[1, 2]]) != Matrix([[1, 2.5]])
    assert Matrix([[1]]) != [[1.0]]
    with pytest.raises(TypeError, match="unhashable type: 'matrix.Matrix'"):
        hash(Matrix(A))


def test_text():
    assert repr(Matrix(A)) == "Matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])"
    assert eval(repr(Matrix(A))) == Matrix(A)


def test_memory_is_seen_in_place():
    m = Matrix(A)
    view = memoryview(m)
    seen = numpy.asarray(m)
    assert (view.format, view.shape, view.strides, view.readonly) == ("d", (2, 3), (24, 8), False)
    assert (seen.dtype, seen.shape) == (numpy.dtype("float64"), (2, 3))
    seen[0] *= 10
    view[1, 2] = 7
    m[1, 0] = 8
    m += Matrix.zeros(2, 3)
    assert seen.tolist() == view.tolist() == m.rows == [[10.0, 20.0, 30.0], [8.0, 5.0, 7.0]]

    gone = weakref.ref(m)
    del m, view
    gc.collect()
    assert seen[0, 2] == 30.0
    del seen
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_copies(copied):
    m = Matrix(A)
    other = copied(m)
    assert other == m
    other[0, 0] = 5
    assert m[0, 0] == 1.0


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda m: Matrix([]), ValueError, "a matrix has at least one row and one column"),
        (lambda m: Matrix([[]]), ValueError, "a matrix has at least one row and one column"),
        (lambda m: Matrix.zeros(0, 1), ValueError, "a matrix has at least one row and one column"),
        (lambda m: Matrix([[1], [2, 3]]), ValueError, "row 1 has 2 items, and row 0 has 1"),
        (lambda m: m + m.T, ValueError, "cannot add matrices of 2x3 and 3x2"),
        (lambda m: m - m.T, ValueError, "cannot subtract matrices of 2x3 and 3x2"),
        (lambda m: m @ m, ValueError, "cannot multiply matrices of 2x3 and 2x3"),
        (lambda m: m.__iadd__(m.T), ValueError, "cannot add matrices of 2x3 and 3x2"),
        (lambda m: m[2, 0], IndexError, "Matrix index out of range"),
        (lambda m: m[0, -4], IndexError, "Matrix index out of range"),
        (lambda m: m.__setitem__((0, 3), 1), IndexError, "Matrix index out of range"),
        (lambda m: Matrix.zeros(2**63, 2**63), MemoryError, ""),
        (
            lambda m: m[0],
            TypeError,
            "Matrix.__getitem__() argument 'index': 'int' object cannot be converted to 'tuple[int, int]'",
        ),
        (lambda m: m * m, TypeError, "unsupported operand type(s) for *: 'matrix.Matrix' and 'matrix.Matrix'"),
        (lambda m: m + 1, TypeError, "unsupported operand type(s) for +: 'matrix.Matrix' and 'int'"),
        (lambda m: 1 @ m, TypeError, "unsupported operand type(s) for @: 'int' and 'matrix.Matrix'"),
        (lambda m: Matrix([[1], ["x"]]), TypeError, "argument 'rows', item 1, item 0: must be real number, not str"),
        (
            lambda m: setattr(m, "shape", (3, 2)),
            AttributeError,
            "attribute 'shape' of 'matrix.Matrix' objects is not writable",
        ),
        (lambda m: m.__delitem__((0, 0)), TypeError, "'matrix.Matrix' object does not support item deletion"),
    ],
)
def test_wrong_calls(call, error, text):
    m = Matrix(A)
    with pytest.raises(error) as caught:
        call(m)
    assert str(caught.value) == text
    assert m.rows == A


def test_what_it_says_of_itself():
    assert (Matrix.__module__, Matrix.__qualname__) == ("matrix", "Matrix")
    assert Matrix.zeros.__text_signature__ == "(height, width)"
    for thing in (Matrix, Matrix.zeros, Matrix.identity, Matrix.shape, Matrix.rows, Matrix.T):
        assert thing.__doc__
