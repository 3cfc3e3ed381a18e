// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Reads a signature literal, `name(a, b=2, /, *args, c: int = 3, **kwargs) -> str`, into its table at compile
// time.
//
// One pass of plain loops, one class for all sizes of table: the compiler runs this for every function of a
// module, so a call a token is affordable, a call or an instantiation a character is not. The first mistake
// ends it.
#pragma once

#include <tether/config.hpp>
#include <tether/fixed_string.hpp>
#include <tether/function/defaults.hpp>
#include <tether/function/names.hpp>
#include <tether/function/signature.hpp>

#include <cstddef>
#include <cstdint>

namespace tether::inline TETHER_ABI::detail {

/// Reads one literal into one table.
class SignatureParser {
  public:
    consteval SignatureParser(const char* literal, std::size_t size, Signature& head, Parameter* parameters,
                              std::size_t capacity, Default* defaults, char* text)
        : in_(literal), size_(size), head_(head), parameters_(parameters), capacity_(capacity),
          defaults_(defaults), text_(text) {}

    /// Reads it all. `owner` is the class of a method or empty; for a constructor the function has no name of
    /// its own.
    consteval void parse(const char* owner, bool constructor) {
        if (size_ > 65000) {
            fail(SignatureFault::too_long, 0);
            return;
        }
        while (owner[shift_] != 0) text_[shift_] = owner[shift_], ++shift_;
        if (shift_ != 0) text_[shift_] = constructor ? '\0' : '.', ++shift_;
        for (std::size_t from = 0; from < size_; ++from) text_[shift_ + from] = in_[from];
        text_[shift_ + size_] = 0;
        at_ = skip_space(0);
        if (!function_name(constructor) || !parameters() || !result()) return;
        head_.required_positional = head_.positional;
        for (std::uint8_t i = 0; i < head_.positional && i < capacity_; ++i)
            if (!parameters_[i].is_required()) {
                head_.required_positional = i;
                break;
            }
    }

  private:
    const char* in_;
    std::size_t size_;
    Signature& head_;
    Parameter* parameters_;
    std::size_t capacity_;
    Default* defaults_;
    char* text_;
    std::size_t at_ = 0;    // in the literal
    std::size_t shift_ = 0; // from an offset in the literal to that in the text: what the owner takes

    consteval bool fail(SignatureFault fault, std::size_t at) {
        if (head_.fault != SignatureFault::none) return false;
        head_.fault = fault;
        head_.fault_at = static_cast<std::uint16_t>(at);
        return false;
    }

    consteval std::uint16_t in_text(std::size_t at) const { return static_cast<std::uint16_t>(at + shift_); }

    consteval std::size_t skip_space(std::size_t at) const {
        while (in_[at] == ' ' || in_[at] == '\n' || in_[at] == '\t' || in_[at] == '\r') ++at;
        return at;
    }

    /// The end of the name that begins here; `at_` itself where there is none or it is wrong.
    consteval std::size_t name_end() {
        const char* const in = in_;
        const std::size_t begin = at_;
        std::size_t end = begin;
        bool beyond_ascii = false;
        for (;; ++end) {
            const char c = in[end];
            if ((c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                continue;
            if (static_cast<unsigned char>(c) < 0x80) break;
            beyond_ascii = true;
        }
        if (end == begin) return begin;
        const SignatureFault fault = check_name(in, begin, end, beyond_ascii);
        if (fault == SignatureFault::none) return end;
        fail(fault, begin);
        return begin;
    }

    /// The end of the value or annotation that begins here: a comma, the closing parenthesis, or (of an
    /// annotation) a
    /// '=' outside brackets and strings; 0 where it has none.
    consteval std::size_t value_end(bool annotation) {
        const char* const in = in_;
        std::uint64_t open = 1; // the closing brackets that are due, two bits each, behind a leading one
        std::size_t end = at_;
        for (;; ++end) {
            const char c = in[end];
            switch (c) {
            case ',':
                if (open == 1) return end;
                break;
            case '=':
                if (open == 1 && annotation) return end;
                break;
            case '(': open = open << 2 | 1; break;
            case '[': open = open << 2 | 2; break;
            case '{': open = open << 2 | 3; break;
            case ')':
                if (open == 1) return end;
                [[fallthrough]];
            case ']':
            case '}':
                if (open == 1 || (open & 3) != (c == ')' ? 1U : c == ']' ? 2U : 3U)) {
                    fail(SignatureFault::unbalanced, end);
                    return 0;
                }
                open >>= 2;
                break;
            case '\'':
            case '"': {
                const std::size_t begin = end++;
                while (in[end] != c && in[end] != 0) end += in[end] == '\\' && in[end + 1] != 0 ? 2U : 1U;
                if (in[end] == c) break;
                fail(SignatureFault::unterminated_string, begin);
                return 0;
            }
            case 0:
                if (open == 1) return end;
                fail(SignatureFault::unbalanced, at_);
                return 0;
            default: break;
            }
            if (open >> 62 != 0) {
                fail(SignatureFault::unbalanced, end);
                return 0;
            }
        }
    }

    /// Ends what stands between here and `end` behind its last character, gives that end, and goes on at
    /// `end`; 0 where nothing stands there.
    consteval std::size_t end_value(std::size_t end, SignatureFault if_empty) {
        std::size_t last = end;
        while (last > at_ && (in_[last - 1] == ' ' || in_[last - 1] == '\n' || in_[last - 1] == '\t' ||
                              in_[last - 1] == '\r'))
            --last;
        if (last == at_) {
            fail(if_empty, at_);
            return 0;
        }
        text_[last + shift_] = 0;
        at_ = end;
        return last;
    }

    consteval bool function_name(bool constructor) {
        const std::size_t end = name_end();
        if (end == at_) {
            if (constructor && in_[at_] == '(') return true;
            return fail(in_[at_] == '(' ? SignatureFault::empty_function_name
                        : in_[at_] == 0 ? SignatureFault::no_open
                                        : SignatureFault::bad_name,
                        at_);
        }
        if (constructor) return fail(SignatureFault::constructor_name, at_);
        head_.name_at = static_cast<std::uint16_t>(shift_);
        std::size_t to = shift_; // right behind the owner
        while (at_ < end) text_[to++] = in_[at_++];
        text_[to] = 0;
        at_ = skip_space(end);
        return in_[at_] == '(' || fail(SignatureFault::no_open, at_);
    }

    consteval bool parameters() {
        bool slash = false;
        bool star = false;
        std::size_t bare_star = 0;
        for (++at_;;) {
            at_ = skip_space(at_);
            const char c = in_[at_];
            if (c == ')') break;
            if (c == 0) return fail(SignatureFault::no_close, at_);
            if (head_.has_var_keyword) return fail(SignatureFault::after_kwargs, at_);
            if (c == '/') {
                if (slash) return fail(SignatureFault::slash_twice, at_);
                if (star) return fail(SignatureFault::slash_after_star, at_);
                if (head_.count == 0) return fail(SignatureFault::slash_first, at_);
                slash = true;
                head_.positional_only = head_.positional;
                ++at_;
            } else if (c != '*') {
                if (!parameter(star ? ParameterKind::keyword_only : ParameterKind::positional_or_keyword))
                    return false;
            } else if (in_[at_ + 1] == '*') {
                at_ = skip_space(at_ + 2);
                if (!parameter(ParameterKind::var_keyword)) return false;
            } else {
                if (star) return fail(SignatureFault::star_twice, at_);
                star = true;
                const std::size_t begin = at_;
                at_ = skip_space(at_ + 1);
                if (in_[at_] == ',' || in_[at_] == ')')
                    bare_star = begin;
                else if (!parameter(ParameterKind::var_positional))
                    return false;
            }
            at_ = skip_space(at_);
            if (in_[at_] == ',')
                ++at_;
            else if (in_[at_] == 0)
                return fail(SignatureFault::no_close, at_);
            else if (in_[at_] != ')')
                return fail(SignatureFault::no_comma, at_);
        }
        ++at_;
        return bare_star == 0 || head_.keyword_only != 0 || fail(SignatureFault::star_last, bare_star);
    }

    consteval bool parameter(ParameterKind kind) {
        const std::size_t begin = at_;
        const std::size_t end = name_end();
        if (end == begin) {
            const char c = in_[begin];
            return fail(c == ',' || c == '=' || c == ':' || c == ')' || c == 0
                            ? SignatureFault::empty_parameter
                            : SignatureFault::bad_name,
                        begin);
        }
        const std::size_t index = head_.count;
        if (index == 255) return fail(SignatureFault::too_many_parameters, begin);
        ++head_.count;
        Parameter own; // what the C++ function has no parameter for is read to be counted
        own.name_at = in_text(begin);
        own.name_key = name_key_of(in_ + begin, end - begin);
        text_[end + shift_] = 0;
        if (is_known(begin, end, index)) return fail(SignatureFault::duplicate_name, begin);
        at_ = skip_space(end);
        if (in_[at_] == ':') {
            at_ = skip_space(at_ + 1);
            own.has_annotation = true;
            const std::size_t stop = value_end(true);
            if (stop == 0 || end_value(stop, SignatureFault::empty_annotation) == 0) return false;
        }
        if (in_[at_] == '=' && !default_value(own, kind)) return false;
        if (!count(kind, own.is_required(), begin)) return false;
        if (index < capacity_) parameters_[index] = own;
        return true;
    }

    consteval bool is_known(std::size_t begin, std::size_t end, std::size_t known) const {
        const char* const in = in_;
        const char* const text = text_;
        const std::uint16_t key = name_key_of(in + begin, end - begin);
        if (known > capacity_) known = capacity_;
        for (std::size_t i = 0; i < known; ++i) {
            if (parameters_[i].name_key != key) continue;
            std::size_t other = parameters_[i].name_at;
            std::size_t at = begin;
            while (at < end && in[at] == text[other]) ++at, ++other;
            if (at == end) return true;
        }
        return false;
    }

    consteval bool default_value(Parameter& own, ParameterKind kind) {
        const std::size_t equals = at_;
        if (kind >= ParameterKind::var_positional) return fail(SignatureFault::star_default, equals);
        at_ = skip_space(at_ + 1);
        const std::size_t begin = at_;
        if (in_[begin] == '=') return fail(SignatureFault::empty_default, equals);
        const std::size_t stop = value_end(false);
        if (stop == 0) return false;
        const std::size_t end = end_value(stop, SignatureFault::empty_default);
        if (end == 0) return false;
        Default& value = defaults_[head_.default_count];
        own.default_number = ++head_.default_count;
        value.source_at = in_text(begin);
        const SignatureFault fault = read_default(in_, begin, end, text_, value);
        return fault == SignatureFault::none || fail(fault, begin);
    }

    consteval bool count(ParameterKind kind, bool required, std::size_t at) {
        switch (kind) {
        case ParameterKind::var_positional: head_.has_var_positional = true; break;
        case ParameterKind::var_keyword: head_.has_var_keyword = true; break;
        case ParameterKind::keyword_only:
            ++head_.keyword_only;
            if (required) head_.has_required_keyword_only = true;
            break;
        default:
            ++head_.positional;
            if (required && head_.default_count != 0) return fail(SignatureFault::required_after_default, at);
        }
        return true;
    }

    consteval bool result() {
        at_ = skip_space(at_);
        if (in_[at_] == '-' && in_[at_ + 1] == '>') {
            const std::size_t arrow = at_;
            at_ = skip_space(at_ + 2);
            head_.result_at = in_text(at_);
            const std::size_t stop = value_end(false);
            if (stop == 0) return false;
            if (stop == at_) return fail(SignatureFault::empty_result, arrow);
            if (end_value(stop, SignatureFault::empty_result) == 0) return false;
        }
        return at_ == size_ || fail(SignatureFault::text_after_close, at_);
    }
};

/// The number of '=' in a literal: at least that of its defaults.
consteval std::size_t count_equals(const char* literal, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i)
        if (literal[i] == '=') ++count;
    return count;
}

/// The table of a literal for a function with Count C++ parameters that take an argument. `head.fault` says
/// what is wrong with it. A method's `owner` is its class's name, whose size with the closing NUL is Owner.
template <std::size_t Count, std::size_t Defaults, std::size_t Owner, std::size_t Size>
consteval auto parse_signature(const fixed_string<Size>& literal, const char* owner, bool constructor) {
    using Table = SignatureTable<Owner, Size, Count, Defaults>;
    Table table{};
    table.head.defaults_at = offsetof(Table, defaults);
    table.head.text_at = offsetof(Table, text);
    SignatureParser(literal.text, Size - 1, table.head, table.parameters, Count, table.defaults.data(),
                    table.text)
        .parse(owner, constructor);
    return table;
}

/// Whose a function is that belongs to no class. A class says the same of its methods and of its constructor.
struct NoOwner {
    using type = void;
    static constexpr bool is_constructor = false;
    static constexpr const char* name = "";
    static constexpr std::size_t size = 0; // of the name with the NUL behind it
};

/// The table of a function's literal, made once for all uses.
template <fixed_string S, std::size_t Count, class Owner = NoOwner>
TETHER_HIDDEN inline constexpr auto signature_table =
    parse_signature<Count, count_equals(S.text, sizeof S.text - 1), Owner::size>(S, Owner::name,
                                                                                 Owner::is_constructor);

} // namespace tether::inline TETHER_ABI::detail
