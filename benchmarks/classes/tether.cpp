// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The classes by Tether.
#include <tether/pyclass.hpp>
#include <tether/tether.hpp>

#include "work.hpp"

using namespace tether;
using work::Kind;
using work::PathOf;
using work::PointOf;
using work::Solid;

namespace {

constexpr const char* POINT_NAMES[] = {"Point", "Frozen", "Recycled", "Open"};
constexpr const char* PATH_NAMES[] = {"Path", "FrozenPath"};

} // namespace

template <Kind kind>
inline constexpr auto tether::pyclass<PointOf<kind>> = Class<>{.name = POINT_NAMES[static_cast<int>(kind)],
                                                               .eq = true,
                                                               .freelist = kind == Kind::recycled ? 16 : 0,
                                                               .frozen = kind != Kind::checked,
                                                               .hash = kind == Kind::frozen,
                                                               .subclass = kind == Kind::open};

template <> inline constexpr auto tether::pyclass<Solid> = Class<work::Open>{.name = "Solid", .frozen = true};

template <Kind kind>
inline constexpr auto tether::pyclass<PathOf<kind>> =
    Class<>{.name = PATH_NAMES[static_cast<int>(kind)], .frozen = kind == Kind::frozen, .sequence = true};

namespace {

template <class Point> constexpr auto access() {
    if constexpr (std::is_same_v<Point, PointOf<Kind::checked>>) {
        return get_set<"x", &Point::x>();
    } else {
        return get<"x", &Point::x>();
    }
}

} // namespace

template <Kind kind>
inline constexpr auto tether::pymethods<PointOf<kind>> =
    members(init<"(x=0.0, y=0.0)", double, double>(), access<PointOf<kind>>(),
            get<"square", &PointOf<kind>::norm>(), method<"norm()", &PointOf<kind>::norm>(),
            method<"scaled(by, /)", &PointOf<kind>::scaled>(), method<"dot(other, /)", &PointOf<kind>::dot>(),
            method<"twin()", &PointOf<kind>::twin>(), method<"__add__(other)", &PointOf<kind>::operator+ >());

template <>
inline constexpr auto tether::pymethods<Solid> =
    members(init<"(x=0.0, y=0.0)", double, double>(), get<"z", &Solid::z>());

template <Kind kind>
inline constexpr auto tether::pymethods<PathOf<kind>> =
    members(init<"(count, /)", int>(), method<"__len__()", &PathOf<kind>::size>(),
            method<"__getitem__(index)", &PathOf<kind>::at>(), method<"__iter__()", &PathOf<kind>::values>(),
            method<"__buffer__()", &PathOf<kind>::values>(), method<"points()", &PathOf<kind>::points>());

TETHER_MODULE(tether_classes, m, .gil_used = false) {
    m.add_class<PointOf<Kind::checked>>().add_class<PointOf<Kind::frozen>>();
    m.add_class<PointOf<Kind::recycled>>().add_class<work::Open>().add_class<Solid>();
    m.add_class<PathOf<Kind::checked>>().add_class<PathOf<Kind::frozen>>();
}
