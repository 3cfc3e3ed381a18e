// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a std::shared_ptr owns is shared.
#include <tether/convert/memory.hpp>

struct Point {
    double x = 0;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::reference};

std::shared_ptr<Point> get() { return std::make_shared<Point>(); }

TETHER_MODULE(points, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<
        "get()",
        get>(); //~ error: tether: a std::shared_ptr to a declared class needs .holder = Holder::shared
#else
    m.add_function<"get()", [] { return *get(); }>();
#endif
}
