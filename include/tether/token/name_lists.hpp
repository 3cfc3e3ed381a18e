// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The names of functions' parameters as Python's own strings, kept for each interpreter: a keyword of a call
// is nearly always the very same object.
#pragma once

#include <tether/ffi.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace tether::inline TETHER_ABI::detail {

/// Lists of names by the address of what they belong to, which is a constant of the extension. A list that
/// finds its place taken is not kept: then text is compared.
class NameLists {
  public:
    /// The list of an owner, or null. On any thread.
    PyObject* const* find(const void* owner) const noexcept {
        Place* const places = places_.load();
        List* const list = places != nullptr ? places[place_of(owner)].load() : nullptr;
        return list != nullptr && list->owner == owner ? list->names() : nullptr;
    }

    /// Whether a list would be kept.
    bool has_room_for(const void* owner) const noexcept {
        Place* const places = places_.load();
        return places == nullptr || places[place_of(owner)].load() == nullptr;
    }

    /// Keeps a list, whose references are stolen: the names, or null where there is no memory or somebody was
    /// faster. Attached.
    TETHER_COLD PyObject* const* add(const void* owner, PyObject* const* names, std::size_t count) noexcept {
        Place* places = places_.load();
        if (places == nullptr) places = make_places();
        void* const memory = std::malloc(sizeof(List) + count * sizeof(PyObject*));
        List* const list = memory != nullptr ? new (memory) List{owner, count} : nullptr;
        if (list != nullptr)
            for (std::size_t i = 0; i < count; ++i) list->names()[i] = names[i];
        List* expected = nullptr;
        if (list != nullptr && places != nullptr && places[place_of(owner)].compare_exchange(expected, list))
            return list->names();
        for (std::size_t i = 0; i < count; ++i) Py_DECREF(names[i]);
        std::free(memory);
        return nullptr;
    }

    /// Gives all of them back. Attached, and nobody looks any more.
    TETHER_COLD void clear() noexcept {
        Place* const places = places_.exchange(nullptr);
        for (std::size_t at = 0; places != nullptr && at < place_count; ++at) {
            List* const list = places[at].load_relaxed();
            for (std::size_t i = 0; list != nullptr && i < list->count; ++i) Py_DECREF(list->names()[i]);
            std::free(list);
        }
        delete[] places;
    }

  private:
    /// The names stand behind it.
    struct List {
        const void* owner;
        std::size_t count;

        PyObject** names() noexcept { return reinterpret_cast<PyObject**>(this + 1); }
    };

    using Place = ffi::Atomic<List*>;

    static constexpr std::size_t place_count = 1024;

    static std::size_t place_of(const void* owner) noexcept {
        return reinterpret_cast<std::uintptr_t>(owner) / 8 % place_count;
    }

    TETHER_COLD Place* make_places() noexcept {
        auto* const fresh = new (std::nothrow) Place[place_count];
        Place* expected = nullptr;
        if (fresh == nullptr || places_.compare_exchange(expected, fresh)) return fresh;
        delete[] fresh;
        return expected;
    }

    ffi::Atomic<Place*> places_{nullptr};
};

} // namespace tether::inline TETHER_ABI::detail
