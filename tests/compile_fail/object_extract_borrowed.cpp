// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The object may be gone after this line, and with it what a view of it shows.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void extract(const PyAny& object) {
    (void)object.extract<std::string_view>();
    //~ error: tether: extract<T>: T borrows from the object, which may be gone after this line. Extract an owning type (std::string, std::vector), or cast to the view and ask it: PyString::view(), PyBytes::view().
}
#else
PyResult<std::string> extract(const PyAny& object) { return object.extract<std::string>(); }
#endif
