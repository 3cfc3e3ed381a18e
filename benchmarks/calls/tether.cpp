// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same module by Tether.
#include <tether/convert/map.hpp>
#include <tether/tether.hpp>

#include "work.hpp"

using namespace tether;

namespace {

PyResult<int> fail(int a) {
    if (a < 0) return PyErr::make<PyValueError>("negative");
    return a;
}

PyResult<Bound<PyAny>> look_up(const PyAny& map, const PyAny& key) { return map.get_item(key); }

Bound<PyAny> look_up_throwing(const PyAny& map, const PyAny& key) { return *map.get_item(key); }

PyResult<bool> catches(const PyAny& callable) {
    auto done = callable();
    if (done.is_ok()) return false;
    if (done.error().is_instance<PyValueError>(callable.py())) return true;
    return std::move(done).error();
}

std::size_t bytes_size(std::span<const std::byte> a) { return a.size(); }

PyResult<Bound<PyAny>> call_positional(const PyAny& callable) { return callable(1, 2); }

PyResult<Bound<PyAny>> call_keyword(const PyAny& callable) { return callable(1, kw<"b">(2)); }

PyResult<Bound<PyAny>> call_method(const PyAny& list) { return list.call_method<"append">(1); }

PyResult<Bound<PyAny>> get_value(const PyAny& object) { return object.getattr<"value">(); }

PyResult<void> set_value(const PyAny& object) { return object.setattr<"value">(1); }

PyResult<Bound<PyAny>> get_key(const PyAny& object) { return object.get_item(intern<"value">(object.py())); }

PyResult<void> set_key(const PyAny& object) { return object.set_item(intern<"value">(object.py()), 1); }

PyResult<Bound<PyAny>> get_index(const PyList& list) { return list.get_item(1); }

Py_ssize_t attach_often(int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += attach([](Python py) { return Py_REFCNT(py.None().as_ptr()) > 0; });
    }
    return sum;
}

Py_ssize_t detach_often(Python py, int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += py.detach([](int one) { return one; }, 1);
    }
    return sum;
}

Py_ssize_t detach_attach(Python py, int count) {
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += py.detach(
            +[] { return attach([](Python inner) { return Py_REFCNT(inner.None().as_ptr()) > 0; }); });
    }
    return sum;
}

PyResult<Bound<PyBuiltinFunction>> adder(Python py, int kept) {
    return closure<"adder(a, /)">(py, [kept](int a) { return work::add(a, kept); });
}

} // namespace

TETHER_MODULE(tether_calls, m, .gil_used = false) {
    m.add_function<"nothing()", work::nothing>()
        .add_function<"next(a, /)", work::next>()
        .add_function<"next_named(a)", work::next>()
        .add_function<"add(a, b, /)", work::add>()
        .add_function<"add_named(a, b)", work::add>()
        .add_function<"half(a, /)", work::half>()
        .add_function<"half_named(a)", work::half>()
        .add_function<"length(a, /)", work::length>()
        .add_function<"length_named(a)", work::length>()
        .add_function<"echo(a, /)", work::echo>()
        .add_function<"echo_named(a)", work::echo>()
        .add_function<"scale(a, b=2)", work::scale>()
        .add_function<"margins(left, right, bottom, top)", work::margins>()
        .add_function<"mixed(a, b, /, c, d=1.5, *, e=True, f='x')", work::mixed>()
        .add_function<"six(a, b, c, d, e, f, /)", work::mixed>()
        .add_function<"six_named(a, b, c, d, e, f)", work::mixed>()
        .add_function<"fail(a, /)", fail>()
        .add_function<"look_up(map, key, /)", look_up>()
        .add_function<"look_up_throwing(map, key, /)", look_up_throwing>()
        .add_function<"catches(callable, /)", catches>()
        .add_function<"at(a, /)", work::at>()
        .add_function<"bytes_size(a, /)", bytes_size>()
        .add_function<"zeros(count, /)", work::zeros>()
        .add_function<"sum_ints(a, /)", work::sum_ints>()
        .add_function<"sum_floats(a, /)", work::sum_floats>()
        .add_function<"ends(a, /)", work::ends>()
        .add_function<"ints(count, /)", work::ints>()
        .add_function<"floats(count, /)", work::floats>()
        .add_function<"twice(a, /)", work::twice>()
        .add_function<"maybe(a, /)", work::maybe>()
        .add_function<"total(a, /)", work::total>()
        .add_function<"counts()", work::counts>()
        .add_function<"call_positional(callable, /)", call_positional>()
        .add_function<"call_keyword(callable, /)", call_keyword>()
        .add_function<"call_method(list, /)", call_method>()
        .add_function<"get_value(object, /)", get_value>()
        .add_function<"set_value(object, /)", set_value>()
        .add_function<"get_key(object, /)", get_key>()
        .add_function<"set_key(object, /)", set_key>()
        .add_function<"get_index(list, /)", get_index>()
        .add_function<"attach(count, /)", attach_often>()
        .add_function<"detach(count, /)", detach_often>()
        .add_function<"detach_attach(count, /)", detach_attach>()
        .add_function<"adder(kept, /)", adder>();
}
