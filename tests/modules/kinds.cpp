// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A function for each kind of conversion, which gives back what it was given, for test_kinds.py.
#include <tether/convert.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace tether;

namespace {

template <class T> T echo(T value) { return value; }

std::vector<double> copied(std::span<const double> values) { return {values.begin(), values.end()}; }
std::vector<std::byte> copied_bytes(std::span<const std::byte> values) {
    return {values.begin(), values.end()};
}
std::string viewed(std::string_view text) { return std::string(text); }
Bound<PyAny> shown(const PyAny& value) { return value; }
Bound<PyList> list(const PyList& value) { return value; }

} // namespace

TETHER_MODULE(kinds, m, .gil_used = false) {
    m.add_function<"int8(value, /)", echo<std::int8_t>>()
        .add_function<"uint8(value, /)", echo<std::uint8_t>>()
        .add_function<"int16(value, /)", echo<std::int16_t>>()
        .add_function<"uint16(value, /)", echo<std::uint16_t>>()
        .add_function<"int32(value, /)", echo<std::int32_t>>()
        .add_function<"uint32(value, /)", echo<std::uint32_t>>()
        .add_function<"int64(value, /)", echo<std::int64_t>>()
        .add_function<"uint64(value, /)", echo<std::uint64_t>>()
        .add_function<"int128(value, /)", echo<__int128>>()
        .add_function<"uint128(value, /)", echo<unsigned __int128>>()
        .add_function<"float32(value, /)", echo<float>>()
        .add_function<"float64(value, /)", echo<double>>()
        .add_function<"boolean(value, /)", echo<bool>>()
        .add_function<"character(value, /)", echo<char>>()
        .add_function<"text(value, /)", echo<std::string>>()
        .add_function<"view(value, /)", viewed>()
        .add_function<"wide(value, /)", echo<std::u16string>>()
        .add_function<"optional(value, /)", echo<std::optional<int>>>()
        .add_function<"pair(value, /)", echo<std::pair<int, std::string>>>()
        .add_function<"ints(value, /)", echo<std::vector<int>>>()
        .add_function<"reals(value, /)", echo<std::vector<double>>>()
        .add_function<"texts(value, /)", echo<std::vector<std::string>>>()
        .add_function<"rows(value, /)", echo<std::vector<std::vector<int>>>>()
        .add_function<"three(value, /)", echo<std::array<int, 3>>>()
        .add_function<"octets(value, /)", echo<std::vector<std::byte>>>()
        .add_function<"span(value, /)", copied>()
        .add_function<"byte_span(value, /)", copied_bytes>()
        .add_function<"dictionary(value, /)", echo<std::map<std::string, int>>>()
        .add_function<"hashed(value, /)", echo<std::unordered_map<int, double>>>()
        .add_function<"set(value, /)", echo<std::set<int>>>()
        .add_function<"complex(value, /)", echo<std::complex<double>>>()
        .add_function<"either(value, /)", echo<std::variant<int, std::string>>>()
        .add_function<"path(value, /)", echo<std::filesystem::path>>()
        .add_function<"seconds(value, /)", echo<std::chrono::seconds>>()
        .add_function<"any(value, /)", shown>()
        .add_function<"list(value, /)", list>()
        .add_function<"owned_list(value, /)", echo<Bound<PyList>>>();
}
