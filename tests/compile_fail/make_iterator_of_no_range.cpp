// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An iterator goes over a range.
#include <tether/pyclass.hpp>

#include <vector>

struct Point {
    std::vector<int> values;
    int size = 0;
};

template <> inline constexpr auto tether::pyclass<Point> = tether::Class<>{.name = "Point"};
#ifdef TETHER_EXPECT_ERROR
#define PART size
#else
#define PART values
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_function<"each(p)", [](const tether::Bound<Point>& p) {
        return tether::make_iterator(p, &Point::PART);
    }>(); //~ error: tether: make_iterator: this gives no range: begin() and end().
}
