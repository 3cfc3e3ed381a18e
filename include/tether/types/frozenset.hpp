// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyFrozenSet, the view of frozenset, and PyFrozenSetBuilder, which makes one item by item.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI {

/// A view of a frozenset.
///
///     for (const auto& item : frozen_set) use(item);
class PyFrozenSet : public PyAny {
  public:
    static constexpr const char* type_name = "frozenset";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyFrozenSet_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyFrozenSet_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyFrozenSet_CheckExact(object) != 0; }

    /// `frozenset((items...))`, of any convertible types. TypeError for one that cannot be hashed.
    template <class... Items> static PyResult<Bound<PyFrozenSet>> create(Python py, Items&&... items);
    /// A frozenset of the elements of a C++ range, of one convertible type or of PyResults of one. The first
    /// error ends it.
    template <class Range> static PyResult<Bound<PyFrozenSet>> from_range(Python py, Range&& range);
    /// `frozenset(iterable)`. TypeError where it cannot be iterated.
    static PyResult<Bound<PyFrozenSet>> from_iterable(const PyAny& iterable) {
        return detail::owned<PyFrozenSet>(PyFrozenSet_New(iterable.as_ptr()));
    }

    std::size_t len() const noexcept { return static_cast<std::size_t>(PySet_Size(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    template <class Cursor = detail::ItemCursor> detail::CursorIterator<Cursor> begin() const {
        return detail::CursorIterator<Cursor>(*this);
    }
    detail::IterationEnd end() const noexcept { return {}; }

  protected:
    using PyAny::PyAny;
};

/// Makes a frozenset item by item, before anybody else knows it.
class PyFrozenSetBuilder {
  public:
    /// An empty one. MemoryError.
    static PyResult<PyFrozenSetBuilder> create(Python /*py*/) {
        TETHER_TRY(auto set, detail::owned<PyFrozenSet>(PyFrozenSet_New(nullptr)));
        return PyFrozenSetBuilder(std::move(set));
    }

    PyFrozenSetBuilder(PyFrozenSetBuilder&&) noexcept = default;
    PyFrozenSetBuilder& operator=(PyFrozenSetBuilder&&) noexcept = default;
    PyFrozenSetBuilder(const PyFrozenSetBuilder&) = delete;
    PyFrozenSetBuilder& operator=(const PyFrozenSetBuilder&) = delete;
    ~PyFrozenSetBuilder() = default;

    /// Adds a value of any convertible type. TypeError where it cannot be hashed; what was added stays.
    PyResult<void> add(IntoPy value) { return detail::SetFiller{set_.as_ptr()}(value); }

    /// The set, which does not change any more.
    Bound<PyFrozenSet> finalize() && noexcept { return std::move(set_); }

  private:
    explicit PyFrozenSetBuilder(Bound<PyFrozenSet> set) noexcept : set_(std::move(set)) {}

    Bound<PyFrozenSet> set_;
};

template <class... Items> PyResult<Bound<PyFrozenSet>> PyFrozenSet::create(Python /*py*/, Items&&... items) {
    if constexpr (sizeof...(Items) == 0) {
        return detail::owned<PyFrozenSet>(PyFrozenSet_New(nullptr));
    } else {
        const IntoPy values[] = {IntoPy(static_cast<Items&&>(items))...};
        return detail::new_set<PyFrozenSet>(PyFrozenSet_New(nullptr), values, sizeof...(Items));
    }
}

template <class Range> PyResult<Bound<PyFrozenSet>> PyFrozenSet::from_range(Python /*py*/, Range&& range) {
    TETHER_TRY(auto set, detail::owned<PyFrozenSet>(PyFrozenSet_New(nullptr)));
    TETHER_TRY(detail::add_each(static_cast<Range&&>(range), detail::SetFiller{set.as_ptr()}));
    return set;
}

} // namespace tether::inline TETHER_ABI
