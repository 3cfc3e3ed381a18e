// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Arguments of fundamental types, converted by one loop that all functions share.
//
// From three parameters on, the code that converts them is most of a trampoline. Where they are numbers,
// bools and string_views only, a trampoline has four bits a parameter instead, and one call: it compiles in
// two thirds of the time to half the size, and runs no slower.
#pragma once

#include <tether/convert/bool.hpp>
#include <tether/convert/float.hpp>
#include <tether/convert/int.hpp>
#include <tether/convert/string.hpp>
#include <tether/function/arguments.hpp>

#include <limits>

namespace tether::inline TETHER_ABI::detail {

/// What a parameter of a fundamental type is; `none` is any other. The integers come first, by size, signed
/// before unsigned.
enum class CellKind : std::uint8_t { i8, i16, i32, i64, u8, u16, u32, u64, floating, boolean, text, none };

template <class P> consteval CellKind find_cell_kind() {
    constexpr bool is_mutable =
        std::is_lvalue_reference_v<P> && !std::is_const_v<std::remove_reference_t<P>>; // refused elsewhere
    using T = std::conditional_t<is_mutable, void, std::remove_cvref_t<P>>;
    if constexpr (Integer<T>)
        return static_cast<CellKind>(std::bit_width(sizeof(T)) - 1 + (std::is_signed_v<T> ? 0 : 4));
    else if constexpr (std::is_same_v<T, double> || std::is_same_v<T, float>)
        return CellKind::floating;
    else if constexpr (std::is_same_v<T, bool>)
        return CellKind::boolean;
    else if constexpr (std::is_same_v<T, std::string_view>)
        return CellKind::text;
    else
        return CellKind::none;
}

template <class P> inline constexpr CellKind cell_kind = find_cell_kind<P>();

/// The kinds of all parameters, four bits each, the first lowest.
template <class... P> consteval std::uint64_t pack_cell_kinds() {
    std::uint64_t kinds = 0;
    int at = 0;
    ((kinds |= static_cast<std::uint64_t>(cell_kind<P>) << at, at += 4), ...);
    return kinds;
}

template <class... P> inline constexpr std::uint64_t cell_kinds = pack_cell_kinds<P...>();

/// Whether load_arguments() converts the arguments of these parameters: for fewer than three, code of their
/// own is faster and no larger.
template <class... P>
inline constexpr bool are_shared =
    sizeof...(P) >= 3 && sizeof...(P) <= 16 && ((cell_kind<P> != CellKind::none) && ...);

/// An argument that was converted, in the widest type of its kind. What it holds fits the parameter: that was
/// checked.
union Cell {
    std::int64_t signed_integer;
    std::uint64_t unsigned_integer;
    double floating;
    bool boolean;
    std::string_view text;

    Cell() noexcept {} // NOLINT(modernize-use-equals-default): left as it is, and written by load_arguments()
    constexpr explicit Cell(std::int64_t value) noexcept : signed_integer(value) {}
    constexpr explicit Cell(std::uint64_t value) noexcept : unsigned_integer(value) {}
    constexpr explicit Cell(double value) noexcept : floating(value) {}
    constexpr explicit Cell(bool value) noexcept : boolean(value) {}
    constexpr explicit Cell(std::string_view value) noexcept : text(value) {}
};

// A member pointer, and no function that picks the member: an inlined call a parameter is what would cost.
template <CellKind Kind> inline constexpr auto member_of_kind = &Cell::signed_integer;
template <CellKind Kind>
    requires(Kind >= CellKind::u8 && Kind <= CellKind::u64)
inline constexpr auto member_of_kind<Kind> = &Cell::unsigned_integer;
template <> inline constexpr auto member_of_kind<CellKind::floating> = &Cell::floating;
template <> inline constexpr auto member_of_kind<CellKind::boolean> = &Cell::boolean;
template <> inline constexpr auto member_of_kind<CellKind::text> = &Cell::text;

/// The member of a Cell that holds the argument of a parameter.
template <class P> inline constexpr auto cell_member = member_of_kind<cell_kind<P>>;

/// The cell of a default; that it fits the parameter is checked elsewhere.
template <class P> consteval Cell default_cell(const Default& value, const char* text) {
    constexpr CellKind kind = cell_kind<P>;
    if constexpr (kind == CellKind::floating)
        return Cell(value.kind == DefaultKind::floating
                        ? value.floating()
                        : static_cast<double>(value.bits) * (value.negative ? -1 : 1));
    else if constexpr (kind == CellKind::boolean)
        return Cell(value.kind == DefaultKind::true_);
    else if constexpr (kind == CellKind::text)
        return Cell(value.string(text));
    else if constexpr (kind < CellKind::u8)
        return Cell(value.integer<std::int64_t>());
    else
        return Cell(value.integer<std::uint64_t>());
}

/// The ints of one digit that a kind holds: `value - lowest <= span`, in one comparison.
struct CompactRange {
    std::uint64_t lowest;
    std::uint64_t span;
};

TETHER_HIDDEN inline constexpr CompactRange compact_ranges[] = {
    {~std::uint64_t{0x7F}, 0xFF},
    {~std::uint64_t{0x7FFF}, 0xFFFF},
    {~std::uint64_t{0x7FFFFFFF}, 0xFFFFFFFF},
    {~std::uint64_t{0x7FFFFFFFFFFFFFFF}, 0xFFFFFFFFFFFFFFFF},
    {0, 0xFF},
    {0, 0xFFFF},
    {0, 0xFFFFFFFF},
    {0, 0x7FFFFFFFFFFFFFFF},
};

/// An int of any size, or what `__index__` gives.
TETHER_NOINLINE inline ErrState* load_integer(unsigned kind, PyObject* object, Cell& cell) noexcept {
    unsigned const unused_bits = 64 - (8U << (kind & 3));
    if (kind >= static_cast<unsigned>(CellKind::u8))
        return load_unsigned_slow(object, cell.unsigned_integer,
                                  std::numeric_limits<std::uint64_t>::max() >> unused_bits);
    std::int64_t const highest = std::numeric_limits<std::int64_t>::max() >> unused_bits;
    return load_signed_slow(object, cell.signed_integer, -highest - 1, highest);
}

/// Converts an argument that takes no call; false for any other.
inline bool load_at_once(unsigned kind, PyObject* object, Cell& cell) noexcept {
    if (kind < static_cast<unsigned>(CellKind::floating)) {
        if (!PyLong_CheckExact(object) || !ffi::long_is_compact(object)) return false;
        cell.signed_integer = ffi::compact_value(object);
        CompactRange const& range = compact_ranges[kind];
        return cell.unsigned_integer - range.lowest <= range.span;
    }
    if (kind == static_cast<unsigned>(CellKind::floating))
        return FromPyObject<double>::load_exact(object, cell.floating);
    if (kind == static_cast<unsigned>(CellKind::boolean))
        return FromPyObject<bool>::load_exact(object, cell.boolean);
    Py_ssize_t size = 0;
    const char* const text = ffi::ascii_text(object, &size);
    cell.text = {text, static_cast<std::size_t>(size)};
    return text != nullptr;
}

/// Converts any argument; null, or the error.
inline ErrState* load_cell(unsigned kind, PyObject* object, Cell& cell) noexcept {
    if (load_at_once(kind, object, cell)) return nullptr;
    if (kind < static_cast<unsigned>(CellKind::floating)) return load_integer(kind, object, cell);
    if (kind == static_cast<unsigned>(CellKind::floating)) return load_double_slow(object, cell.floating);
    if (kind == static_cast<unsigned>(CellKind::boolean)) return load_bool_slow(object, cell.boolean);
    return load_utf8(object, cell.text);
}

/// Raises the error of an argument that did not convert; gives null.
TETHER_COLD inline PyObject* fail_argument(const Signature& signature, std::size_t index,
                                           ErrState* error) noexcept {
    constexpr std::string_view before = "argument '";
    std::size_t const size = signature.parameters()[index].name_size();
    char place[300]; // no name is longer than 255 bytes
    std::memcpy(place, before.data(), before.size());
    std::memcpy(place + before.size(), signature.name(index), size);
    place[before.size() + size] = '\'';
    raise_and_release(at_place(error, {place, before.size() + size + 1}));
    return nullptr;
}

/// Converts the arguments from `at` on, of these kinds; those that are null have defaults. False with an
/// error set.
TETHER_NOINLINE inline bool load_cells_slow(const Signature& signature, std::uint64_t kinds,
                                            PyObject* const* args, std::size_t at, std::size_t count,
                                            Cell* cells) noexcept {
    for (; at < count; ++at, kinds >>= 4) {
        if (args[at] == nullptr) continue;
        if (ErrState* const error = load_cell(static_cast<unsigned>(kinds) & 15, args[at], cells[at]))
            [[unlikely]] {
            fail_argument(signature, at, error);
            return false;
        }
    }
    return true;
}

/// Converts all arguments: here those that take no call, since no register need be saved for them.
template <bool MayBeNull>
bool load_cells(const Signature& signature, std::uint64_t kinds, PyObject* const* args, std::size_t count,
                Cell* cells) noexcept {
    for (std::size_t i = 0; i < count; ++i, kinds >>= 4)
        if ((!MayBeNull || args[i] != nullptr) &&
            !load_at_once(static_cast<unsigned>(kinds) & 15, args[i], cells[i])) [[unlikely]]
            return load_cells_slow(signature, kinds, args, i, count, cells);
    return true;
}

/// The same, once keywords and defaults are bound.
TETHER_NOINLINE inline bool bind_cells(const Signature& signature, std::uint64_t kinds, PyObject* const* args,
                                       std::size_t count, PyObject* kwnames, Cell* cells) noexcept {
    PyObject* slots[16];
    args = bind_in_place(signature, args, count, kwnames, slots);
    return args != nullptr && load_cells<true>(signature, kinds, args, count, cells);
}

/// Binds a call's arguments and converts each into its cell; the cell of one that is not given is left as it
/// is. False with an error set. Attached.
TETHER_NOINLINE inline bool load_arguments(const Signature& signature, std::uint64_t kinds,
                                           PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames,
                                           Cell* cells) noexcept {
    auto const count = static_cast<std::size_t>(nargs);
    if (kwnames != nullptr || count > signature.positional || count < signature.required_positional ||
        signature.has_required_keyword_only)
        return bind_cells(signature, kinds, args, count, kwnames, cells);
    return load_cells<false>(signature, kinds, args, count, cells);
}

} // namespace tether::inline TETHER_ABI::detail
