// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyMemoryView, the view of memoryview.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a memoryview, Python's own view of another object's memory.
class PyMemoryView : public PyAny {
  public:
    static constexpr const char* type_name = "memoryview";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyMemoryView_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyMemoryView_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyMemoryView_Check(object); }

    /// `memoryview(object)`. TypeError where it has no buffer.
    static PyResult<Bound<PyMemoryView>> from_object(const PyAny& object);

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyMemoryView>> PyMemoryView::from_object(const PyAny& object) {
    return detail::owned<PyMemoryView>(PyMemoryView_FromObject(object.as_ptr()));
}

} // namespace tether::inline TETHER_ABI
