// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Every mistake that a signature literal can have, one sentence each, and how the compiler is made to say it.
#pragma once

#include <tether/config.hpp>
#include <tether/fixed_string.hpp>

#include <cstddef>
#include <cstdint>

/// The mistakes: enumerator, the fact (it goes on after "the signature"), what to do about it.
#define TETHER_SIGNATURE_FAULTS(X)                                                                           \
    /* found by reading the literal */                                                                       \
    X(empty_function_name, "has no name before its '('", "Write it as Python's def does: name(a, b=2)")      \
    X(constructor_name, "names a function where a class's constructor has none", "Begin with '('")           \
    X(no_open, "has no '(' after the function's name", "Write it as Python's def does: name(a, b=2)")        \
    X(no_close, "has no ')' at its end", "Close the list of parameters")                                     \
    X(text_after_close, "goes on after its ')'", "Only '-> annotation' may follow")                          \
    X(empty_result, "has nothing after its '->'", "Name the result's type or leave '->' out")                \
    X(bad_name, "has a name that is no Python identifier", "Write letters, digits and '_', no digit first")  \
    X(python_keyword, "has a Python keyword as a name", "Take another name")                                 \
    X(name_too_long, "has a name of more than 255 bytes", "Take a shorter one")                              \
    X(too_long, "is longer than 65000 bytes", "Take shorter names and defaults")                             \
    X(too_many_parameters, "names more than 255 parameters", "Take *args or fewer parameters")               \
    X(empty_parameter, "has an empty place where a parameter should stand", "Name it or delete the comma")   \
    X(no_comma, "goes on after a parameter without a comma", "Put ',' between parameters")                   \
    X(duplicate_name, "has two parameters of the same name", "Give each its own")                            \
    X(required_after_default, "has a parameter without a default after one that has a default",              \
      "Give it one too, or put '*' before it")                                                               \
    X(slash_first, "has no parameter before its '/'", "Put '/' behind the positional-only parameters")       \
    X(slash_twice, "has two '/'", "Keep the last")                                                           \
    X(slash_after_star, "has its '/' behind a '*'", "Put '/' before it")                                     \
    X(star_twice, "has two '*'", "Keep one '*' or '*args'")                                                  \
    X(star_last, "has no parameter of its own behind a bare '*'", "Name one or delete the '*'")              \
    X(star_default, "gives a default to '*' or '**'", "Delete it: they are empty by themselves")             \
    X(after_kwargs, "goes on after '**kwargs'", "Put '**kwargs' last")                                       \
    X(empty_annotation, "has nothing after a ':'", "Name the type or leave ':' out")                         \
    X(empty_default, "has no value after a '='", "Write the value or leave '=' out")                         \
    X(unterminated_string, "has a string that does not end", "Close the quotes")                             \
    X(unbalanced, "has brackets that do not match", "Close each with its own kind")                          \
    X(bad_escape, "has an unknown escape in a string",                                                       \
      "Escape only n, r, t, 0, xNN, uNNNN, quotes and backslashes")                                          \
    X(bad_bytes, "has bytes with a character beyond ASCII", "Write its bytes as hex escapes")                \
    X(bad_number, "has a number that Python cannot read", "Write it as Python does")                         \
    X(bad_utf8, "is not UTF-8", "Save the file as UTF-8")                                                    \
    /* found by comparing it with the C++ function */                                                        \
    X(too_many_names, "names more parameters than the C++ function takes",                                   \
      "Name each parameter once, but neither self nor those of type Python")                                 \
    X(too_few_names, "names fewer parameters than the C++ function takes",                                   \
      "Name each parameter once, but neither self nor those of type Python")                                 \
    X(args_not_tuple, "has '*args' where the C++ parameter is no tuple", "Take it as const PyTuple&")        \
    X(kwargs_not_dict, "has '**kwargs' where the C++ parameter is no dict",                                  \
      "Take it as const PyDict& or an optional of it")                                                       \
    X(default_wrong_kind, "has a default of a kind that its C++ parameter cannot hold",                      \
      "Write one of the parameter's type")                                                                   \
    X(default_out_of_range, "has a default that is out of its C++ parameter's range",                        \
      "Write a smaller one or take a wider type")                                                            \
    X(default_needs_value, "has a default whose value no literal can say",                                   \
      "Give the value in C++ with default_for")                                                              \
    X(integer_too_large, "has an int default beyond 64 bits", "Give the value in C++ with default_for")      \
    X(float_not_exact, "has a float default that cannot be read exactly",                                    \
      "Give the value in C++ with default_for")                                                              \
    X(default_for_unknown, "has no default of the name that a default_for gives",                            \
      "Write name=value in the signature, value as Python would")

namespace tether::inline TETHER_ABI::detail {

#define TETHER_ENUMERATOR(fault, fact, remedy) fault,
/// What is wrong with a signature literal; `none` where nothing is.
enum class SignatureFault : unsigned char { none, TETHER_SIGNATURE_FAULTS(TETHER_ENUMERATOR) };
#undef TETHER_ENUMERATOR

/// A mistake and its place in the literal. Where the numbers of parameters differ, `named` and `taken` are
/// they.
struct FoundFault {
    SignatureFault fault = SignatureFault::none;
    std::uint16_t at = 0;
    std::uint16_t named = 0;
    std::uint16_t taken = 0;
};

// g++ has computed texts since 15 in C++20 too, but says so for C++26 only.
#if __cpp_static_assert >= 202306L || (!defined(__clang__) && defined(__GNUC__) && __GNUC__ >= 15)

/// A text that static_assert prints: the sentence of a fault with the literal and the place in it.
struct FaultText {
    char text[1024]{};
    std::size_t length = 0;

    consteval std::size_t size() const { return length; }
    consteval const char* data() const { return text; }

    consteval FaultText& operator<<(const char* more) {
        while (*more != 0) text[length++] = *more++;
        return *this;
    }
    consteval FaultText& operator<<(unsigned number) {
        if (number >= 10) *this << number / 10;
        const char digit[]{static_cast<char>('0' + number % 10), 0};
        return *this << digit;
    }

    /// The beginning of a literal in quotes; what is not UTF-8 is shown as ASCII.
    consteval FaultText& quote(const char* literal, bool is_utf8) {
        *this << "\"";
        for (std::size_t i = 0; i < 200 && literal[i] != 0; ++i)
            text[length++] = literal[i] == '\n'                     ? ' '
                             : !is_utf8 && (literal[i] & 0x80) != 0 ? '?'
                                                                    : literal[i];
        return *this << "\"";
    }
};

consteval FaultText fault_text(const char* signature, FoundFault found) {
    const char* fact = "";
    const char* remedy = "";
    switch (found.fault) {
#define TETHER_CASE(fault, fact_, remedy_)                                                                   \
    case SignatureFault::fault:                                                                              \
        fact = fact_;                                                                                        \
        remedy = remedy_;                                                                                    \
        break;
        TETHER_SIGNATURE_FAULTS(TETHER_CASE)
#undef TETHER_CASE
    case SignatureFault::none: break;
    }
    const bool is_utf8 = found.fault != SignatureFault::bad_utf8;
    FaultText text;
    text << "tether: signature ";
    text.quote(signature, is_utf8) << " ";
    if (found.fault == SignatureFault::too_many_names || found.fault == SignatureFault::too_few_names) {
        text << "names " << unsigned{found.named} << (found.named == 1 ? " parameter" : " parameters");
        text << ", the C++ function takes " << unsigned{found.taken};
    } else {
        text << fact;
        if (signature[found.at] != 0) (text << ", at ").quote(signature + found.at, is_utf8);
    }
    return text << ". " << remedy << ".";
}

// A text that is computed is C++26, which compilers have in C++20 as well.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wc++26-extensions"

/// The compile error of a wrong signature: instantiated for those only, so that the notes lead to the user's
/// line.
template <fixed_string S, FoundFault Found> consteval void report_signature() {
    static_assert(Found.fault == SignatureFault::none, fault_text(S.text, Found));
}

#pragma GCC diagnostic pop

#else

/// The compile error of a wrong signature: instantiated for those only, so that the notes lead to the user's
/// line.
template <fixed_string S, FoundFault Found> consteval void report_signature() {
#define TETHER_ASSERT(fault_, fact, remedy)                                                                  \
    static_assert(Found.fault != SignatureFault::fault_, "tether: the signature " fact ". " remedy ".");
    TETHER_SIGNATURE_FAULTS(TETHER_ASSERT)
#undef TETHER_ASSERT
}

#endif

} // namespace tether::inline TETHER_ABI::detail

#undef TETHER_SIGNATURE_FAULTS
