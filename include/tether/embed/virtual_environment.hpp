// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What makes a folder a virtual environment that this Python can use.
#pragma once

#include <tether/embed/config.hpp>

#include <cstdio>
#include <filesystem>
#include <optional>

namespace tether::inline TETHER_ABI::detail {

#ifdef _WIN32
inline constexpr const char* environment_python = "/Scripts/python.exe";
#else
inline constexpr const char* environment_python = "/bin/python";
#endif

/// The environment's own interpreter, by which Python finds it. An absolute path, as Python asks for.
inline std::string environment_executable(const std::string& folder) {
    return std::filesystem::absolute(folder).string() + environment_python;
}

/// A small file's text; empty where it cannot be read.
inline std::optional<std::string> read_file(const std::string& path) {
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return std::nullopt;
    std::string text(4096, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    return text;
}

/// "3.14" of "3.14.2".
inline std::string_view feature_version(std::string_view version) noexcept {
    return version.substr(0, version.find_first_not_of("0123456789", version.find('.') + 1));
}

/// The version that a pyvenv.cfg names: in `version`, or `version_info` of other tools. Empty where it names
/// none.
inline std::string_view environment_version(std::string_view text) noexcept {
    while (!text.empty()) {
        std::string_view const line = text.substr(0, text.find('\n'));
        text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
        if (!line.starts_with("version")) continue;
        std::size_t const digit = line.find_first_of("0123456789");
        if (digit != std::string_view::npos) return feature_version(line.substr(digit));
    }
    return {};
}

/// Why the folder is no virtual environment of this Python; empty where it is one.
inline std::optional<PyErr> check_environment(const std::string& folder) {
    std::optional<std::string> const text = read_file(folder + "/pyvenv.cfg");
    if (!text.has_value())
        return cannot_start("'" + folder + "' is no virtual environment: it has no pyvenv.cfg");
    std::string_view const theirs = environment_version(*text);
    std::string_view const ours = feature_version(Py_GetVersion());
    if (theirs.empty() || theirs == ours) return std::nullopt;
    return cannot_start(std::string("the virtual environment '")
                            .append(folder)
                            .append("' is of Python ")
                            .append(theirs)
                            .append(", this is ")
                            .append(ours));
}

} // namespace tether::inline TETHER_ABI::detail
