# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# cython: language_level=3, freethreading_compatible=True
# distutils: language=c++
"""The classes by Cython."""

cimport cython
from libcpp cimport bool as cbool
from libcpp.vector cimport vector

cdef extern from *:
    """
    #include <work.hpp>
    #include <functional>
    using CPoint = work::PointOf<work::Kind::frozen>;
    using CPath = work::PathOf<work::Kind::frozen>;
    """
    cppclass CPoint:
        double x
        double y
        double norm()
        double scaled(double)
        double dot(const CPoint&)
        CPoint twin()
        cbool operator==(const CPoint&)
        CPoint operator+(const CPoint&)

    cppclass CPath:
        CPath(int) except +
        size_t size()
        double at(Py_ssize_t) except +
        const vector[double]& values()
        vector[CPoint] points() except +

    Py_hash_t hash_of "std::hash<CPoint>{}"(const CPoint&)


cdef class Point:
    cdef CPoint value

    def __cinit__(self, double x=0.0, double y=0.0):
        self.value.x = x
        self.value.y = y

    @property
    def x(self):
        return self.value.x

    @x.setter
    def x(self, double x):
        self.value.x = x

    @property
    def square(self):
        return self.value.norm()

    def norm(self):
        return self.value.norm()

    def scaled(self, double by, /):
        return self.value.scaled(by)

    def dot(self, Point other not None, /):
        return self.value.dot(other.value)

    def twin(self):
        return point(self.value.twin())

    def __eq__(self, other):
        return self.value == (<Point>other).value if type(other) is Point else NotImplemented

    def __add__(self, other):
        return point(self.value + (<Point>other).value) if type(other) is Point else NotImplemented


cdef inline Point point(CPoint value):
    cdef Point out = Point.__new__(Point)
    out.value = value
    return out


cdef class Frozen:
    cdef CPoint value

    def __cinit__(self, double x=0.0, double y=0.0):
        self.value.x = x
        self.value.y = y

    @property
    def x(self):
        return self.value.x

    @property
    def square(self):
        return self.value.norm()

    def norm(self):
        return self.value.norm()

    def scaled(self, double by, /):
        return self.value.scaled(by)

    def dot(self, Frozen other not None, /):
        return self.value.dot(other.value)

    def twin(self):
        return frozen(self.value.twin())

    def __eq__(self, other):
        return self.value == (<Frozen>other).value if type(other) is Frozen else NotImplemented

    def __hash__(self):
        return hash_of(self.value)

    def __add__(self, other):
        return frozen(self.value + (<Frozen>other).value) if type(other) is Frozen else NotImplemented


cdef inline Frozen frozen(CPoint value):
    cdef Frozen out = Frozen.__new__(Frozen)
    out.value = value
    return out


@cython.final
@cython.freelist(16)
cdef class Recycled:
    cdef CPoint value

    def __cinit__(self, double x=0.0, double y=0.0):
        self.value.x = x
        self.value.y = y

    @property
    def x(self):
        return self.value.x

    @property
    def square(self):
        return self.value.norm()

    def norm(self):
        return self.value.norm()

    def scaled(self, double by, /):
        return self.value.scaled(by)

    def dot(self, Recycled other not None, /):
        return self.value.dot(other.value)

    def twin(self):
        return recycled(self.value.twin())

    def __eq__(self, other):
        return self.value == (<Recycled>other).value if type(other) is Recycled else NotImplemented

    def __add__(self, other):
        return recycled(self.value + (<Recycled>other).value) if type(other) is Recycled else NotImplemented


cdef inline Recycled recycled(CPoint value):
    cdef Recycled out = Recycled.__new__(Recycled)
    out.value = value
    return out


cdef class Open:
    cdef CPoint value

    def __cinit__(self, double x=0.0, double y=0.0):
        self.value.x = x
        self.value.y = y

    @property
    def x(self):
        return self.value.x

    @property
    def square(self):
        return self.value.norm()

    def norm(self):
        return self.value.norm()

    def scaled(self, double by, /):
        return self.value.scaled(by)

    def dot(self, Open other not None, /):
        return self.value.dot(other.value)

    def twin(self):
        return open_point(self.value.twin())

    def __eq__(self, other):
        return self.value == (<Open>other).value if isinstance(other, Open) else NotImplemented

    def __add__(self, other):
        return open_point(self.value + (<Open>other).value) if isinstance(other, Open) else NotImplemented


cdef inline Open open_point(CPoint value):
    cdef Open out = Open.__new__(Open)
    out.value = value
    return out


cdef class Solid(Open):
    cdef double depth

    @property
    def z(self):
        return self.depth


cdef class Path:
    cdef CPath* value
    cdef Py_ssize_t shape

    def __cinit__(self, int count, /):
        self.value = new CPath(count)
        self.shape = self.value.size()

    def __dealloc__(self):
        del self.value

    def __len__(self):
        return self.value.size()

    def __getitem__(self, Py_ssize_t index):
        return self.value.at(index)

    def __iter__(self):
        return iterate(self)

    def __getbuffer__(self, Py_buffer* view, int flags):
        expose(self, self.value, &self.shape, view, flags)

    def points(self):
        cdef list out = []
        for value in self.value.points():
            out.append(point(value))
        return out


cdef class FrozenPath:
    cdef CPath* value
    cdef Py_ssize_t shape

    def __cinit__(self, int count, /):
        self.value = new CPath(count)
        self.shape = self.value.size()

    def __dealloc__(self):
        del self.value

    def __len__(self):
        return self.value.size()

    def __getitem__(self, Py_ssize_t index):
        return self.value.at(index)

    def __iter__(self):
        return iterate_frozen(self)

    def __getbuffer__(self, Py_buffer* view, int flags):
        expose(self, self.value, &self.shape, view, flags)

    def points(self):
        cdef list out = []
        for value in self.value.points():
            out.append(frozen(value))
        return out


def iterate(Path path):
    cdef size_t i
    for i in range(path.value.values().size()):
        yield path.value.values()[i]


def iterate_frozen(FrozenPath path):
    cdef size_t i
    for i in range(path.value.values().size()):
        yield path.value.values()[i]


cdef expose(owner, CPath* path, Py_ssize_t* shape, Py_buffer* view, int flags):
    if flags & 1:
        raise BufferError("the memory is read-only")
    view.obj = owner
    view.buf = <void*>path.values().data()
    view.len = shape[0] * sizeof(double)
    view.itemsize = sizeof(double)
    view.readonly = 1
    view.ndim = 1
    view.format = "d"
    view.shape = shape
    view.strides = &view.itemsize
    view.suboffsets = NULL
    view.internal = NULL
