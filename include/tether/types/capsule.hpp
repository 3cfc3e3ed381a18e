// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyCapsule, a pointer of C or C++ that Python code can carry about.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a capsule. What its pointer points to is agreed on by its name alone, "package.module.attribute"
/// by custom; so a pointer is only given to who knows the name. Between libraries that are compiled apart it
/// is to point to a type of C.
class PyCapsule : public PyAny {
  public:
    static constexpr const char* type_name = "PyCapsule";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyCapsule_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyCapsule_CheckExact(object); }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyCapsule_CheckExact(object); }

    /// A capsule that owns a value and a copy of its name, which may be null. Where there is a destructor,
    /// `destructor(T& value, void* context)` is called before the value is destroyed, attached, on any
    /// thread; what it throws goes to `sys.unraisablehook`.
    template <class T> static PyResult<Bound<PyCapsule>> create(Python py, T&& value, const char* name);
    template <class T, class Destructor>
    static PyResult<Bound<PyCapsule>> create(Python py, T&& value, const char* name, Destructor destructor);
    /// A capsule of a pointer, which it does not own. The name, which may be null, is not copied: it outlives
    /// the capsule. ValueError for a null pointer.
    static PyResult<Bound<PyCapsule>> create_with_pointer(Python py, void* pointer, const char* name,
                                                          PyCapsule_Destructor destructor = nullptr);

    /// The pointer of a capsule that is an attribute of a module, by the dotted name of both. AttributeError,
    /// ImportError, or ValueError where the capsule has another name.
    template <class T> static PyResult<T*> import(Python py, const char* name);

    /// The pointer. ValueError where the capsule has another name.
    template <class T> PyResult<T*> pointer_checked(const char* name) const TETHER_LIFETIMEBOUND;
    /// Whether it has this name.
    bool is_valid_checked(const char* name) const noexcept { return PyCapsule_IsValid(ptr(), name) != 0; }
    /// The name, null where it has none.
    const char* name() const noexcept TETHER_LIFETIMEBOUND { return PyCapsule_GetName(ptr()); }

    /// A second pointer that the capsule carries for its destructor, null at first.
    void* context() const noexcept { return PyCapsule_GetContext(ptr()); }
    void set_context(void* context) const noexcept { (void)PyCapsule_SetContext(ptr(), context); }

  protected:
    using PyAny::PyAny;
};

namespace detail {

struct NoDestructor {
    template <class T> void operator()(T& /*value*/, void* /*context*/) const noexcept {}
};

/// What a capsule owns. The value is first, so that its address, which the capsule has, is that of the block.
template <class T, class Destructor> struct CapsuleBlock {
    T value;
    Destructor destructor;
    std::string name;

    static void destroy(PyObject* capsule) noexcept {
        auto* const block =
            static_cast<CapsuleBlock*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
        PyObject* const in_flight = ffi::take_raised();
        try {
            block->destructor(block->value, PyCapsule_GetContext(capsule));
        } catch (const std::exception& exception) {
            translate(exception);
        } catch (...) {
            translate_unknown();
        }
        if (PyErr_Occurred() != nullptr) PyErr_WriteUnraisable(nullptr);
        delete block;
        if (in_flight != nullptr) ffi::set_raised(in_flight);
    }
};

} // namespace detail

template <class T> PyResult<Bound<PyCapsule>> PyCapsule::create(Python py, T&& value, const char* name) {
    return create(py, std::forward<T>(value), name, detail::NoDestructor{});
}

template <class T, class Destructor>
PyResult<Bound<PyCapsule>> PyCapsule::create(Python /*py*/, T&& value, const char* name,
                                             Destructor destructor) {
    using Block = detail::CapsuleBlock<std::decay_t<T>, Destructor>;
    auto* const block = new Block{std::forward<T>(value), std::move(destructor), name != nullptr ? name : ""};
    PyObject* const capsule = PyCapsule_New(std::addressof(block->value),
                                            name != nullptr ? block->name.c_str() : nullptr, &Block::destroy);
    if (capsule == nullptr) delete block;
    return detail::owned<PyCapsule>(capsule);
}

inline PyResult<Bound<PyCapsule>> PyCapsule::create_with_pointer(Python /*py*/, void* pointer,
                                                                 const char* name,
                                                                 PyCapsule_Destructor destructor) {
    return detail::owned<PyCapsule>(PyCapsule_New(pointer, name, destructor));
}

template <class T> PyResult<T*> PyCapsule::import(Python py, const char* name) {
    void* const pointer = PyCapsule_Import(name, 0);
    if (pointer == nullptr) return PyErr::fetch(py);
    return static_cast<T*>(pointer);
}

template <class T> PyResult<T*> PyCapsule::pointer_checked(const char* name) const {
    void* const pointer = PyCapsule_GetPointer(ptr(), name);
    if (pointer == nullptr) return PyErr::fetch(py());
    return static_cast<T*>(pointer);
}

} // namespace tether::inline TETHER_ABI
