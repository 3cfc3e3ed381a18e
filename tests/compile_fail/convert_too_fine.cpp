// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// No timedelta tells femtoseconds, and their arithmetic would not fit.
#include <tether/convert/chrono.hpp>

#ifdef TETHER_EXPECT_ERROR
using Tick = std::femto; //~ error: tether: a duration of this period is too fine for datetime.
#else
using Tick = std::pico;
#endif

bool converts(const tether::PyAny& object) {
    return object.extract<std::chrono::duration<long long, Tick>>().is_ok();
}
