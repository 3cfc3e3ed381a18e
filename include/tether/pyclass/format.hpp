// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The text of instances, str() and repr(), by a format of the attributes: "Point({x}, {y})".
#pragma once

#include <tether/convert/strong.hpp>
#include <tether/pyclass/type_object.hpp>

#include <string_view>

namespace tether::inline TETHER_ABI::detail {

/// What stands in one pair of braces: a name, a conversion (0, 'r', 's' or 'a') and a format.
struct FormatField {
    std::string_view name;
    char conversion = 0;
    std::string_view spec;
};

/// Goes through a format, piece by piece.
class FormatReader {
  public:
    enum class Piece : unsigned char { text, field, end, fault };

    constexpr explicit FormatReader(const char* format) noexcept : rest_(format) {}

    /// The next piece: of text, `text`; of a field, `field`.
    constexpr Piece next() noexcept {
        if (rest_.empty()) return Piece::end;
        std::size_t const size = rest_.find_first_of("{}");
        if (size != 0) return take_text(size, size);
        if (rest_.size() > 1 && rest_[1] == rest_[0]) return take_text(1, 2);
        std::size_t const close = rest_.find('}');
        if (rest_[0] == '}' || close == std::string_view::npos) return Piece::fault;
        std::string_view inside = rest_.substr(1, close - 1);
        rest_.remove_prefix(close + 1);
        field = {};
        std::size_t const colon = inside.find(':');
        if (colon != std::string_view::npos) {
            field.spec = inside.substr(colon + 1);
            inside = inside.substr(0, colon);
        }
        std::size_t const mark = inside.find('!');
        if (mark != std::string_view::npos) {
            if (mark + 2 != inside.size()) return Piece::fault;
            field.conversion = inside[mark + 1];
            if (field.conversion != 'r' && field.conversion != 's' && field.conversion != 'a')
                return Piece::fault;
            inside = inside.substr(0, mark);
        }
        field.name = inside;
        return inside.empty() ? Piece::fault : Piece::field;
    }

    std::string_view text;
    FormatField field;

  private:
    constexpr Piece take_text(std::size_t size, std::size_t skip) noexcept {
        text = rest_.substr(0, size);
        rest_.remove_prefix(skip < rest_.size() ? skip : rest_.size());
        return Piece::text;
    }

    std::string_view rest_;
};

/// What is wrong with a format.
enum class FormatFault : unsigned char { none, braces, name };

/// Checks a format; its names must be among the records unless `any_name`.
constexpr FormatFault check_format(const char* format, const MemberRecord* records, std::size_t count,
                                   bool any_name) {
    if (format == nullptr) return FormatFault::none;
    FormatReader reader(format);
    for (;;) {
        switch (reader.next()) {
        case FormatReader::Piece::text: continue;
        case FormatReader::Piece::end: return FormatFault::none;
        case FormatReader::Piece::fault: return FormatFault::braces;
        case FormatReader::Piece::field: break;
        }
        bool is_known = any_name;
        for (std::size_t i = 0; i < count && !is_known; ++i)
            is_known =
                (records[i].kind == MemberKind::property || records[i].kind == MemberKind::attribute) &&
                reader.field.name == records[i].name;
        if (!is_known) return FormatFault::name;
    }
}

inline PyObject* new_text(std::string_view text) noexcept {
    return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

/// One attribute as text: a new reference, or null with an error set.
inline PyObject* field_text(PyObject* self, const FormatField& field, char otherwise) noexcept {
    Strong const name(new_text(field.name));
    Strong value(name ? PyObject_GetAttr(self, name.get()) : nullptr);
    if (!value) return nullptr;
    char const conversion = field.conversion != 0 ? field.conversion : field.spec.empty() ? otherwise : '\0';
    if (conversion == 'r')
        value.reset(PyObject_Repr(value.get()));
    else if (conversion == 's')
        value.reset(PyObject_Str(value.get()));
    else if (conversion == 'a')
        value.reset(PyObject_ASCII(value.get()));
    if (!value || field.spec.empty()) return value.release();
    Strong const spec(new_text(field.spec));
    return spec ? PyObject_Format(value.get(), spec.get()) : nullptr;
}

/// An instance by a format, each attribute by `otherwise` ('r' or 's') where the format does not say: a new
/// reference, or null with an error set.
TETHER_NOINLINE inline PyObject* format_instance(PyObject* self, const char* format,
                                                 char otherwise) noexcept {
    int const entered = Py_ReprEnter(self);
    if (entered != 0) return entered > 0 ? PyUnicode_FromString("...") : nullptr;
    Strong const pieces(PyList_New(0));
    FormatReader reader(format);
    bool is_well = static_cast<bool>(pieces);
    while (is_well) {
        FormatReader::Piece const kind = reader.next();
        if (kind == FormatReader::Piece::end) break;
        Strong const piece(kind == FormatReader::Piece::text ? new_text(reader.text)
                                                             : field_text(self, reader.field, otherwise));
        is_well = piece && PyList_Append(pieces.get(), piece.get()) == 0;
    }
    Strong const nothing(is_well ? PyUnicode_FromStringAndSize("", 0) : nullptr);
    PyObject* const result = nothing ? PyUnicode_Join(nothing.get(), pieces.get()) : nullptr;
    Py_ReprLeave(self);
    return result;
}

/// tp_repr and tp_str of a class that has a format for it.
template <class T> PyObject* repr_by_format(PyObject* self) noexcept {
    return format_instance(self, pyclass<T>.repr, 'r');
}
template <class T> PyObject* str_by_format(PyObject* self) noexcept {
    return format_instance(self, pyclass<T>.str, 's');
}

} // namespace tether::inline TETHER_ABI::detail
