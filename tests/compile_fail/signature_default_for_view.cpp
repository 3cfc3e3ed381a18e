// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A default_for whose lambda makes a string that would be gone when the parameter looks at it.
#include <tether/tether.hpp>

#ifdef TETHER_EXPECT_ERROR
#define MADE std::string
#else
#define MADE std::string_view
#endif

int paint(std::optional<std::string_view>) { return 1; }

TETHER_MODULE(painting, m) {
    m.add_function<"paint(color=RED)", paint, tether::default_for<"color", [] { return MADE("red"); }>>();
    //~ error: tether: the parameter cannot hold the value of its default_for. Give one of its own type, or a lambda that makes one.
}
