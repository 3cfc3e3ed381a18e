// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The classes by pybind11.
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "work.hpp"

namespace py = pybind11;
using work::Kind;
using work::PathOf;
using work::PointOf;

namespace {

template <Kind kind> void add_point(py::module_& m, const char* name) {
    using Point = PointOf<kind>;
    py::class_<Point> point(m, name);
    point
        .def(py::init([](double x, double y) { return Point{x, y}; }), py::arg("x") = 0.0, py::arg("y") = 0.0)
        .def_property_readonly("square", &Point::norm)
        .def("norm", &Point::norm)
        .def("scaled", &Point::scaled)
        .def("dot", &Point::dot)
        .def("twin", &Point::twin)
        .def(py::self == py::self)
        .def(py::self + py::self);
    if constexpr (kind == Kind::checked) {
        point.def_readwrite("x", &Point::x);
    } else {
        point.def_readonly("x", &Point::x);
    }
    if constexpr (kind == Kind::frozen) point.def(py::hash(py::self));
}

template <Kind kind> void add_path(py::module_& m, const char* name) {
    using Path = PathOf<kind>;
    py::class_<Path>(m, name, py::buffer_protocol())
        .def(py::init<int>())
        .def("__len__", &Path::size)
        .def("__getitem__", &Path::at)
        .def(
            "__iter__",
            [](const Path& self) { return py::make_iterator(self.values().begin(), self.values().end()); },
            py::keep_alive<0, 1>())
        .def_buffer([](const Path& self) {
            return py::buffer_info(self.values().data(), static_cast<py::ssize_t>(self.size()), true);
        })
        .def("points", &Path::points);
}

} // namespace

PYBIND11_MODULE(pybind11_classes, m, py::mod_gil_not_used()) {
    add_point<Kind::checked>(m, "Point");
    add_point<Kind::frozen>(m, "Frozen");
    add_point<Kind::open>(m, "Open");
    py::class_<work::Solid, work::Open>(m, "Solid")
        .def(py::init<double, double>(), py::arg("x") = 0.0, py::arg("y") = 0.0)
        .def_readonly("z", &work::Solid::z);
    add_path<Kind::checked>(m, "Path");
    add_path<Kind::frozen>(m, "FrozenPath");
}
