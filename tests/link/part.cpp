// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The functions of a module that is made elsewhere.
#include <tether/tether.hpp>

namespace {

double area(double width, double height) {
    if (width < 0 || height < 0) throw std::invalid_argument("no size is negative");
    return width * height;
}

int sum(int a, int b, int c) { return a + b + c; }

} // namespace

void add_part(tether::Module& m) {
    m.add_function<"area(width, height=1.0)", area>().add_function<"sum(a, b, c)", sum>();
}
