# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# cython: language_level=3, freethreading_compatible=True, binding=True
# distutils: language=c++
"""The same module by Cython."""

from cpython.buffer cimport PyBUF_CONTIG_RO, PyBUF_FORMAT, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.ref cimport PyObject
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int64_t
from cython.operator cimport dereference, preincrement
from libc.string cimport strcmp
from libcpp cimport bool as cbool
from libcpp.map cimport map as cmap
from libcpp.string cimport string
from libcpp.vector cimport vector

ctypedef cmap[string, int].const_iterator const_iterator

cdef extern from "Python.h":
    Py_ssize_t Py_REFCNT(PyObject*) nogil
    PyObject* Py_None
    const char* PyUnicode_AsUTF8AndSize(object, Py_ssize_t*) except NULL

cdef extern from *:
    """
    #include <work.hpp>
    static std::span<const double> row(const void* at, Py_ssize_t n) {
        return {static_cast<const double*>(at), static_cast<std::size_t>(n)};
    }
    """
    cppclass row_type "std::span<const double>":
        pass
    row_type row(const void*, Py_ssize_t) nogil

cdef extern from "<string_view>" nogil:
    cppclass string_view "std::string_view":
        string_view()
        string_view(const char*, size_t)

cdef extern from "work.hpp" namespace "work":
    void c_nothing "work::nothing"()
    long long c_next "work::next"(int)
    long long c_add "work::add"(int, int)
    double c_half "work::half"(double)
    size_t c_length "work::length"(string_view)
    string c_echo "work::echo"(string) except +
    long long c_scale "work::scale"(int, int)
    long long c_margins "work::margins"(int, int, int, int)
    double c_mixed "work::mixed"(int, int, double, double, cbool, string_view)
    int c_at "work::at"(int) except +
    int64_t c_sum_ints "work::sum_ints"(const vector[int64_t]&)
    double c_sum_floats "work::sum_floats"(const vector[double]&)
    double c_ends "work::ends"(row_type)
    vector[int64_t] c_ints "work::ints"(int) except +
    vector[double] c_floats "work::floats"(int) except +
    cppclass byte_vector "std::vector<std::byte>":
        const void* data()
        size_t size()
    byte_vector c_zeros "work::zeros"(int) except +
    long long c_total "work::total"(const cmap[string, int]&)
    const cmap[string, int]& c_counts "work::counts"() except +


cdef inline string_view view(str text) except *:
    cdef Py_ssize_t size = 0
    cdef const char* data = PyUnicode_AsUTF8AndSize(text, &size)
    return string_view(data, size)


def nothing():
    c_nothing()


def next(int a, /):
    return c_next(a)


def next_named(int a):
    return c_next(a)


def add(int a, int b, /):
    return c_add(a, b)


def add_named(int a, int b):
    return c_add(a, b)


def half(double a, /):
    return c_half(a)


def half_named(double a):
    return c_half(a)


def length(str a not None, /):
    return c_length(view(a))


def length_named(str a not None):
    return c_length(view(a))


cdef inline str echoed(str a):
    cdef Py_ssize_t size = 0
    cdef const char* data = PyUnicode_AsUTF8AndSize(a, &size)
    cdef string out = c_echo(string(data, size))
    return PyUnicode_DecodeUTF8(out.data(), out.size(), NULL)


def echo(str a not None, /):
    return echoed(a)


def echo_named(str a not None):
    return echoed(a)


def scale(int a, int b=2):
    return c_scale(a, b)


def margins(int left, int right, int bottom, int top):
    return c_margins(left, right, bottom, top)


def mixed(int a, int b, /, double c, double d=1.5, *, bint e=True, str f not None="x"):
    return c_mixed(a, b, c, d, e, view(f))


def six(int a, int b, double c, double d, bint e, str f not None, /):
    return c_mixed(a, b, c, d, e, view(f))


def six_named(int a, int b, double c, double d, bint e, str f not None):
    return c_mixed(a, b, c, d, e, view(f))


def fail(int a, /):
    if a < 0:
        raise ValueError("negative")
    return a


def look_up(map, key, /):
    return map[key]


def catches(callable, /):
    try:
        callable()
    except ValueError:
        return True
    return False


def at(int a, /):
    return c_at(a)


def bytes_size(bytes a not None, /):
    return len(a)


def zeros(int count, /):
    cdef byte_vector out = c_zeros(count)
    return PyBytes_FromStringAndSize(<const char*>out.data(), out.size())


def sum_ints(vector[int64_t] a, /):
    return c_sum_ints(a)


def sum_floats(vector[double] a, /):
    return c_sum_floats(a)


def ends(a, /):
    cdef Py_buffer buffer
    PyObject_GetBuffer(a, &buffer, PyBUF_CONTIG_RO | PyBUF_FORMAT)
    try:
        if buffer.ndim != 1 or strcmp(buffer.format, b"d") != 0:
            raise TypeError("expected a row of doubles")
        return c_ends(row(buffer.buf, buffer.shape[0]))
    finally:
        PyBuffer_Release(&buffer)


def ints(int count, /):
    return c_ints(count)


def floats(int count, /):
    return c_floats(count)


def twice(tuple a not None, /):
    cdef int first
    cdef double second
    first, second = a
    return first * 2, second * 2


def maybe(a, /):
    cdef int value
    if a is None:
        return None
    value = a
    return value


def total(dict a not None, /):
    cdef cmap[string, int] out
    cdef Py_ssize_t size = 0
    cdef const char* data
    for key, value in a.items():
        data = PyUnicode_AsUTF8AndSize(key, &size)
        out[string(data, size)] = value
    return c_total(out)


def counts():
    out = {}
    cdef const_iterator at = c_counts().const_begin()
    while at != c_counts().const_end():
        out[PyUnicode_DecodeUTF8(dereference(at).first.data(), dereference(at).first.size(), NULL)] = dereference(at).second
        preincrement(at)
    return out


def call_positional(callable, /):
    return callable(1, 2)


def call_keyword(callable, /):
    return callable(1, b=2)


def call_method(list, /):
    return list.append(1)


def get_value(object, /):
    return object.value


def set_value(object, /):
    object.value = 1


def get_key(object, /):
    return object["value"]


def set_key(object, /):
    object["value"] = 1


def get_index(list list not None, /):
    return list[1]


def attach(int count, /):
    cdef Py_ssize_t sum = 0
    cdef int i
    for i in range(count):
        sum += is_attached()
    return sum


cdef Py_ssize_t is_attached() noexcept with gil:
    return Py_REFCNT(Py_None) > 0


def detach(int count, /):
    cdef Py_ssize_t sum = 0
    cdef int i
    for i in range(count):
        with nogil:
            sum += 1
    return sum


def detach_attach(int count, /):
    cdef Py_ssize_t sum = 0
    cdef int i
    for i in range(count):
        with nogil:
            sum += is_attached()
    return sum


def adder(int kept, /):
    def add_kept(int a, /):
        return c_add(a, kept)

    return add_kept
