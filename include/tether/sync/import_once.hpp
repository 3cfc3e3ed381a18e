// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// An attribute of a module that is looked up once an interpreter.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// `import_once<"collections.abc", "Sequence">(py)`: the attribute, kept as long as the interpreter lives, so
/// that it is imported the first time only. What fails is tried again the next time. Ends in what the import
/// raises, or in AttributeError.
template <fixed_string Module, fixed_string Name> PyResult<Borrowed<PyAny>> import_once(Python py) {
    return Borrowed<PyAny>::from_ptr_or_err(py, detail::imported<Module, Name>());
}

} // namespace tether::inline TETHER_ABI
