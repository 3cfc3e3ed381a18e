// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same module by pybind11.
#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "work.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace {

int fail(int a) {
    if (a < 0) throw py::value_error("negative");
    return a;
}

py::object look_up(const py::object& map, const py::object& key) { return map[key]; }

bool catches(const py::object& callable) {
    try {
        callable();
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ValueError)) throw;
        return true;
    }
    return false;
}

std::size_t bytes_size(const py::bytes& a) { return std::string_view(a).size(); }

py::bytes zeros(int count) {
    auto out = work::zeros(count);
    return {reinterpret_cast<const char*>(out.data()), out.size()};
}

double ends(const py::buffer& a) {
    py::buffer_info info = a.request();
    if (info.ndim != 1 || !info.item_type_is_equivalent_to<double>() || info.strides[0] != sizeof(double))
        throw py::type_error("expected a row of doubles");
    return work::ends({static_cast<const double*>(info.ptr), static_cast<std::size_t>(info.size)});
}

py::object call_positional(const py::object& callable) { return callable(1, 2); }
py::object call_keyword(const py::object& callable) { return callable(1, "b"_a = 2); }
py::object call_method(const py::object& list) { return list.attr("append")(1); }
py::object get_value(const py::object& object) { return object.attr("value"); }
void set_value(const py::object& object) { object.attr("value") = 1; }
py::object get_key(const py::object& object) { return object["value"]; }
void set_key(const py::object& object) { object["value"] = 1; }
py::object get_index(const py::list& list) { return list[1]; }

bool is_attached() {
    py::gil_scoped_acquire attached;
    return Py_REFCNT(Py_None) > 0;
}

Py_ssize_t attach(int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) sum += is_attached();
    return sum;
}

Py_ssize_t detach(int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        py::gil_scoped_release detached;
        ++sum;
    }
    return sum;
}

Py_ssize_t detach_attach(int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        py::gil_scoped_release detached;
        sum += is_attached();
    }
    return sum;
}

py::cpp_function adder(int kept) {
    return py::cpp_function([kept](int a) { return work::add(a, kept); });
}

} // namespace

PYBIND11_MODULE(pybind11_calls, m, py::mod_gil_not_used()) {
    m.def("nothing", work::nothing);
    m.def("next", work::next);
    m.def("next_named", work::next, py::arg("a"));
    m.def("add", work::add);
    m.def("add_named", work::add, py::arg("a"), py::arg("b"));
    m.def("half", work::half);
    m.def("half_named", work::half, py::arg("a"));
    m.def("length", work::length);
    m.def("length_named", work::length, py::arg("a"));
    m.def("echo", work::echo);
    m.def("echo_named", work::echo, py::arg("a"));
    m.def("scale", work::scale, py::arg("a"), py::arg("b") = 2);
    m.def("margins", work::margins, py::arg("left"), py::arg("right"), py::arg("bottom"), py::arg("top"));
    m.def("mixed", work::mixed, py::arg("a"), py::arg("b"), py::pos_only(), py::arg("c"), py::arg("d") = 1.5,
          py::kw_only(), py::arg("e") = true, py::arg("f") = "x");
    m.def("six", work::mixed);
    m.def("six_named", work::mixed, py::arg("a"), py::arg("b"), py::arg("c"), py::arg("d"), py::arg("e"),
          py::arg("f"));
    m.def("fail", fail);
    m.def("look_up", look_up);
    m.def("look_up_throwing", look_up);
    m.def("catches", catches);
    m.def("at", work::at);
    m.def("bytes_size", bytes_size);
    m.def("zeros", zeros);
    m.def("sum_ints", work::sum_ints);
    m.def("sum_floats", work::sum_floats);
    m.def("ends", ends);
    m.def("ints", work::ints);
    m.def("floats", work::floats);
    m.def("twice", work::twice);
    m.def("maybe", work::maybe);
    m.def("total", work::total);
    m.def("counts", work::counts);
    m.def("call_positional", call_positional);
    m.def("call_keyword", call_keyword);
    m.def("call_method", call_method);
    m.def("get_value", get_value);
    m.def("set_value", set_value);
    m.def("get_key", get_key);
    m.def("set_key", set_key);
    m.def("get_index", get_index);
    m.def("attach", attach);
    m.def("detach", detach);
    m.def("detach_attach", detach_attach);
    m.def("adder", adder);
}
