// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the views of abstract base classes share: isinstance() and register().
#pragma once

#include <tether/token/imported.hpp>
#include <tether/types/any.hpp>

namespace tether::inline TETHER_ABI::detail {

/// `isinstance(object, type)`; what the type's hooks raise is reported as unraisable and means false.
TETHER_NOINLINE inline bool is_abstract_instance(PyObject* object, PyObject* type) noexcept {
    int const answer = type != nullptr ? PyObject_IsInstance(object, type) : -1;
    if (answer < 0) PyErr_WriteUnraisable(object);
    return answer > 0;
}

/// `abstract.register(type)`
inline PyResult<void> register_abstract(PyObject* abstract, const PyAny& type) {
    if (abstract == nullptr) return PyErr::from_state(fetch_error());
    TETHER_TRY(owned<PyAny>(PyObject_CallMethod(abstract, "register", "(O)", type.as_ptr())));
    return ok();
}

} // namespace tether::inline TETHER_ABI::detail
