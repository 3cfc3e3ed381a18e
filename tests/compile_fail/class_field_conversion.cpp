// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The fields of a class convert as their types do.
#include <tether/pyclass.hpp>

struct Point {
    int x = 0;
};

tether::PyResult<int> from(const tether::PyAny& object) { return object.extract<int>(); }
tether::PyResult<tether::Bound<tether::PyInt>> into(tether::Python py, const int& value) {
    return tether::PyInt::create(py, value);
}

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Point> =
    tether::members(tether::field<"x", &Point::x>.with<from, into>());
//~ error: tether: with() converts the fields of aggregates.
#else
template <> inline constexpr auto tether::pymethods<Point> = tether::members(tether::field<"x", &Point::x>);
#endif

void add(tether::Module& m) { m.add_class<Point>(); }
