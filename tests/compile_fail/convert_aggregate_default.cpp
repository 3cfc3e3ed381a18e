// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An aggregate is made empty and then filled.
#include <tether/convert/aggregate.hpp>

struct Percent {
#ifdef TETHER_EXPECT_ERROR
    explicit Percent(int number) : value(number) {}
#endif
    int value = 0;
};

template <>
inline constexpr auto tether::aggregate<Percent> = tether::as_dict(tether::field<"value", &Percent::value>);

bool converts(const tether::PyAny& object) {
    //~ error: tether: an aggregate is made empty and filled, and T has no default constructor.
    return object.extract<tether::Bound<tether::PyAny>>().is_ok() &&
           object.extract<std::optional<Percent>>().is_ok();
}
