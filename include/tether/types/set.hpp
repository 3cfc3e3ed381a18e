// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PySet, the view of set.
#pragma once

#include <tether/types/elements.hpp>
#include <tether/types/iterator.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a set. An item that cannot be hashed is TypeError everywhere.
///
///     for (const auto& item : set) use(item);
///
/// A set must not change its size while it is iterated: the loop then throws Raised, RuntimeError as in
/// Python. To see the error as a PyResult, iterate `iter()`.
class PySet : public PyAny {
  public:
    static constexpr const char* type_name = "set";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PySet_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PySet_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return Py_IS_TYPE(object, &PySet_Type); }

    /// `{items...}`, of any convertible types.
    template <class... Items> static PyResult<Bound<PySet>> create(Python py, Items&&... items);
    /// A set of the elements of a C++ range, of one convertible type or of PyResults of one. The first error
    /// ends it.
    template <class Range> static PyResult<Bound<PySet>> from_range(Python py, Range&& range);
    /// `set(iterable)`. TypeError where it cannot be iterated.
    static PyResult<Bound<PySet>> from_iterable(const PyAny& iterable);

    std::size_t len() const noexcept { return static_cast<std::size_t>(PySet_Size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// `self.add(value)`.
    PyResult<void> add(IntoPy value) const;
    /// `self.discard(value)`: whether it was there.
    PyResult<bool> discard(IntoPy value) const;
    /// `self.pop()`, empty where the set is.
    template <class T = PyAny> std::optional<Bound<T>> pop() const noexcept;
    /// `self.clear()`.
    void clear() const noexcept { (void)PySet_Clear(ptr()); }

    template <class Cursor = detail::ItemCursor> detail::CursorIterator<Cursor> begin() const {
        return detail::CursorIterator<Cursor>(*this);
    }
    detail::IterationEnd end() const noexcept { return {}; }

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// Puts items into a set, or into a frozenset that nobody else knows yet.
struct SetFiller {
    PyObject* set;

    PyResult<void> operator()(const IntoPy& item) const {
        if (item.as_ptr() == nullptr) return argument_error(item);
        return succeeded(PySet_Add(set, item.as_ptr()));
    }
};

/// Either kind of set, of values.
template <class Set> PyResult<Bound<Set>> new_set(PyObject* empty, const IntoPy* values, std::size_t count) {
    TETHER_TRY(auto set, owned<Set>(empty));
    const SetFiller fill{set.as_ptr()};
    for (std::size_t i = 0; i < count; ++i) TETHER_TRY(fill(values[i]));
    return set;
}

} // namespace detail

template <class... Items> PyResult<Bound<PySet>> PySet::create(Python /*py*/, Items&&... items) {
    if constexpr (sizeof...(Items) == 0) {
        return detail::owned<PySet>(PySet_New(nullptr));
    } else {
        const IntoPy values[] = {IntoPy(static_cast<Items&&>(items))...};
        return detail::new_set<PySet>(PySet_New(nullptr), values, sizeof...(Items));
    }
}

template <class Range> PyResult<Bound<PySet>> PySet::from_range(Python /*py*/, Range&& range) {
    TETHER_TRY(auto set, detail::owned<PySet>(PySet_New(nullptr)));
    TETHER_TRY(detail::add_each(static_cast<Range&&>(range), detail::SetFiller{set.as_ptr()}));
    return set;
}

inline PyResult<Bound<PySet>> PySet::from_iterable(const PyAny& iterable) {
    return detail::owned<PySet>(PySet_New(iterable.as_ptr()));
}

inline PyResult<void> PySet::add(IntoPy value) const { return detail::SetFiller{ptr()}(value); }

inline PyResult<bool> PySet::discard(IntoPy value) const {
    if (value.as_ptr() == nullptr) return detail::argument_error(value);
    return detail::truth(PySet_Discard(ptr(), value.as_ptr()));
}

template <class T> std::optional<Bound<T>> PySet::pop() const noexcept {
    if (is_empty()) return std::nullopt;
    PyObject* const item = PySet_Pop(ptr());
    if (item == nullptr) PyErr_Clear(); // another thread was faster
    return Bound<T>::from_owned_ptr_or_opt(py(), item);
}

} // namespace tether::inline TETHER_ABI
