// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same module by nanobind.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "work.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

int fail(int a) {
    if (a < 0) throw nb::value_error("negative");
    return a;
}

nb::object look_up(const nb::object& map, const nb::object& key) { return map[key]; }

bool catches(const nb::object& callable) {
    try {
        callable();
    } catch (nb::python_error& error) {
        if (!error.matches(PyExc_ValueError)) throw;
        return true;
    }
    return false;
}

std::size_t bytes_size(const nb::bytes& a) { return a.size(); }

nb::bytes zeros(int count) {
    auto out = work::zeros(count);
    return nb::bytes(out.data(), out.size());
}

using Doubles = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
double ends(const Doubles& a) { return work::ends({a.data(), a.size()}); }

nb::object call_positional(const nb::object& callable) { return callable(1, 2); }
nb::object call_keyword(const nb::object& callable) { return callable(1, "b"_a = 2); }
nb::object call_method(const nb::object& list) { return list.attr("append")(1); }
nb::object get_value(const nb::object& object) { return object.attr("value"); }
void set_value(const nb::object& object) { object.attr("value") = 1; }
nb::object get_key(const nb::object& object) { return object["value"]; }
void set_key(const nb::object& object) { object["value"] = 1; }
nb::object get_index(const nb::list& list) {
    if (list.size() <= 1) throw nb::index_error(); // nanobind itself does not look
    return list[1];
}

bool is_attached() {
    nb::gil_scoped_acquire attached;
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
        nb::gil_scoped_release detached;
        ++sum;
    }
    return sum;
}

Py_ssize_t detach_attach(int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        nb::gil_scoped_release detached;
        sum += is_attached();
    }
    return sum;
}

nb::object adder(int kept) {
    return nb::cpp_function([kept](int a) { return work::add(a, kept); });
}

} // namespace

NB_MODULE(nanobind_calls, m) {
    m.def("nothing", work::nothing);
    m.def("next", work::next);
    m.def("next_named", work::next, nb::arg("a"));
    m.def("add", work::add);
    m.def("add_named", work::add, nb::arg("a"), nb::arg("b"));
    m.def("half", work::half);
    m.def("half_named", work::half, nb::arg("a"));
    m.def("length", work::length);
    m.def("length_named", work::length, nb::arg("a"));
    m.def("echo", work::echo);
    m.def("echo_named", work::echo, nb::arg("a"));
    m.def("scale", work::scale, nb::arg("a"), nb::arg("b") = 2);
    m.def("margins", work::margins, nb::arg("left"), nb::arg("right"), nb::arg("bottom"), nb::arg("top"));
    m.def("mixed", work::mixed, nb::arg(), nb::arg(), nb::arg("c"), nb::arg("d") = 1.5, nb::kw_only(),
          nb::arg("e") = true, nb::arg("f") = "x");
    m.def("six", work::mixed);
    m.def("six_named", work::mixed, nb::arg("a"), nb::arg("b"), nb::arg("c"), nb::arg("d"), nb::arg("e"),
          nb::arg("f"));
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
    m.def("maybe", work::maybe, nb::arg().none());
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
