// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A deleter of one's own is a std::shared_ptr's affair.
#include <tether/pyclass.hpp>

#include <tether/convert/memory.hpp>

struct Point {};
struct Deleter {
    void operator()(Point* point) const { delete point; }
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::unique};
#ifdef TETHER_EXPECT_ERROR
std::unique_ptr<Point, Deleter> make() { return nullptr; }
#else
std::unique_ptr<Point> make() { return nullptr; }
#endif

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_function<
        "make()",
        make>(); //~ error: tether: a std::unique_ptr with a deleter of its own needs Holder::shared.
}
