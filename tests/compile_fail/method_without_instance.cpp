// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A method's first parameter is its instance.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
    const int fixed = 1;
    int get() const { return x; }
    void set(int value) { x = value; }
    void both(int a, int b) { x = a + b; }
    int rvalue() && { return x; }
};
template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::method<"f(a)", [](int a) { return a; }>());
#else
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::static_method<"f(a)", [](int a) { return a; }>());
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<
        Point>(); //~ error: tether: the first parameter of a method is its instance: T&, const T&, T, PyRef<T>, PyRefMut<T>, const object<T>&, Bound<T> or Py<T>. For a function without one write static_method or class_method.
}
