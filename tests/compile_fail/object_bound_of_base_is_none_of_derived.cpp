// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Any list is an object, and not the other way round: that needs a cast, which can fail.
#include <tether/tether.hpp>

using namespace tether;

#ifdef TETHER_EXPECT_ERROR
void assign(Bound<PyList>& list, Bound<PyAny>&& any) {
    list = std::move(any);
    //~ error(g++): no match for 'operator='
    //~ error(clang++): no viable overloaded '='
}
#else
PyResult<void> assign(Bound<PyList>& list, Bound<PyAny>&& any) {
    TETHER_TRY(list, std::move(any).cast_into<PyList>());
    any = list;
    any = std::move(list);
    return ok();
}
#endif
