// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The slots of a class, merged at compile time from the special methods that it declares and from its
// options.
#pragma once

#include <tether/pyclass/buffer.hpp>
#include <tether/pyclass/format.hpp>
#include <tether/pyclass/members.hpp>
#include <tether/pyclass/slots_attributes.hpp>
#include <tether/pyclass/slots_items.hpp>
#include <tether/pyclass/slots_iteration.hpp>
#include <tether/pyclass/slots_operators.hpp>

namespace tether::inline TETHER_ABI::detail {

/// The slots of a class, collected.
template <std::size_t Capacity> struct SlotRecords {
    SlotRecord at[Capacity]{};
    std::size_t count = 0;

    constexpr void add(int slot, SlotRecord::Function function) noexcept {
        if (slot != 0) at[count++] = {slot, function};
    }
};

/// An item that is the special method of a number; a class has one of each.
template <std::size_t I, int Index, class Item> struct SpecialTag {
    using type = Item;
};
template <class... Tags> struct SpecialTags : Tags... {};

template <int Index, std::size_t I, class Item> Item* pick_special(const SpecialTag<I, Index, Item>*);
template <int Index> void* pick_special(...);

/// The special methods of T among its items.
template <class T, class Tags> struct Specials {
    /// The call of the special method of a number, void where T does not declare it.
    template <int Index,
              class Item =
                  std::remove_pointer_t<decltype(pick_special<Index>(static_cast<const Tags*>(nullptr)))>>
    struct Find {
        using type = typename Item::template special<T>::Call;
        using Trampoline = typename Item::template special<T>::Trampoline;
    };
    template <int Index> struct Find<Index, void> {
        using type = void;
    };
    template <int Index> using find = typename Find<Index>::type;

    static constexpr int first_comparison = special_index("__lt__");
    template <int Op> struct Comparison : Find<first_comparison + Op> {};

    /// tp_call: the arguments as a tuple and a dict.
    template <class Trampoline>
    static PyObject* call(PyObject* self, PyObject* args, PyObject* kwargs) noexcept {
        return call_constructor(constructor_call<Trampoline>, self, args, kwargs);
    }

    /// tp_vectorcall of instances: they are in an array, and stay there. Where Python has replaced
    /// `__call__`, that is called.
    template <class Trampoline>
    static PyObject* call_directly(PyObject* self, PyObject* const* args, std::size_t nargs,
                                   PyObject* kwnames) noexcept {
        Py_ssize_t const count = ffi::positional_count(nargs);
        ternaryfunc const now = ffi::type_call(Py_TYPE(self));
        if (now != &call<Trampoline>) [[unlikely]]
            return ffi::call_by_tuple(now, self, args, count, kwnames);
        return constructor_call<Trampoline>(self, args, count, kwnames);
    }

    static constexpr ffi::VectorcallFunction find_call() noexcept {
        constexpr int index = special_index("__call__");
        if constexpr (std::is_void_v<find<index>>)
            return nullptr;
        else
            return &call_directly<typename Find<index>::Trampoline>;
    }

    /// Adds what the item of a number fills; of two parts of one slot, the first that is there does.
    template <int Index, class Out> static constexpr void add(Out& out) {
        constexpr const SpecialMethod& method = special_methods[Index];
        constexpr SlotShape shape = method.shape;
        constexpr int slot = method.slot;
        constexpr int first = Index - method.part;
        using Call = find<Index>;
        if constexpr (std::is_void_v<Call>) {
            // one of two with the same name, which is told elsewhere
        } else if constexpr (shape == SlotShape::object) {
            out.add(slot, {.unary = &unary<Call, ObjectResult>});
        } else if constexpr (shape == SlotShape::hash) {
            out.add(slot, {.hash = &number<Call, HashResult>});
        } else if constexpr (shape == SlotShape::truth) {
            out.add(slot, {.truth = &number<Call, TruthResult>});
        } else if constexpr (shape == SlotShape::length) {
            if (!pyclass<T>.sequence) out.add(Py_mp_length, {.length = &number<Call, LengthResult>});
            if (!pyclass<T>.mapping) out.add(Py_sq_length, {.length = &number<Call, LengthResult>});
        } else if constexpr (shape == SlotShape::iterator) {
            out.add(slot, {.unary = &iterate<T, Call>});
        } else if constexpr (shape == SlotShape::next) {
            out.add(slot, {.unary = &unary<Call, NextResult<false>>});
        } else if constexpr (shape == SlotShape::next_awaitable) {
            out.add(slot, {.unary = &unary<Call, NextResult<true>>});
        } else if constexpr (shape == SlotShape::send) {
            out.add(slot, {.send = &send<Call>});
            if constexpr (std::is_void_v<find<special_index("__next__")>>)
                out.add(Py_tp_iternext, {.unary = &next_by_send<Call>});
        } else if constexpr (shape == SlotShape::binary) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>)
                out.add(slot, {.binary = &BinarySlot<T, slot, find<first>, find<first + 1>>::call});
        } else if constexpr (shape == SlotShape::power) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>)
                out.add(slot, {.ternary = &PowerSlot<T, slot, find<first>, find<first + 1>>::call});
        } else if constexpr (shape == SlotShape::in_place) {
            out.add(slot, {.binary = &InPlaceSlot<T, Call, OperandResult>::call});
        } else if constexpr (shape == SlotShape::in_place_power) {
            out.add(slot, {.ternary = &InPlaceSlot<T, Call, OperandResult>::call_power});
        } else if constexpr (shape == SlotShape::contains) {
            out.add(slot, {.contains = &truth_of_one<Call>});
        } else if constexpr (shape == SlotShape::item) {
            if constexpr (has_mapping_slots<T, Call>)
                out.add(slot, {.binary = &ItemSlot<Call>::subscript});
            else
                out.add(slot, {.binary = &ItemSlot<Call>::at});
            if constexpr (has_sequence_slots<T>) out.add(Py_sq_item, {.item = &ItemSlot<Call>::item});
        } else if constexpr (shape == SlotShape::change_item) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>) {
                using Change = ChangeItemSlot<T, find<first>, find<first + 1>>;
                if constexpr (has_mapping_slots<T, Call>) out.add(slot, {.change = &Change::subscript});
                if constexpr (has_sequence_slots<T>) out.add(Py_sq_ass_item, {.change_item = &Change::item});
            }
        } else if constexpr (shape == SlotShape::concatenation) {
            if constexpr (slot == Py_sq_concat)
                out.add(slot, {.binary = &binary<Call, ObjectResult>});
            else
                out.add(slot, {.binary = &binary<Call, SelfResult<T, ObjectResult>>});
        } else if constexpr (shape == SlotShape::repetition) {
            if constexpr (slot == Py_sq_repeat)
                out.add(slot, {.item = &RepetitionSlot<T, Call, ObjectResult>::call});
            else
                out.add(slot, {.item = &RepetitionSlot<T, Call, SelfResult<T, ObjectResult>>::call});
        } else if constexpr (shape == SlotShape::attribute) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>)
                out.add(slot, {.binary = &AttributeSlot<T, find<first>, find<first + 1>>::call});
        } else if constexpr (shape == SlotShape::change_attribute) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>)
                out.add(slot, {.change = &ChangeAttributeSlot<T, find<first>, find<first + 1>>::call});
        } else if constexpr (shape == SlotShape::descriptor) {
            out.add(slot, {.descriptor = &get_descriptor<Call>});
        } else if constexpr (shape == SlotShape::change_descriptor) {
            if constexpr (method.part == 0 || std::is_void_v<find<first>>)
                out.add(slot, {.change = &ChangeDescriptorSlot<T, find<first>, find<first + 1>>::call});
        } else if constexpr (shape == SlotShape::call) {
            out.add(slot, {.ternary = &call<typename Find<Index>::Trampoline>});
        } else if constexpr (shape == SlotShape::finalizer) {
            out.add(slot, {.finalizer = &finalize<T, Call>});
        } else if constexpr (shape == SlotShape::buffer) {
            using Slot = BufferSlot<T, Call, find<special_index("__release_buffer__")>>;
            out.add(Py_bf_getbuffer, {.buffer = &Slot::get});
            out.add(Py_bf_releasebuffer, {.release = &Slot::release});
        }
    }

    /// Adds what options stand for, and what several items fill together.
    template <class Out> static constexpr void add_implied(Out& out) {
        using Compare = ComparisonSlot<T, Comparison>;
        if constexpr (Compare::has_any || Compare::template has<all_comparisons> || pyclass<T>.eq ||
                      pyclass<T>.ord)
            out.add(Py_tp_richcompare, {.comparison = &Compare::call});
        if constexpr (pyclass<T>.hash && HasHash<T> && std::is_void_v<find<special_index("__hash__")>>)
            out.add(Py_tp_hash, {.hash = &hash_by_std<T>});
        if constexpr (pyclass<T>.repr != nullptr && std::is_void_v<find<special_index("__repr__")>>)
            out.add(Py_tp_repr, {.unary = &repr_by_format<T>});
        if constexpr (pyclass<T>.str != nullptr && std::is_void_v<find<special_index("__str__")>>)
            out.add(Py_tp_str, {.unary = &str_by_format<T>});
    }

  private:
    template <class Call, class Result> static PyObject* unary(PyObject* self) noexcept {
        return Call::template call<Result>(self, nullptr);
    }
    template <class Call, class Result> static typename Result::Value number(PyObject* self) noexcept {
        return Call::template call<Result>(self, nullptr);
    }
    template <class Call, class Result> static PyObject* binary(PyObject* self, PyObject* other) noexcept {
        return Call::template call<Result>(self, &other);
    }
    template <class Call> static int truth_of_one(PyObject* self, PyObject* other) noexcept {
        return Call::template call<TruthResult>(self, &other);
    }
};

/// Whether a class has slots of its own: decided by its records, so that a class without any pays nothing.
template <std::size_t Count> consteval bool has_special(const MemberRecord (&records)[Count]) {
    for (const MemberRecord& record : records)
        if (record.kind == MemberKind::special) return true;
    return false;
}

/// Whether one of them is `__call__`.
template <std::size_t Count> consteval bool declares_call(const MemberRecord (&records)[Count]) {
    for (const MemberRecord& record : records)
        if (record.kind == MemberKind::special && record.flags == special_index("__call__")) return true;
    return false;
}

/// Whether `__richcmp__`, which answers all comparisons, has one of them beside it.
template <std::size_t Count> consteval bool mixes_comparisons(const MemberRecord (&records)[Count]) {
    bool has_all = false;
    bool has_one = false;
    for (const MemberRecord& record : records) {
        if (record.kind != MemberKind::special || record.is_implied) continue;
        const SpecialMethod& method = special_methods[record.flags];
        if (method.shape != SlotShape::comparison) continue;
        (method.part == all_comparisons ? has_all : has_one) = true;
    }
    return has_all && has_one;
}

template <class T>
inline constexpr bool has_slot_options = pyclass<T>.eq || pyclass<T>.ord || pyclass<T>.hash ||
                                         pyclass<T>.str != nullptr || pyclass<T>.repr != nullptr;

template <class T, class... Items, std::size_t... I>
consteval auto merge_slots(const MemberList<Items...>* /*list*/, std::index_sequence<I...> /*places*/) {
    using Tags = SpecialTags<SpecialTag<I, special_of<Items>, Items>...>;
    using Own = Specials<T, Tags>;
    SlotRecords<2 * sizeof...(Items) + 4> out{};
    [[maybe_unused]] auto const add = [&out]<class Item>(const Item*) {
        if constexpr (special_of<Item> >= 0) Own::template add<special_of<Item>>(out);
    };
    (add(static_cast<const Items*>(nullptr)), ...);
    Own::add_implied(out);
    return out;
}

template <class T, class... Items> consteval auto merge_slots(const MemberList<Items...>* list) {
    return merge_slots<T>(list, std::index_sequence_for<Items...>());
}

/// What calls of an instance of T go to, null where T has no `__call__` of its own.
template <class T, class... Items, std::size_t... I>
consteval ffi::VectorcallFunction find_instance_call(const MemberList<Items...>* /*list*/,
                                                     std::index_sequence<I...> /*places*/) {
    return Specials<T, SpecialTags<SpecialTag<I, special_of<Items>, Items>...>>::find_call();
}
template <class T, class... Items> consteval auto places_of(const MemberList<Items...>* /*list*/) {
    return std::index_sequence_for<Items...>();
}
template <class T, class List> consteval ffi::VectorcallFunction instance_call() {
    constexpr const List* list = nullptr;
    return find_instance_call<T>(list, places_of<T>(list));
}

/// The slots of T; only for one that has any.
template <class T, class List>
TETHER_HIDDEN inline constexpr auto slot_records = merge_slots<T>(static_cast<const List*>(nullptr));

/// Says in words what is wrong with the options that stand for slots.
template <class T> consteval void check_slot_options() {
    static_assert(!pyclass<T>.eq || HasEqual<T>,
                  "tether: .eq needs operator== of the class, for const objects.");
    static_assert(!pyclass<T>.ord || HasThreeWay<T> || HasLess<T>,
                  "tether: .ord needs operator<=> or operator< of the class, for const objects.");
    static_assert(!pyclass<T>.hash || HasHash<T>, "tether: .hash needs std::hash of the class.");
}

/// The same of a format, by the fault that was found in .repr or .str.
template <FormatFault Fault> consteval void report_format() {
    static_assert(
        Fault != FormatFault::braces,
        "tether: .str and .repr have names in braces, as f-strings do: \"Point({x}, {y!r:>8})\". A brace "
        "of the text is doubled.");
    static_assert(Fault != FormatFault::name,
                  "tether: .str and .repr can only name attributes that the class declares.");
}

} // namespace tether::inline TETHER_ABI::detail
