// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A value that stays where it is needs a holder, or is built in the instance.
#include <tether/pyclass.hpp>

#include <memory>

struct Lock {
    explicit Lock(int) {}
    Lock(const Lock&) = delete;
};

template <> inline constexpr auto tether::pyclass<Lock> = tether::Class<>{.name = "Lock"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Lock> =
    tether::members(tether::init<"(id)", [](int id) { return std::make_unique<Lock>(id); }>());
//~ error: tether: init: the function gives a pointer that owns the value, which cannot be moved out of it: add .holder = Holder::unique to the class, or return the value.
#else
template <>
inline constexpr auto tether::pymethods<Lock> =
    tether::members(tether::init<"(id)", [](const tether::PyType&, int id) { return Lock(id); }>());
#endif

TETHER_MODULE(locks, m) { m.add_class<Lock>(); }
