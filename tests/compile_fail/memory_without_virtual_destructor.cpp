// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What is deleted through its base has a virtual destructor.
// Not <tether/pyclass.hpp> first: that may be precompiled, and there g++ forgets what pragmas say of
// warnings.
#include <tether/convert/memory.hpp>

#include <tether/pyclass.hpp>

#ifdef TETHER_EXPECT_ERROR
#define VIRTUAL
#else
#define VIRTUAL virtual
#endif

struct Point {
    virtual int area() const { return 0; }
    VIRTUAL ~Point() = default;
};

template <>
inline constexpr auto tether::pyclass<Point> =
    tether::Class<>{.name = "Point", .holder = tether::Holder::unique};

TETHER_MODULE(geometry, m) {
    m.add_class<Point>();
    m.add_function<
        "make()", [] { return new Point; },
        tether::returns::
            take_ownership>(); //~ error: tether: an object of a polymorphic class is deleted through its base: give the class a virtual destructor.
}
