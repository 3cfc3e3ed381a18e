// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The parser of signature literals, run on any bytes, for fuzz_signatures.py.

// It is for compile time alone: here, and only here, its functions may be called at run time as well.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#define consteval constexpr
#include <tether/function/signature_parser.hpp>
#undef consteval

#include <tether/function/text_signature.hpp>
#include <tether/tether.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

using namespace tether;
using namespace tether::detail;

namespace {

/// The default of a parameter: where its source stands in the literal, its kind, and its value or, where that
/// must come from C++, which number it looks like.
Bound<PyTuple> shown(Python py, const Default& value, const char* text, std::size_t owner_size) {
    auto const kind = static_cast<int>(value.kind);
    std::size_t const at = value.source_at - owner_size;
    if (value.kind == DefaultKind::given) return *PyTuple::create(py, at, kind, value.bits);
    return *PyTuple::create(py, at, kind, *Bound<PyAny>::from_owned_ptr_or_err(py, make_object(value, text)));
}

/// The number of the mistake, and where; or what the table says, and the text for `inspect`.
Bound<PyTuple> parse(Python py, std::span<const std::byte> literal, std::size_t capacity,
                     std::string_view owner, bool constructor) {
    // Each of its own size to the byte, as in a table: what is read or written beside it is seen.
    std::size_t const size = literal.size();
    std::size_t const owner_size = owner.empty() ? 0 : owner.size() + 1;
    std::vector<char> in(size + 1);
    if (size != 0) std::memcpy(in.data(), literal.data(), size);
    std::vector<char> owned(owner.begin(), owner.end());
    owned.push_back('\0');
    Signature head;
    std::vector<Parameter> parameters(capacity);
    std::vector<Default> defaults(static_cast<std::size_t>(std::count(in.begin(), in.end(), '=')));
    std::vector<char> text(owner_size + size + 1);
    SignatureParser(in.data(), size, head, parameters.data(), capacity, defaults.data(), text.data())
        .parse(owned.data(), constructor);
    if (head.fault != SignatureFault::none)
        return *PyTuple::create(py, static_cast<int>(head.fault), std::size_t{head.fault_at});

    auto list = *PyList::create(py);
    if (head.count > capacity) return *PyTuple::create(py, 0, list);
    SignatureParts const parts{head, parameters.data(), defaults.data(), text.data()};
    for (std::size_t i = 0; i < head.count; ++i) {
        Parameter const& own = parameters[i];
        std::size_t const behind_name = own.name_at - owner_size + own.name_size();
        std::size_t const annotated = parts.annotation(i) != nullptr ? behind_name : 0;
        Default const* const value = parts.default_of(i);
        auto given = *PyTuple::create(py);
        if (value != nullptr) given = shown(py, *value, text.data(), owner_size);
        list.append(*PyTuple::create(py, parts.name(i), static_cast<int>(head.kind(i)), annotated, given))
            .value();
    }
    std::vector<char> signature(write_text_signature(parts, FirstParameter::none, nullptr));
    write_text_signature(parts, FirstParameter::none, signature.data());
    return *PyTuple::create(
        py, 0, list, std::string_view(text.data() + head.name_at), std::string_view(text.data()),
        head.result_at == 0 ? 0 : head.result_at - owner_size, std::string_view(signature.data()));
}

} // namespace

TETHER_MODULE(signatures, m) {
    m.add_function<"parse(literal, capacity, owner, constructor, /)", parse>();
    m.add("OURS", std::vector<int>{static_cast<int>(SignatureFault::name_too_long),
                                   static_cast<int>(SignatureFault::too_long),
                                   static_cast<int>(SignatureFault::too_many_parameters),
                                   static_cast<int>(SignatureFault::bad_escape)});
}
