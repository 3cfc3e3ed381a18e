// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Objects written in Python, and answers as text: what the tests of the types are made of.
#pragma once

#include <tether/convert/bool.hpp>
#include <tether/convert/float.hpp>
#include <tether/convert/int.hpp>
#include <tether/convert/pointers.hpp>
#include <tether/convert/string.hpp>
#include <tether/types/code.hpp>
#include <tether/types/singletons.hpp>
#include <tether/types/string.hpp>

#include <string>

namespace tether_tests {

/// Statements that were run in globals of their own, where expressions are then evaluated.
class Script {
  public:
    explicit Script(tether::Python py, const char* statements = "") : globals_(*tether::PyDict::create(py)) {
        *py.run(statements, globals_);
    }

    tether::Bound<tether::PyAny> operator()(const char* expression) const {
        return *globals_.py().eval(expression, globals_);
    }
    template <class T> tether::Bound<T> get(const char* expression) const {
        return *(*this)(expression).cast_into<T>();
    }
    const tether::PyDict& globals() const { return globals_; }

  private:
    tether::Bound<tether::PyDict> globals_;
};

/// The value of an expression, which is a T.
template <class T = tether::PyAny> tether::Bound<T> eval(tether::Python py, const char* expression) {
    return Script(py).get<T>(expression);
}

/// `repr(object)`
inline std::string repr(const tether::PyAny& object) { return *object.repr()->to_string(); }

/// "ValueError: text" of a result that is an error, else "no error".
template <class T> std::string error_of(const tether::PyResult<T>& result) {
    return result.is_err() ? result.error().what() : "no error";
}

/// "ValueError" of the same: where each version of Python has its own text.
template <class T> std::string error_type_of(const tether::PyResult<T>& result) {
    const std::string text = error_of(result);
    return text.substr(0, text.find(':'));
}

/// The same for an error that `f` throws.
template <class F> std::string thrown_by(F&& f) {
    try {
        f();
    } catch (const tether::Raised& raised) {
        return raised.what();
    }
    return "no error";
}

/// How many references an object has.
inline long long references(const tether::PyAny& object) {
    return static_cast<long long>(Py_REFCNT(object.as_ptr()));
}

} // namespace tether_tests
