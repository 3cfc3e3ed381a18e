// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The plain C++ classes that every module of the benchmark binds.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <vector>

namespace work {

/// What a class is in Python; in C++ all are alike.
enum class Kind {
    checked,  // its fields can be set
    frozen,   // they cannot
    recycled, // with a free list
    open      // may be derived from
};

template <Kind kind> struct PointOf {
    double x = 0, y = 0;

    double norm() const { return x * x + y * y; }
    double scaled(double by) const { return by * x; }
    double dot(const PointOf& other) const { return x * other.x + y * other.y; }
    PointOf twin() const { return *this; }
    bool operator==(const PointOf&) const = default;
    PointOf operator+(const PointOf& other) const { return {x + other.x, y + other.y}; }
};

using Open = PointOf<Kind::open>;

struct Solid : Open {
    double z = 0;
    Solid(double across, double along) : Open{across, along} {}
};

template <Kind kind> class PathOf {
  public:
    explicit PathOf(int count) {
        for (int i = 0; i < count; ++i) values_.push_back(i / 2.0);
    }

    std::size_t size() const { return values_.size(); }
    double at(std::ptrdiff_t index) const {
        if (index < 0 || index >= static_cast<std::ptrdiff_t>(size()))
            throw std::out_of_range("no such place");
        return values_[static_cast<std::size_t>(index)];
    }
    const std::vector<double>& values() const { return values_; }
    std::vector<PointOf<kind>> points() const {
        std::vector<PointOf<kind>> out;
        for (double value : values_) out.push_back({value, value});
        return out;
    }

  private:
    std::vector<double> values_;
};

} // namespace work

template <work::Kind kind> struct std::hash<work::PointOf<kind>> {
    std::size_t operator()(const work::PointOf<kind>& point) const {
        return static_cast<std::size_t>(point.x) * 31 + static_cast<std::size_t>(point.y);
    }
};
