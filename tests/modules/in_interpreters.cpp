// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A module for several interpreters at once, each with a GIL of its own or a shared one, for
// test_in_interpreters.py.
#include <tether/pyclass.hpp>
#include <tether/sync.hpp>
#include <tether/tether.hpp>

#include <optional>
#include <string>

using namespace tether;

namespace {

TETHER_CREATE_EXCEPTION(in_interpreters, OwnError, PyValueError);

struct Point {
    int x = 0;
    int twice() const { return 2 * x; }
};

enum class Color { red, green };

PerInterpreter<Py<PyAny>> cache;

/// An object that each interpreter makes once for itself.
Borrowed<PyAny> cached(Python py) {
    return cache.here(py).get_or_init(py, [&] { return py.eval("[]")->unbind(); }).bind(py);
}

// What no module for several interpreters should have: one object for all of them.
Mutex<std::optional<Py<PyAny>>> shared;

void keep(const PyAny& object) { *shared.lock() = object.cast_unchecked<PyAny>().unbind(); }

PyResult<std::string> look_at_kept(Python py) {
    const auto guard = shared.lock();
    return (*guard)->bind(py).repr()->to_string();
}

} // namespace

template <> inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point", .freelist = 4};
template <>
inline constexpr auto tether::pymethods<Point> =
    members(init<"(x)", int>(), get_set<"x", &Point::x>(), method<"twice()", &Point::twice>(),
            class_attr<"ORIGIN", [] { return Point{}; }>());
template <> inline constexpr auto tether::pyclass<Color> = Class<>{.name = "Color"};
template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"RED", Color::red>(), enum_value<"GREEN", Color::green>());

TETHER_MODULE(in_interpreters, m, .gil_used = false, .per_interpreter_gil = true) {
    m.add("CHECKED", TETHER_CHECKED != 0);
    m.add("OwnError", m.py().type_of<OwnError>());
    m.add_class<Point>().add_class<Color>();
    m.add_function<"cached()", cached>()
        .add_function<"other(color)", [](Color c) { return c == Color::red ? Color::green : Color::red; }>()
        .add_function<"fail()", []() -> PyResult<void> { return PyErr::make<OwnError>("own"); }>()
        .add_function<"ordered()", [](Python py) { return import_once<"collections", "OrderedDict">(py); }>()
        .add_function<"keep(object)", keep>()
        .add_function<"look_at_kept()", look_at_kept>();
}
