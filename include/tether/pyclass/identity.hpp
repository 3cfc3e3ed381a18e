// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// One Python object for one C++ object, for the classes that ask for it: a table from addresses to instances.
#pragma once

#include <tether/pyclass/layout.hpp>

#include <new>

namespace tether::inline TETHER_ABI::detail {

/// Whether a class asks that a C++ object be the same Python object whenever it is met.
template <class T> inline constexpr bool has_identity = pyclass<root_of<T>>.identity;

/// The instances by the addresses of their values. One a class with its derived classes, for all
/// interpreters; it keeps nothing alive.
class Identities {
  public:
    /// Enters an instance, unless the address has one meanwhile that `is_right`: then gives that, a new
    /// reference; else null. Without memory it is not found later.
    PyObject* add(void* address, PyObject* object, bool (*is_right)(PyObject*) noexcept) noexcept {
        State* const state = State::current();
        if (state == nullptr) return PyErr_Clear(), nullptr;
        ffi::WeakPointer pointer;
        if (!pointer.set(object)) return nullptr;
        PyObject* const first = replace({address, state, pointer}, is_right, pointer);
        pointer.release();
        return first;
    }

    /// Takes an instance out, if it is in.
    void remove(void* address, PyObject* object) noexcept {
        ffi::WeakPointer pointer;
        {
            const ffi::SpinGuard guard(lock_);
            if (capacity_ == 0) return;
            std::size_t i = start(address);
            while (entries_[i].address != nullptr && entries_[i].pointer.object() != object) i = next(i);
            if (entries_[i].address == nullptr) return;
            pointer = entries_[i].pointer;
            erase(i);
        }
        pointer.release();
    }

    /// The instance of an address in this interpreter: a new reference, or null.
    PyObject* get(void* address) noexcept {
        State* const state = State::current();
        if (state == nullptr) return PyErr_Clear(), nullptr;
        const ffi::SpinGuard guard(lock_);
        if (capacity_ == 0) return nullptr;
        const Entry& entry = find(address, state);
        return entry.address != nullptr ? entry.pointer.get() : nullptr;
    }

  private:
    struct Entry {
        void* address;
        State* state;
        ffi::WeakPointer pointer;
    };

    /// Enters a fresh entry as add() says. What is to be released comes out: of the entry that it replaced,
    /// of itself, or of none.
    PyObject* replace(const Entry& fresh, bool (*is_right)(PyObject*) noexcept,
                      ffi::WeakPointer& unused) noexcept {
        const ffi::SpinGuard guard(lock_);
        if ((used_ + 1) * 2 > capacity_ && !grow()) return nullptr;
        Entry& entry = find(fresh.address, fresh.state);
        if (entry.address == nullptr)
            ++used_;
        else if (is_right(entry.pointer.object())) // what is in the table is not freed
            if (PyObject* const first = entry.pointer.get()) return first;
        unused = entry.pointer;
        entry = fresh;
        return nullptr;
    }

    std::size_t start(void* address) const noexcept {
        auto const bits = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(address));
        return static_cast<std::size_t>((bits >> 4) * 0x9E3779B97F4A7C15U >> 20) & (capacity_ - 1);
    }

    std::size_t next(std::size_t i) const noexcept { return (i + 1) & (capacity_ - 1); }

    /// The entry of an address, or a free one for it. There is always a free one.
    Entry& find(void* address, State* state) const noexcept {
        std::size_t i = start(address);
        while (entries_[i].address != nullptr &&
               (entries_[i].address != address || entries_[i].state != state))
            i = next(i);
        return entries_[i];
    }

    /// Closes the gap, so that what was put behind it because it was full is still found.
    void erase(std::size_t gap) noexcept {
        --used_;
        for (std::size_t i = next(gap); entries_[i].address != nullptr; i = next(i)) {
            std::size_t const home = start(entries_[i].address);
            if (((i - home) & (capacity_ - 1)) < ((i - gap) & (capacity_ - 1))) continue;
            entries_[gap] = entries_[i];
            gap = i;
        }
        entries_[gap] = {};
    }

    bool grow() noexcept {
        std::size_t const capacity = capacity_ == 0 ? 16 : capacity_ * 2;
        auto* const fresh = new (std::nothrow) Entry[capacity]();
        if (fresh == nullptr) return false;
        Entry* const former = std::exchange(entries_, fresh);
        std::size_t const count = std::exchange(capacity_, capacity);
        for (std::size_t i = 0; i < count; ++i)
            if (former[i].address != nullptr) find(former[i].address, former[i].state) = former[i];
        delete[] former;
        return true;
    }

    Entry* entries_ = nullptr;
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
    ffi::SpinLock lock_{}; // never held while Python runs
};

template <class Root> TETHER_HIDDEN inline constinit Identities identities{};

/// Enters an instance that made its value itself, so that no other can have it.
inline void remember(Identities& table, void* address, PyObject* object) noexcept {
    table.add(address, object, [](PyObject*) noexcept { return false; });
}

inline void forget(Identities& table, void* address, PyObject* object) noexcept {
    table.remove(address, object);
}

} // namespace tether::inline TETHER_ABI::detail
