// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The same for a method.
#include <tether/pyclass.hpp>

#ifdef TETHER_EXPECT_ERROR
using Option = int;
#else
using Option = tether::default_for<"by", 2>;
#endif

struct Counter {
    int value = 0;
    int add(int by) { return value += by; }
};
template <> inline constexpr auto tether::pyclass<Counter> = tether::Class<>{.name = "Counter"};
template <>
inline constexpr auto tether::pymethods<Counter> =
    tether::members(tether::method<"add(by=1)", &Counter::add, Option>());
//~ error: tether: this type is no option of a function. Options are default_for<...>, pass_module, returns::... and keep_alive<...>.

TETHER_MODULE(counters, m) { m.add_class<Counter>(); }
