// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The plain C++ that every module of the benchmark binds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace work {

inline void nothing() {}
inline long long next(int a) { return a + 1LL; }
inline long long add(int a, int b) { return static_cast<long long>(a) + b; }
inline double half(double a) { return a / 2; }
inline std::size_t length(std::string_view a) { return a.size(); }
inline std::string echo(std::string a) { return a; }
inline long long scale(int a, int b) { return static_cast<long long>(a) * b; }
inline long long margins(int left, int right, int bottom, int top) {
    return static_cast<long long>(right) - left + top - bottom;
}
inline double mixed(int a, int b, double c, double d, bool e, std::string_view f) {
    double sum = a + b + c * d;
    return e ? sum : sum + static_cast<double>(f.size());
}

inline int at(int a) {
    if (a < 0) throw std::out_of_range("no such place");
    return a;
}

inline std::int64_t sum_ints(const std::vector<std::int64_t>& a) {
    std::int64_t sum = 0;
    for (std::int64_t i : a) sum += i;
    return sum;
}

inline double sum_floats(const std::vector<double>& a) {
    double sum = 0;
    for (double i : a) sum += i;
    return sum;
}

inline double ends(std::span<const double> a) { return a.empty() ? 0 : a.front() + a.back(); }

// What is given is a copy of what was made once, so that all do the same work.
inline std::vector<std::int64_t> ints(int count) {
    static const std::vector<std::int64_t> all = [] {
        std::vector<std::int64_t> out;
        for (int i = 0; i < 100'000; ++i) out.push_back(1000 + i);
        return out;
    }();
    return {all.begin(), all.begin() + count};
}

inline std::vector<double> floats(int count) {
    static const std::vector<double> all = [] {
        std::vector<double> out;
        for (int i = 0; i < 100'000; ++i) out.push_back(i / 2.0);
        return out;
    }();
    return {all.begin(), all.begin() + count};
}

inline std::vector<std::byte> zeros(int count) {
    return std::vector<std::byte>(static_cast<std::size_t>(count));
}

using Pair = std::tuple<int, double>;
inline Pair twice(Pair a) { return {std::get<0>(a) * 2, std::get<1>(a) * 2}; }

inline std::optional<int> maybe(std::optional<int> a) { return a; }

using Counts = std::map<std::string, int>;
inline long long total(const Counts& a) {
    long long sum = 0;
    for (const auto& [key, value] : a) sum += value;
    return sum;
}

inline const Counts& counts() {
    static const Counts ten = [] {
        Counts out;
        for (int i = 0; i < 10; ++i) out.emplace("key number " + std::to_string(i), i);
        return out;
    }();
    return ten;
}

} // namespace work
