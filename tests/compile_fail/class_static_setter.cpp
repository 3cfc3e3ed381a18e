// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The setter of a static property takes the value.
#include <tether/pyclass.hpp>

struct Counter {};

#ifdef TETHER_EXPECT_ERROR
void set_count() {}
//~ error: tether: static_property: the setter takes the value, or the class as a const PyType& and the value.
#else
void set_count(int) {}
#endif

template <> inline constexpr auto tether::pyclass<Counter> = tether::Class<>{.name = "Counter"};
template <>
inline constexpr auto tether::pymethods<Counter> =
    tether::members(tether::static_property<"count", [] { return 1; }, set_count>());

void add(tether::Module& m) { m.add_class<Counter>(); }
