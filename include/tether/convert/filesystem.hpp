// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between pathlib.Path and std::filesystem::path, and of a filesystem_error, which becomes an
// OSError with its file names wherever this header is included.
#pragma once

#include <tether/tether.hpp>
#include <tether/token/imported.hpp>

#include <filesystem>

namespace tether::inline TETHER_ABI {
namespace detail {

/// 1 where an object can be a path: text, bytes or what has `__fspath__`; 0 where not, -1 with an error set.
inline int is_path_like(PyObject* object) noexcept {
    if (PyUnicode_Check(object) || PyBytes_Check(object)) return 1;
    PyObject* method = nullptr;
    PyObject* const name = interned<"__fspath__">();
    if (name == nullptr) return -1;
    int const found = ffi::get_optional_attr(reinterpret_cast<PyObject*>(Py_TYPE(object)), name, &method);
    Py_XDECREF(method);
    return found;
}

/// The path as the system spells it, in new bytes; null with the error in `error`.
TETHER_NOINLINE inline PyObject* encode_path(PyObject* object, ErrState*& error) noexcept {
    int const is_path = is_path_like(object);
    if (is_path == 0) {
        error = new_mismatch("expected str, bytes or os.PathLike object, not %s%s", object);
        return nullptr;
    }
    Strong bytes(is_path > 0 ? PyOS_FSPath(object) : nullptr);
    if (bytes && PyUnicode_Check(bytes.get())) bytes.reset(PyUnicode_EncodeFSDefault(bytes.get()));
    if (!bytes) {
        error = fetch_error();
    } else if (std::strlen(PyBytes_AsString(bytes.get())) !=
               static_cast<std::size_t>(PyBytes_Size(bytes.get()))) {
        // Not PyUnicode_FSConverter's error, which could not name the argument.
        error = new_value_error("embedded null byte");
        return nullptr;
    }
    return bytes.release();
}

/// The name of a file as a str: a new reference, or null with an exception raised.
inline PyObject* decode_path(const std::filesystem::path& path) noexcept {
    const auto& native = path.native();
    auto const size = static_cast<Py_ssize_t>(native.size());
    if constexpr (sizeof(std::filesystem::path::value_type) == 1)
        return PyUnicode_DecodeFSDefaultAndSize(reinterpret_cast<const char*>(native.data()), size);
    else
        return PyUnicode_FromWideChar(reinterpret_cast<const wchar_t*>(native.data()), size);
}

/// OSError(errno, text, first path, None, second path), each path where there is one. Attached.
TETHER_COLD inline ErrState* new_path_error(const std::filesystem::filesystem_error& error) {
    ErrState* const plain = new_os_error(error.code(), error.what());
    std::error_condition const general = error.code().default_error_condition();
    if (general.category() != std::generic_category() || error.path1().empty()) return plain;
    release(plain);
    bool const has_second = !error.path2().empty();
    Strong first(decode_path(error.path1()));
    Strong second(has_second ? decode_path(error.path2()) : ffi::new_ref(Py_None));
    if (!first || !second) return fetch_error();
    std::string const text = general.message();
    PyObject* const arguments =
        has_second
            ? Py_BuildValue("(isOOO)", general.value(), text.c_str(), first.get(), Py_None, second.get())
            : Py_BuildValue("(isO)", general.value(), text.c_str(), first.get());
    return new_arguments(PyExc_OSError, arguments);
}

} // namespace detail

/// A str, bytes, or what `os.fspath` takes, in the file system's encoding: whatever name a file has comes
/// through. ValueError for a NUL, which no name has.
template <> struct FromPyObject<std::filesystem::path> {
    static constexpr const char* python_type = "str | bytes | os.PathLike";

    static detail::ErrState* load(PyObject* object, std::filesystem::path& out) {
        detail::ErrState* error = nullptr;
        detail::Strong const bytes(detail::encode_path(object, error));
        if (!bytes) return error;
        const std::string_view text(ffi::bytes_data(bytes.get()),
                                    static_cast<std::size_t>(ffi::bytes_size(bytes.get())));
        if constexpr (sizeof(std::filesystem::path::value_type) == 1)
            out.assign(text);
        else // there Python's encoding of file names is UTF-8
            out = std::filesystem::path(std::u8string(text.begin(), text.end()));
        return nullptr;
    }
};

template <> struct IntoPyObject<std::filesystem::path> {
    static constexpr const char* python_type = "pathlib.Path";

    static PyObject* cast(const std::filesystem::path& value) noexcept {
        PyObject* const type = detail::imported<"pathlib", "Path">();
        detail::Strong const text(type != nullptr ? detail::decode_path(value) : nullptr);
        return text ? PyObject_CallFunctionObjArgs(type, text.get(), nullptr) : nullptr;
    }
};

/// An OSError, or its subclass for the code, with `filename` and `filename2`.
template <> struct IntoPyErr<std::filesystem::filesystem_error> {
    static PyErr into_pyerr(Python /*py*/, const std::filesystem::filesystem_error& error) {
        return PyErr::from_state(detail::new_path_error(error));
    }
};

namespace detail {

TETHER_HIDDEN inline const bool filesystem_errors_have_names = [] {
    translate_exceptions<std::filesystem::filesystem_error>();
    return true;
}();

} // namespace detail
} // namespace tether::inline TETHER_ABI
