// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Which of several functions of one name, overload says.
#include <tether/tether.hpp>

double area(double radius) { return radius * radius; }
double area(double width, double height) { return width * height; }

TETHER_MODULE(shapes, m) {
#ifdef TETHER_EXPECT_ERROR
    m.add_function<"area(radius)", area>();
    //~ error(g++): no matching function for call to
    //~ error(g++ fixed): unable to deduce 'auto' from 'area'
    //~ error(clang++): no matching member function for call to 'add_function'
#else
    m.add_function<"area(radius)", tether::overload<double>(area)>();
#endif
}
