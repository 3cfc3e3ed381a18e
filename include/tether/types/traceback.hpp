// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyTraceback, the view of a traceback.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a traceback: the calls that an exception came through.
class PyTraceback : public PyAny {
  public:
    static constexpr const char* type_name = "traceback";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyTraceBack_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyTraceBack_Check(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyTraceBack_Check(object); }

    /// A traceback of one more call, in a frame at a line and the bytecode's offset `instruction`, above
    /// `next`. TypeError where `frame` is none.
    static PyResult<Bound<PyTraceback>> create(const std::optional<Bound<PyTraceback>>& next,
                                               const PyAny& frame, int instruction, int line);

    /// What Python prints of it: "Traceback (most recent call last):" and two lines a call, without the
    /// exception itself.
    PyResult<std::string> format() const;

  protected:
    using PyAny::PyAny;
};

inline PyResult<Bound<PyTraceback>> PyTraceback::create(const std::optional<Bound<PyTraceback>>& next,
                                                        const PyAny& frame, int instruction, int line) {
    return detail::owned<PyTraceback>(PyObject_CallFunction(
        type_object(), "OOii", next ? next->as_ptr() : Py_None, frame.as_ptr(), instruction, line));
}

inline PyResult<std::string> PyTraceback::format() const {
    TETHER_TRY(auto io, py().import("io"));
    TETHER_TRY(auto file, io.call_method<"StringIO">());
    TETHER_TRY(detail::succeeded(PyTraceBack_Print(ptr(), file.as_ptr())));
    TETHER_TRY(auto text, file.call_method<"getvalue">());
    TETHER_TRY(auto string, std::move(text).cast_into<PyString>());
    return string.to_string_lossy(); // the name of a file may be no UTF-8
}

inline std::optional<Bound<PyTraceback>> PyErr::traceback(Python py) const noexcept {
    return Bound<PyTraceback>::from_owned_ptr_or_opt(py, PyException_GetTraceback(detail::made(state_)));
}

inline void PyErr::set_traceback(const PyTraceback& traceback) const noexcept {
    PyException_SetTraceback(detail::made(state_), traceback.as_ptr());
}

} // namespace tether::inline TETHER_ABI
