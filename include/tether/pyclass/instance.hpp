// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The making and the end of instances.
#pragma once

#include <tether/pyclass/freelist.hpp>
#include <tether/pyclass/holder.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Gives the state of fresh memory its beginning.
inline PyObject* begin_state(PyObject* object, ClassShape shape, std::int32_t value) noexcept {
    if (shape.state_at != 0) ::new (ffi::places_of(object) + shape.state_at) BorrowState(value);
    return object;
}

/// The memory of an instance of any type that is or derives from a class, without its value. Null with an
/// error set.
TETHER_NOINLINE inline PyObject* allocate(PyTypeObject* type, ClassShape shape) noexcept {
    PyObject* const object = ffi::new_instance(type);
    return object != nullptr ? begin_state(object, shape, BorrowState::unmade) : nullptr;
}

/// What stands before the value where that is a header and a state only.
constexpr std::size_t bare_prefix(ClassShape shape) noexcept {
    constexpr std::size_t state_size =
        (sizeof(BorrowState) + sizeof(void*) - 1) / sizeof(void*) * sizeof(void*);
    return ffi::header_size + (shape.state_at != 0 ? state_size : 0);
}

/// Empties what stands between the header and the value.
inline void clear_prefix(PyObject* object, ClassShape shape) noexcept {
    std::memset(ffi::places_of(object) + ffi::header_size, 0, shape.prefix - ffi::header_size);
}

/// The same for exactly the class; `value` is what the state begins with.
inline PyObject* allocate_exact(PyTypeObject* type, ClassShape shape, std::int32_t value) noexcept {
    if (ffi::is_collected(type)) return allocate(type, shape);
    PyObject* const object = ffi::new_plain_instance(type, shape.size + ffi::more_header());
    if (object == nullptr) [[unlikely]]
        return nullptr;
    if (shape.prefix > bare_prefix(shape)) clear_prefix(object, shape);
    return begin_state(object, shape, value);
}

template <class T>
TETHER_HIDDEN inline constinit FreeList free_list{pyclass<T>.freelist, class_info<T>.token};

/// The same from the class's free list, and with the thread that makes it.
template <class T> PyObject* allocate_exact(PyTypeObject* type, std::int32_t value) noexcept {
    constexpr ClassShape shape = Layout<T>::shape;
    PyObject* object = nullptr;
    if constexpr (pyclass<T>.freelist != 0) {
        if (void* const block = free_list<T>.take()) {
            object = PyObject_Init(static_cast<PyObject*>(block), type);
            clear_prefix(object, shape);
            begin_state(object, shape, ffi::is_collected(type) ? BorrowState::unmade : value);
        }
    }
    if (object == nullptr) object = allocate_exact(type, shape, value);
    return object;
}

/// Whether a new instance needs nothing but its memory and its state: no free list, and nothing for claim().
template <class T>
inline constexpr bool is_plain_memory =
    pyclass<T>.freelist == 0 && !pyclass<T>.unsendable && Layout<T>::call_at == 0;

/// What calls of an instance go to: of the class, or of the base that it has it from.
ffi::VectorcallFunction call_of(const ClassInfo& info) noexcept;

/// Notes the thread that makes the value, and what calls of the instance go to.
template <class T> void claim([[maybe_unused]] PyObject* object) noexcept {
    if constexpr (Unsendable<T>) thread_of<T>(object) = &this_thread;
    if constexpr (Layout<T>::call_at != 0)
        *reinterpret_cast<ffi::VectorcallFunction*>(Layout<T>::part(object, Layout<T>::call_at)) =
            call_of(class_info<T>);
}

/// Says that the value is made.
inline PyObject* set_made(PyObject* object, ClassShape shape) noexcept {
    if (shape.state_at != 0) state_at(object, shape.state_at).set(0);
    if (ffi::is_collected(Py_TYPE(object))) PyObject_GC_Track(object);
    return object;
}

/// Frees an instance whose value was not made.
TETHER_COLD inline void abandon(PyObject* object, ClassShape shape) noexcept {
    if (shape.state_at != 0)
        Py_DECREF(object);
    else
        ffi::free_unused_instance(object);
}

/// Whether making the value cannot throw.
template <class T, class... Args> consteval bool makes_without_throwing() {
    if constexpr (!Layout<T>::is_inside)
        return false;
    else if constexpr (std::is_constructible_v<T, Args...>)
        return std::is_nothrow_constructible_v<T, Args...>;
    else
        return noexcept(T{std::declval<Args>()...});
}

/// Makes the value in place: by a constructor, or as an aggregate.
template <class T, class... Args>
void emplace(PyObject* object, Args&&... args) noexcept(makes_without_throwing<T, Args...>()) {
    put_value<T>(object, [&]() noexcept(makes_without_throwing<T, Args...>()) -> T {
        if constexpr (std::is_constructible_v<T, Args...>)
            return T(static_cast<Args&&>(args)...);
        else
            return T{static_cast<Args&&>(args)...};
    });
}

/// Gives an exception its text as the only argument; true where it is none. False with an error set.
TETHER_COLD inline bool set_exception_text(PyObject* object, const char* text) noexcept {
    if (!PyExceptionInstance_Check(object)) return true;
    PyObject* const args = Py_BuildValue("(s)", text);
    int const failed = args != nullptr ? PyObject_SetAttrString(object, "args", args) : -1;
    Py_XDECREF(args);
    return failed == 0;
}

/// Keeps memory whose value is being made; what a constructor throws finds it given back.
class Unmade {
  public:
    Unmade(PyObject* object, ClassShape shape) noexcept : object_(object), shape_(shape) {}

    ~Unmade() {
        if (object_ != nullptr) [[unlikely]]
            abandon(object_, shape_);
    }

    Unmade(const Unmade&) = delete;
    Unmade& operator=(const Unmade&) = delete;

    void keep() noexcept { object_ = nullptr; }

    PyObject* finish() noexcept { return set_made(std::exchange(object_, nullptr), shape_); }

  private:
    PyObject* object_;
    ClassShape shape_;
};

/// The same where the class derives from a Python type, whose `__new__` makes the object without arguments.
template <class T, class Make> PyObject* new_on_view(PyTypeObject* type, Make&& make) {
    PyObject* const object = ffi::new_by_type(type);
    if (object == nullptr) return nullptr;
    Bound<PyAny> owned = Bound<PyAny>::from_owned_ptr(Python::assume_attached(), object);
    make(object);
    if constexpr (requires(const T& value) { std::string_view(value.what()); })
        if (!set_exception_text(object, Layout<T>::value(object)->what())) return nullptr;
    return std::move(owned).into_ptr();
}

/// A new instance of exactly the class, whose value `make` makes in its place: a new reference, or null with
/// an error set. Throws what `make` throws.
template <class T, class Make> PyObject* new_instance_by(PyTypeObject* type, Make&& make) {
    if constexpr (is_on_view<T>) return new_on_view<T>(type, static_cast<Make&&>(make));
    constexpr bool throws = !noexcept(make(static_cast<PyObject*>(nullptr)));
    PyObject* const object = allocate_exact<T>(type, throws ? BorrowState::unmade : 0);
    if (object == nullptr) [[unlikely]]
        return nullptr;
    claim<T>(object);
    if constexpr (throws) {
        Unmade unmade(object, Layout<T>::shape);
        make(object);
        return unmade.finish();
    } else {
        make(object);
        if (ffi::is_collected(type)) [[unlikely]]
            return set_made(object, Layout<T>::shape);
        return object;
    }
}

/// Whether the instances of a class are memory with a value in it, which cannot fail to be made.
template <class T, class... Args>
inline constexpr bool is_made_at_once =
    pyclass<T>.freelist == 0 && !is_on_view<T> && Layout<T>::shape.prefix == bare_prefix(Layout<T>::shape) &&
    makes_without_throwing<T, Args...>();

/// A new instance of whatever class: a new reference, or null with an error set. Attached.
template <class T, class... Args> TETHER_NOINLINE PyObject* new_any_object(Args&&... args) noexcept {
    PyTypeObject* const type = type_of(class_info<T>);
    if (type == nullptr) [[unlikely]]
        return nullptr;
    try {
        return new_instance_by<T>(type, [&](PyObject* object) noexcept(makes_without_throwing<T, Args...>()) {
            emplace<T>(object, static_cast<Args&&>(args)...);
        });
    } catch (const std::exception& exception) {
        return translate(exception);
    } catch (...) {
        return translate_unknown();
    }
}

/// The same of whatever class, where its type is at hand and its instances are made at once without a call
/// and not tracked.
template <class T, class... Args> TETHER_INLINE PyObject* new_plain_object(Args&&... args) noexcept {
    if constexpr (is_made_at_once<T, Args...>) {
        if (is_plain_at_hand(class_info<T>)) [[likely]] {
            PyTypeObject* const type = class_info<T>.type.load_relaxed();
            PyObject* const object =
                ffi::new_plain_instance(type, Layout<T>::shape.size + ffi::more_header());
            if (object == nullptr) [[unlikely]]
                return nullptr;
            begin_state(object, Layout<T>::shape, 0);
            claim<T>(object);
            emplace<T>(object, static_cast<Args&&>(args)...);
            return object;
        }
    }
    return new_any_object<T>(static_cast<Args&&>(args)...);
}

/// A new instance made of the arguments: a new reference, or null with an error set. Attached.
template <class T, class... Args> TETHER_INLINE PyObject* new_object(Args&&... args) noexcept {
    if constexpr (requires { ClassKind<T>::give(static_cast<Args&&>(args)...); })
        return ClassKind<T>::give(static_cast<Args&&>(args)...);
    else
        return new_plain_object<T>(static_cast<Args&&>(args)...);
}

/// What an instance has besides its value, given back at its end. The collector does not know it any more.
template <class T> void clear_extras(PyObject* object) noexcept {
    using L = Layout<T>;
    if constexpr (L::weakrefs_at != 0)
        if (*reinterpret_cast<PyObject**>(L::part(object, L::weakrefs_at)) != nullptr)
            PyObject_ClearWeakRefs(object);
    if constexpr (L::dict_at != 0) Py_CLEAR(*reinterpret_cast<PyObject**>(L::part(object, L::dict_at)));
}

inline void dealloc_plain(PyObject* object);

/// The same for an instance with a finalizer, or one that the collector knows.
TETHER_NOINLINE inline void dealloc_known(PyObject* object) noexcept {
    if (ffi::has_own_finalizer(Py_TYPE(object), &dealloc_plain))
        if (ffi::finalize_from_dealloc(object) < 0) return;
    if (ffi::is_collected(Py_TYPE(object))) PyObject_GC_UnTrack(object);
    ffi::free_instance(object);
}

/// tp_dealloc of a class whose instances are plain memory.
inline void dealloc_plain(PyObject* object) {
    PyTypeObject* const type = Py_TYPE(object);
    if (ffi::has_finalizer(type) || ffi::is_collected(type)) [[unlikely]]
        return dealloc_known(object);
    ffi::free_instance(object);
}

/// Reports that a value ends on another thread than its own, where it is left as it is.
TETHER_COLD inline void report_foreign_end(const char* name) noexcept {
    const InFlight in_flight;
    PyErr_Format(PyExc_RuntimeError, "%s is unsendable, but is being dropped on another thread", name);
    PyErr_WriteUnraisable(nullptr);
}

/// Ends an instance that the collector does not know, or no longer.
template <class T> void destroy(PyObject* object) noexcept {
    clear_extras<T>(object);
    if (is_at_home<T>(object)) [[likely]]
        end_value<T>(object);
    else
        report_foreign_end(pyclass<T>.name);
    if constexpr (pyclass<T>.freelist != 0) {
        PyTypeObject* const type = Py_TYPE(object);
        if (is_exact(object, class_info<T>) && !ffi::has_finalizer(type) && free_list<T>.keep(object))
            return Py_DECREF(type);
    }
    ffi::free_instance(object);
}

/// tp_dealloc.
template <class T> void dealloc(PyObject* object) {
    if (ffi::has_own_finalizer(Py_TYPE(object), &dealloc<T>)) [[unlikely]]
        if (ffi::finalize_from_dealloc(object) < 0) return;
    if (!ffi::is_collected(Py_TYPE(object))) return destroy<T>(object);
    PyObject_GC_UnTrack(object);
    ffi::with_trashcan(object, &dealloc<T>, &destroy<T>);
}

} // namespace tether::inline TETHER_ABI::detail
