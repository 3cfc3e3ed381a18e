// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a std::unique_ptr owns stays on the heap.
#include <tether/convert/memory.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

std::unique_ptr<Point> get() { return std::make_unique<Point>(); }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<"get()", get>(); //~ error: tether: an object that a std::unique_ptr owns stays where it is
#else
    m.add_function<"get()", [] { return *get(); }>();
#endif
}
