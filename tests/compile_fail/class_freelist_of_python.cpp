// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory of a class that derives from a Python type is not its own.
#include <tether/pyclass.hpp>

struct Table {};

#ifdef TETHER_EXPECT_ERROR
using Base = tether::PyDict; //~ error: tether: .freelist keeps memory that is the class's own
#else
using Base = tether::PyAny;
#endif

template <>
inline constexpr auto tether::pyclass<Table> = tether::Class<Base>{.name = "Table", .freelist = 8};

void add(tether::Module& m) { m.add_class<Table>(); }
