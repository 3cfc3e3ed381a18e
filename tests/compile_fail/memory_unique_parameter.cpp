// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is taken out of an instance stands outside it.
#include <tether/convert/memory.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

void take(std::unique_ptr<Point>) {}
void look(const Point&) {}

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<"take(point)",
                   take>(); //~ error: tether: a std::unique_ptr takes the object out of its instance
#else
    m.add_function<"look(point)", look>();
#endif
}
