// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass.hpp>

#include <map>
#include <string>
#include <vector>

using namespace tether;

namespace {

// [values]
struct Volt {
    double value = 0;
    auto operator<=>(const Volt&) const = default;
};

Volt operator+(Volt a, Volt b) { return {a.value + b.value}; }
Volt operator*(Volt a, double k) { return {a.value * k}; }
// [/values]

// [signal]
class Signal {
  public:
    explicit Signal(std::vector<double> samples) : samples_(std::move(samples)) {}

    std::size_t size() const { return samples_.size(); }
    PyResult<double> at(std::size_t index) const {
        if (index >= samples_.size()) return PyErr::make<PyIndexError>("no such sample");
        return samples_[index];
    }
    void set(std::size_t index, double value) { samples_.at(index) = value; }
    void append(double value) { samples_.push_back(value); }
    const std::vector<double>& samples() const { return samples_; }
    std::span<double> memory() { return samples_; }

    Signal& operator+=(const Signal& other) {
        samples_.insert(samples_.end(), other.samples_.begin(), other.samples_.end());
        return *this;
    }

  private:
    std::vector<double> samples_;
};
// [/signal]

// [inventory]
struct Inventory {
    std::map<std::string, int> items;
};
// [/inventory]

} // namespace

// [volt]
template <>
inline constexpr auto tether::pyclass<Volt> = Class<>{
    .name = "Volt", .eq = true, .frozen = true, .ord = true, .repr = "Volt({value})", .str = "{value:.1f} V"};

template <>
inline constexpr auto tether::pymethods<Volt> =
    members(init<"(value)", double>(), get<"value", &Volt::value>(),
            method<"__add__(other)", [](const Volt& a, const Volt& b) { return a + b; }>(),
            method<"__mul__(k)", [](const Volt& a, double k) { return a * k; }>(),
            method<"__rmul__(k)", [](const Volt& a, double k) { return a * k; }>(),
            method<"__bool__()", [](const Volt& a) { return a.value != 0; }>(),
            method<"__hash__()", [](const Volt& a) { return static_cast<long>(a.value); }>());
// [/volt]

// [class]
template <> inline constexpr auto tether::pyclass<Signal> = Class<>{.name = "Signal", .sequence = true};

template <>
inline constexpr auto tether::pymethods<Signal> =
    members(init<"(samples)", std::vector<double>>(), method<"__len__()", &Signal::size>(),
            method<"__getitem__(index)", &Signal::at>(), method<"__setitem__(index, value)", &Signal::set>(),
            method<"__iter__()", &Signal::samples>(), method<"__buffer__()", &Signal::memory>(),
            method<"append(value)", &Signal::append>(),
            method<"__iadd__(other)", [](Signal& a, Signal b) { a += b; }>());
// [/class]

// [iterators]
template <> inline constexpr auto tether::pyclass<Inventory> = Class<>{.name = "Inventory", .mapping = true};

template <>
inline constexpr auto tether::pymethods<Inventory> = members(
    init<"()">(), method<"__len__()", [](const Inventory& self) { return self.items.size(); }>(),
    method<"__setitem__(name, count)",
           [](Inventory& self, std::string name, int count) { self.items[std::move(name)] = count; }>(),
    method<"__iter__()",
           [](const object<Inventory>& self) {
               return make_iterator(self, &Inventory::items, [](const auto& item) { return item.first; });
           }>(),
    method<"items()",
           [](const object<Inventory>& self) { return make_iterator(self, &Inventory::items); }>());
// [/iterators]

TETHER_MODULE(signals, m) { m.add_class<Volt>().add_class<Signal>().add_class<Inventory>(); }
