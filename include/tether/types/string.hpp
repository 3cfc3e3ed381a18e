// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// PyString, the view of str.
#pragma once

#include <tether/types/any.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tether::inline TETHER_ABI {

/// The characters of a str as it keeps them: one, two or four bytes each, the fewest that hold all of them.
struct PyStringData {
    const void* data = nullptr;
    std::size_t size = 0; ///< in characters
    int kind = 1;         ///< bytes a character: 1 (Latin-1), 2 (UCS-2) or 4 (UCS-4)

    /// The character at an index below `size`.
    char32_t operator[](std::size_t index) const noexcept {
        switch (kind) {
        case 1: return static_cast<const std::uint8_t*>(data)[index];
        case 2: return static_cast<const std::uint16_t*>(data)[index];
        default: return static_cast<const std::uint32_t*>(data)[index];
        }
    }
};

/// A view of a str. Text is UTF-8 in C++; a str with a lone surrogate has none.
class PyString : public PyAny {
  public:
    static constexpr const char* type_name = "str";

    static PyObject* type_object() noexcept { return reinterpret_cast<PyObject*>(&PyUnicode_Type); }
    static bool is_type_of(PyObject* object) noexcept { return PyUnicode_Check(object) != 0; }
    static bool is_exact_type_of(PyObject* object) noexcept { return PyUnicode_CheckExact(object) != 0; }

    /// A str from UTF-8; NULs are characters like others. UnicodeDecodeError where it is no UTF-8.
    static PyResult<Bound<PyString>> create(Python py, std::string_view text);
    /// The same, made once: every str of this text that was interned is the same object. For texts known at
    /// compile time intern<"text">() costs less.
    static PyResult<Bound<PyString>> create_interned(Python py, std::string_view text);
    /// `str(object, encoding, errors)`: decodes bytes, a bytearray or any other buffer. LookupError for an
    /// unknown encoding, UnicodeDecodeError, TypeError for what is no buffer or a str already.
    static PyResult<Bound<PyString>> from_encoded_object(const PyAny& object, const char* encoding = "utf-8",
                                                         const char* errors = "strict");
    /// `text.format(args...)`, with arguments of any convertible type and `kw<"name">(value)`.
    template <class... Args>
    static PyResult<Bound<PyString>> format(Python py, std::string_view text, Args&&... args);

    /// The number of characters.
    std::size_t len() const noexcept { return static_cast<std::size_t>(PyUnicode_GetLength(ptr())); }
    bool is_empty() const noexcept { return len() == 0; }

    /// The UTF-8, which the object keeps. UnicodeEncodeError for a lone surrogate.
    PyResult<std::string_view> view() const TETHER_LIFETIMEBOUND;
    /// A copy of the UTF-8. UnicodeEncodeError for a lone surrogate.
    PyResult<std::string> to_string() const;
    /// A copy of the UTF-8, with U+FFFD for each lone surrogate. No memory is a thrown std::bad_alloc.
    std::string to_string_lossy() const;
    /// The UTF-8 as bytes. UnicodeEncodeError for a lone surrogate.
    PyResult<Bound<PyBytes>> encode_utf8() const;
    /// The characters as they are kept. SystemError under the limited API, which hides them.
    PyResult<PyStringData> data() const TETHER_LIFETIMEBOUND;

    /// Whether this is the str of a UTF-8 text; a lone surrogate makes it equal to none.
    friend bool operator==(const PyString& string, std::string_view text) noexcept {
        return ffi::str_equals(string.ptr(), text.data(), static_cast<Py_ssize_t>(text.size()));
    }

  protected:
    using PyAny::PyAny;
};

namespace detail {

/// A str from UTF-8: a new reference or null with an error set.
inline PyObject* new_string(std::string_view text) noexcept {
    return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
}

/// UTF-8 in which each lone surrogate, three bytes as Python writes it, became U+FFFD, three bytes too.
inline void replace_surrogates(std::string& text) noexcept {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] == '\xED' && static_cast<unsigned char>(text[i + 1]) >= 0xA0)
            text.replace(i, 3, "\xEF\xBF\xBD");
    }
}

} // namespace detail

inline PyResult<Bound<PyString>> PyString::create(Python /*py*/, std::string_view text) {
    return detail::owned<PyString>(detail::new_string(text));
}

inline PyResult<Bound<PyString>> PyString::create_interned(Python /*py*/, std::string_view text) {
    PyObject* string = detail::new_string(text);
    if (string != nullptr) PyUnicode_InternInPlace(&string);
    return detail::owned<PyString>(string);
}

inline PyResult<Bound<PyString>> PyString::from_encoded_object(const PyAny& object, const char* encoding,
                                                               const char* errors) {
    return detail::owned<PyString>(PyUnicode_FromEncodedObject(object.as_ptr(), encoding, errors));
}

template <class... Args>
PyResult<Bound<PyString>> PyString::format(Python py, std::string_view text, Args&&... args) {
    TETHER_TRY(auto pattern, create(py, text));
    TETHER_TRY(auto formatted, pattern.call_method<"format">(static_cast<Args&&>(args)...));
    return std::move(formatted).template cast_into_unchecked<PyString>();
}

inline PyResult<std::string_view> PyString::view() const {
    Py_ssize_t size = 0;
    const char* const text = PyUnicode_AsUTF8AndSize(ptr(), &size);
    if (text == nullptr) return PyErr::from_state(detail::fetch_error());
    return std::string_view(text, static_cast<std::size_t>(size));
}

inline PyResult<std::string> PyString::to_string() const {
    TETHER_TRY(auto text, view());
    return std::string(text);
}

inline std::string PyString::to_string_lossy() const {
    if (auto text = view(); text.is_ok()) return std::string(*text);
    PyObject* const bytes = PyUnicode_AsEncodedString(ptr(), "utf-8", "surrogatepass");
    if (bytes == nullptr) {
        PyErr_Clear();
        throw std::bad_alloc();
    }
    const auto owner = Bound<PyAny>::from_owned_ptr(py(), bytes);
    std::string text(ffi::bytes_data(bytes), static_cast<std::size_t>(ffi::bytes_size(bytes)));
    detail::replace_surrogates(text);
    return text;
}

inline PyResult<PyStringData> PyString::data() const {
    Py_ssize_t size = 0;
    PyStringData result;
    result.data = ffi::str_data(ptr(), &size, &result.kind);
    if (result.data == nullptr) return PyErr::from_state(detail::fetch_error());
    result.size = static_cast<std::size_t>(size);
    return result;
}

inline PyResult<Bound<PyString>> PyAny::str() const { return detail::owned<PyString>(PyObject_Str(ptr())); }

inline PyResult<Bound<PyString>> PyAny::repr() const { return detail::owned<PyString>(PyObject_Repr(ptr())); }

template <fixed_string Name> Borrowed<PyString> intern(Python py) {
    PyObject* const name = detail::interned<Name>();
    if (name == nullptr) detail::throw_error(PyErr::fetch(py));
    return Borrowed<PyString>::from_ptr(py, name);
}

} // namespace tether::inline TETHER_ABI
