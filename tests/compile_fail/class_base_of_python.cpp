// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python lets no class derive from some types.
#include <tether/pyclass.hpp>

struct Count {
    int value = 0;
};

#ifdef TETHER_EXPECT_ERROR
template <> inline constexpr auto tether::pyclass<Count> = tether::Class<tether::PyInt>{.name = "Count"};
#else
template <> inline constexpr auto tether::pyclass<Count> = tether::Class<tether::PyDict>{.name = "Count"};
#endif

TETHER_MODULE(counts, m) {
    m.add_class<Count>(); //~ error: tether: Class<Base>: no C++ class can derive from this type.
}
