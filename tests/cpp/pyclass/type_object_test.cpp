// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass/type_object.hpp>

#include <tether/pyclass.hpp>
#include <tether/pyclass/variant.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>
#include <vector>

namespace first_use {

enum class Color { red, green };

/// Has an instance of itself as an attribute: to make the type is to need it.
struct Point {
    int x = 0;
};

struct Circle {
    int radius = 0;
};
using Shape = std::variant<Circle>;

} // namespace first_use

using namespace tether;
using first_use::Circle;
using first_use::Color;
using first_use::Point;
using first_use::Shape;

template <> inline constexpr auto tether::pyclass<Color> = Class<>{.name = "Color"};
template <> inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point"};
template <> inline constexpr auto tether::pyclass<Shape> = Class<>{.name = "Shape", .frozen = true};
template <> inline constexpr auto tether::pyclass<Circle> = Class<Shape>{.name = "Circle", .frozen = true};

template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"RED", Color::red>(), enum_value<"GREEN", Color::green>());
template <>
inline constexpr auto tether::pymethods<Point> =
    members(init<"(x)", int>(), get<"x", &Point::x>(), class_attr<"ONE", [] { return Point{1}; }>(),
            class_attr<"COLOR", [] { return Color::green; }>());
template <>
inline constexpr auto tether::pymethods<Circle> =
    members(init<"(radius)", int>(), class_attr<"UNIT", [] { return Shape(Circle{1}); }>());

namespace {

/// What each of many threads gets of `f`, which all call at once.
template <class F> std::vector<PyObject*> from_all(F f) {
    constexpr int count = 8;
    std::vector<PyObject*> types(count);
    std::vector<std::thread> threads;
    std::atomic<int> waiting{count};
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            --waiting;
            while (waiting.load() > 0) std::this_thread::yield();
            attach([&](Python py) { types[static_cast<std::size_t>(i)] = f(py); });
        });
    for (std::thread& thread : threads) thread.join();
    return types;
}

template <class T> PyObject* type_of_value(Python py, T value) {
    PyObject* const made = detail::into_python(value);
    if (made == nullptr) return PyErr_Print(), nullptr; // the caller compares
    return Bound<PyAny>::from_owned_ptr(py, made).get_type().as_ptr();
}

} // namespace

TEST_CASE("a type that many threads need first at once is made once, and nobody waits for ever", "[leaks]") {
    attach([](Python py) {
        *py.run("import sys; sys.setswitchinterval(1e-6)");
        detail::prepare<Point>();
        detail::prepare<Shape>();
        detail::prepare<Circle>();
        detail::enum_info<Color>.spec.store(&detail::enum_spec<Color>);
    });
    auto const colors = from_all([](Python py) { return type_of_value(py, Color::red); });
    auto const points = from_all([](Python py) { return type_of_value(py, Point{2}); });
    auto const circles = from_all([](Python py) { return type_of_value(py, Shape(Circle{2})); });
    for (const auto& types : {colors, points, circles})
        for (PyObject* const type : types) CHECK((type != nullptr && type == types.front()));
    attach([&](Python py) {
        *py.run("import sys; sys.setswitchinterval(0.005)");
        auto const point = Borrowed<PyAny>::from_ptr(py, points.front());
        CHECK(point.getattr("ONE")->get_type().is(point));
        CHECK(point.getattr("COLOR")->get_type().as_ptr() == colors.front());
        auto const circle = Borrowed<PyAny>::from_ptr(py, circles.front());
        CHECK(circle.getattr("UNIT")->get_type().is(circle));
    });
}
