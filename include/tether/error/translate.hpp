#pragma once
#include <exception>
#include <tether/error/exceptions.hpp>
namespace tether::inline TETHER_ABI::detail {
TETHER_COLD inline PyObject* translate(const std::exception& e) noexcept {
    if (auto* r = dynamic_cast<const Raised*>(&e))
        r->restore(Python::assume_attached());
    else
        PyErr_SetString(PyExc_RuntimeError, e.what());
    return nullptr;
}
TETHER_COLD inline PyObject* translate_unknown() noexcept {
    PyErr_SetString(PyExc_RuntimeError, "unknown");
    return nullptr;
}
} // namespace tether::inline TETHER_ABI::detail
