// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Config, how an Interpreter starts Python: Python's own PyConfig, with C++'s types and without its pitfalls.
#pragma once

#include <tether/ffi/embed.hpp>
#include <tether/tether.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tether::inline TETHER_ABI {

/// How Python starts: `Interpreter python(Config{.argv = {"job", "-v"}, .isolated = true});`. All text is
/// UTF-8, an empty field is not said. The command line of the program is not read, the environment
/// (PYTHONPATH and its like) is unless `isolated`. The fields are in alphabetical order, as C++ asks for.
struct Config {
    /// Sets what has no field here, last of all: `.adjust = [](PyConfig& config) { config.optimization_level
    /// = 2; return PyStatus_Ok(); }`.
    PyStatus (*adjust)(PyConfig&) = nullptr;
    /// `sys.argv`, the program's name first.
    std::vector<std::string> argv = {};
    /// Where the standard library is (`sys.prefix`), when Python does not find it by itself.
    std::string home = {};
    /// Whether Python takes the signals over that it wants, SIGINT above all, which then raises
    /// KeyboardInterrupt.
    bool install_signal_handlers = false;
    /// Whether to look at nothing but this Config: no environment variables, no user's site-packages, UTF-8
    /// whatever the locale.
    bool isolated = false;
    /// `sys.path` in place of what Python would find: the standard library must be in it.
    std::vector<std::string> module_search_paths = {};
    /// The program as `sys.executable` is to name it, and from which Python looks for its library.
    std::string program_name = {};
    /// The folder of a virtual environment whose packages can be imported. Of another version of Python, it
    /// is refused.
    std::string virtual_environment = {};
};

namespace detail {

TETHER_COLD inline PyErr cannot_start(std::string_view why) {
    return PyErr::make<PyRuntimeError>(std::string("cannot start Python: ").append(why));
}

/// What Python itself says of a failed start.
TETHER_COLD inline PyErr cannot_start(const PyStatus& status) {
    std::string why;
    if (PyStatus_IsExit(status) != 0) {
        why.append("it asks to exit with status ").append(std::to_string(status.exitcode));
    } else {
        why.append(status.err_msg != nullptr ? status.err_msg : "no reason given");
        if (status.func != nullptr) why.append(" (").append(status.func).append(")");
    }
    return cannot_start(why);
}

/// The next code point of a UTF-8 text, which is moved behind it. A byte that is no UTF-8 becomes a lone
/// surrogate, as Python itself reads file names.
inline char32_t next_code_point(std::string_view& text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    char32_t point = size == 1 ? first : first & (0x7FU >> size);
    bool is_valid = size == 1 || (first >= 0xC2 && first <= 0xF4 && size <= text.size());
    for (std::size_t i = 1; is_valid && i < size; ++i) {
        is_valid = (byte(i) & 0xC0) == 0x80;
        point = point << 6 | (byte(i) & 0x3FU);
    }
    is_valid = is_valid && point >= smallest[size] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    text.remove_prefix(is_valid ? size : 1);
    return is_valid ? point : 0xDC00U + first;
}

inline std::wstring widen(std::string_view text) {
    std::wstring wide;
    while (!text.empty()) {
        char32_t const point = next_code_point(text);
        if (sizeof(wchar_t) == 2 && point > 0xFFFF) {
            wide.push_back(static_cast<wchar_t>(0xD7C0 + (point >> 10)));
            wide.push_back(static_cast<wchar_t>(0xDC00 + (point & 0x3FF)));
        } else {
            wide.push_back(static_cast<wchar_t>(point));
        }
    }
    return wide;
}

/// A PyConfig that is cleared whatever happens, and the first failure of filling it.
class ConfigFiller {
  public:
    explicit ConfigFiller(bool isolated) noexcept {
        if (isolated)
            PyConfig_InitIsolatedConfig(&config_);
        else
            PyConfig_InitPythonConfig(&config_);
        config_.parse_argv = 0;
        config_.configure_c_stdio = 0;
    }

    ~ConfigFiller() { PyConfig_Clear(&config_); }

    ConfigFiller(const ConfigFiller&) = delete;
    ConfigFiller& operator=(const ConfigFiller&) = delete;

    PyConfig& config() noexcept { return config_; }

    const PyStatus& status() const noexcept { return status_; }

    void set(wchar_t*& field, std::string_view text) {
        if (!text.empty() && is_text(text)) keep(PyConfig_SetString(&config_, &field, widen(text).c_str()));
    }

    void append(PyWideStringList& list, std::string_view text) {
        if (is_text(text)) keep(PyWideStringList_Append(&list, widen(text).c_str()));
    }

    void keep(const PyStatus& status) noexcept {
        if (PyStatus_Exception(status_) == 0) status_ = status;
    }

  private:
    bool is_text(std::string_view text) noexcept {
        if (text.find('\0') == std::string_view::npos) return true;
        keep(PyStatus_Error("a text in the Config has a NUL in it"));
        return false;
    }

    PyConfig config_;
    PyStatus status_ = PyStatus_Ok();
};

/// The two things that Python fixes before it reads a PyConfig: the locale, where the environment of the
/// process stays as it is, and UTF-8.
inline PyStatus preinitialize(bool isolated) noexcept {
    PyPreConfig config;
    if (isolated)
        PyPreConfig_InitIsolatedConfig(&config);
    else
        PyPreConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    config.coerce_c_locale = 0;
    config.coerce_c_locale_warn = 0;
    if (isolated) config.utf8_mode = 1;
    return Py_PreInitialize(&config);
}

} // namespace detail
} // namespace tether::inline TETHER_ABI
