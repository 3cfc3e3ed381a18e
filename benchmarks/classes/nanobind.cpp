// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The classes by nanobind, which has neither a free list nor buffers of classes.
#include <nanobind/make_iterator.h>
#include <nanobind/nanobind.h>
#include <nanobind/operators.h>
#include <nanobind/stl/vector.h>

#include "work.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using work::Kind;
using work::PathOf;
using work::PointOf;

namespace {

template <Kind kind> void add_point(nb::module_& m, const char* name) {
    using Point = PointOf<kind>;
    nb::class_<Point> point(m, name);
    point
        .def(
            "__init__", [](Point* self, double x, double y) { new (self) Point{x, y}; }, nb::arg("x") = 0.0,
            nb::arg("y") = 0.0)
        .def_prop_ro("square", &Point::norm)
        .def("norm", &Point::norm)
        .def("scaled", &Point::scaled)
        .def("dot", &Point::dot)
        .def("twin", &Point::twin)
        .def(nb::self == nb::self)
        .def(nb::self + nb::self);
    if constexpr (kind == Kind::checked) {
        point.def_rw("x", &Point::x);
    } else {
        point.def_ro("x", &Point::x);
    }
    if constexpr (kind == Kind::frozen) point.def("__hash__", std::hash<Point>{});
}

template <Kind kind> void add_path(nb::module_& m, const char* name) {
    using Path = PathOf<kind>;
    nb::class_<Path>(m, name)
        .def(nb::init<int>())
        .def("__len__", &Path::size)
        .def("__getitem__", &Path::at)
        .def(
            "__iter__",
            [](const Path& self) {
                return nb::make_iterator(nb::type<Path>(), "iterator", self.values().begin(),
                                         self.values().end());
            },
            nb::keep_alive<0, 1>())
        .def("points", &Path::points);
}

} // namespace

NB_MODULE(nanobind_classes, m) {
    add_point<Kind::checked>(m, "Point");
    add_point<Kind::frozen>(m, "Frozen");
    add_point<Kind::open>(m, "Open");
    nb::class_<work::Solid, work::Open>(m, "Solid")
        .def(nb::init<double, double>(), nb::arg("x") = 0.0, nb::arg("y") = 0.0)
        .def_ro("z", &work::Solid::z);
    add_path<Kind::checked>(m, "Path");
    add_path<Kind::frozen>(m, "FrozenPath");
}
