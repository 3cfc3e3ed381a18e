// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Defaults that are Python objects: made anew for each call that needs one, so that no call sees another's.
#pragma once

#include <tether/error/err_state.hpp>
#include <tether/function/arguments.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The object of a default: a new reference, or null with an error set. Attached.
TETHER_NOINLINE inline PyObject* make_object(const Default& value, const char* text) noexcept {
    switch (value.kind) {
    case DefaultKind::integer: {
        PyObject* const magnitude = PyLong_FromUnsignedLongLong(value.bits);
        if (magnitude == nullptr || !value.negative) return magnitude;
        PyObject* const negative = PyNumber_Negative(magnitude);
        Py_DECREF(magnitude);
        return negative;
    }
    case DefaultKind::floating: return PyFloat_FromDouble(value.floating());
    case DefaultKind::string: {
        std::string_view const string = value.string(text);
        return PyUnicode_DecodeUTF8(string.data(), static_cast<Py_ssize_t>(string.size()), nullptr);
    }
    case DefaultKind::bytes: {
        std::string_view const bytes = value.string(text);
        return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
    }
    case DefaultKind::true_: return ffi::new_ref(Py_True);
    case DefaultKind::false_: return ffi::new_ref(Py_False);
    case DefaultKind::empty_tuple: return PyTuple_New(0);
    case DefaultKind::empty_list: return PyList_New(0);
    case DefaultKind::empty_dict: return PyDict_New();
    default: return ffi::new_ref(Py_None);
    }
}

/// Fills the empty slots among `objects` (a bit a slot); `made` tells which hold a new reference now, `*args`
/// and
/// `**kwargs` aside, which release_arguments() knows. False with an error set.
TETHER_NOINLINE inline bool make_objects(const Signature& signature, PyObject** slots, std::uint64_t objects,
                                         std::uint64_t& made) noexcept {
    SignatureParts const parts = signature.parts();
    for (std::size_t i = 0; objects >> i != 0 && i < signature.count; ++i) {
        if ((objects >> i & 1) == 0 || slots[i] != nullptr) continue;
        ParameterKind const kind = signature.kind(i);
        if (kind == ParameterKind::var_positional) {
            slots[i] = PyTuple_New(0);
        } else if (kind == ParameterKind::var_keyword) {
            slots[i] = PyDict_New();
        } else {
            slots[i] = make_object(*parts.default_of(i), parts.text);
            if (slots[i] != nullptr) made |= std::uint64_t{1} << i;
        }
        if (slots[i] == nullptr) return false;
    }
    return true;
}

/// Gives back what bind_arguments() and make_objects() made.
TETHER_NOINLINE inline void release(const Signature& signature, PyObject** slots,
                                    std::uint64_t made) noexcept {
    for (std::size_t i = 0; made >> i != 0; ++i)
        if ((made >> i & 1) != 0) Py_DECREF(slots[i]);
    release_arguments(signature, slots);
}

/// The slots of a call that was bound: gives back what binding made for `*args`, `**kwargs` and object
/// defaults.
template <std::size_t Count> class BoundArguments {
  public:
    explicit BoundArguments(const Signature& signature) noexcept : signature_(signature) {}

    ~BoundArguments() {
        if (is_bound_) release(signature_, slots_, made_);
    }

    BoundArguments(const BoundArguments&) = delete;
    BoundArguments& operator=(const BoundArguments&) = delete;

    /// Binds, and makes the objects that the parameters in `objects` have for defaults. Null with an error
    /// set.
    PyObject* const* bind(PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames,
                          std::uint64_t objects) noexcept {
        if (!bind_arguments(signature_, args, nargs, kwnames, slots_)) return nullptr;
        is_bound_ = true;
        return make_objects(signature_, slots_, objects, made_) ? slots_ : nullptr;
    }

    bool has(std::size_t at) const noexcept { return slots_[at] != nullptr; }

    /// Fills an empty slot with a new reference, which may be null with an error set.
    bool put(std::size_t at, PyObject* object) noexcept {
        slots_[at] = object;
        if (object != nullptr) made_ |= std::uint64_t{1} << at;
        return object != nullptr;
    }

  private:
    const Signature& signature_;
    PyObject* slots_[Count == 0 ? 1 : Count];
    std::uint64_t made_ = 0;
    bool is_bound_ = false;
};

/// Raises the TypeError of a call with the wrong number of arguments; gives null.
TETHER_COLD inline PyObject* fail_count(const Signature& signature, PyObject* const* args,
                                        Py_ssize_t nargs) noexcept {
    PyObject* slots[256];
    if (bind_arguments(signature, args, nargs, nullptr, slots))
        release_arguments(signature, slots); // cannot be
    return nullptr;
}

} // namespace tether::inline TETHER_ABI::detail
