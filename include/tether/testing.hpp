// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python code in C++ tests: it runs with values of C++ as its globals, and shows the traceback where it
// fails.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Takes the first of names with commas between them.
inline std::string_view take_name(std::string_view& names) noexcept {
    std::size_t const end = std::min(names.find(','), names.size());
    std::string_view const name = names.substr(0, end);
    names.remove_prefix(std::min(names.find_first_not_of(", ", end), names.size()));
    return name;
}

/// Runs statements that may be indented as a whole.
inline void run_indented(Python py, const char* statements, const PyDict& globals) {
    auto const text = py.import("textwrap")->call_method("dedent", statements)->extract<std::string>();
    PyResult<void> const done = py.run(text->c_str(), globals);
    if (done.is_ok()) return;
    done.error().print(py);
    throw Raised(done.error());
}

template <class... Values>
void run_statements_with(Python py, const char* statements, [[maybe_unused]] std::string_view names,
                         const Values&... values) {
    auto const globals = PyDict::create(py);
    (globals->set_item(take_name(names), values).value(), ...);
    run_indented(py, statements, *globals);
}

} // namespace tether::inline TETHER_ABI::detail

/// Runs Python statements with variables of C++ as globals of the same names: `TETHER_PY_RUN(py, "assert
/// p.x == x", p, x);`. What is common to all lines' indentation is taken away. Where they raise, the
/// traceback is printed to `sys.stderr` and the exception thrown as Raised. Needs the token.
#define TETHER_PY_RUN(py, statements, ...)                                                                   \
    ::tether::detail::run_statements_with(py, statements, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__)
