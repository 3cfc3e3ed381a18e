// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What many threads use at once in test_races.py: a class of each policy and holder, functions, conversions
// and what they keep behind the scenes. What threads share otherwise stands in shared.cpp.
#include "races.hpp"

#include <tether/convert/memory.hpp>
#include <tether/pyclass.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

using namespace tether;

namespace {

struct Checked {
    int count = 0;
    std::vector<int> values{1, 2, 3};

    int add(int by) { return count += by; }
    int sum() const { return count + values[0]; }
    void push(int value) {
        if (values.size() < 100) values.push_back(value);
    }
    const std::vector<int>& all() const { return values; }
};

struct Frozen {
    int x = 0;
    std::string name;
    bool operator==(const Frozen&) const = default;
};

struct Locked {
    long count = 0;
    std::vector<int> values;
    std::optional<Py<PyAny>> kept;

    long add(long by) { return count += by; }
    long total() const { return count; }
    std::size_t push(int value) {
        values.push_back(value);
        if (values.size() > 50) values.clear();
        return values.size();
    }
};

struct Unchecked {
    std::atomic<long> count = 0;
    long add(long by) { return count += by; }
    long total() const { return count; }
};

/// Without a policy that would make it right: what the sanitizer must see.
struct Careless {
    long count = 0;
    long add(long by) { return count += by; }
};

struct Recycled {
    int x = 0;
};

struct Shared {
    int x = 0;
};

/// Of the thread that made it alone.
struct Own {
    int count = 0;
    int add(int by) { return count += by; }
};

struct Base {
    int legs = 4;
    int walk() const { return legs; }
};

struct Derived : Base {};

enum class Color { red, green };

std::shared_ptr<Shared> the_one() {
    static const auto one = std::make_shared<Shared>();
    return one;
}

/// Lets go of references on a thread that is not attached: they go to the pool.
int drop_detached(Python py, std::vector<Py<PyAny>> objects) {
    return py.detach([](std::vector<Py<PyAny>> mine) { return static_cast<int>(mine.size()); },
                     std::move(objects));
}

int attach_again(Python py, int value) {
    return py.detach([](int inner) { return attach([inner](Python) { return inner + 1; }); }, value);
}

PyResult<int> fail(int code) { return PyErr::make<PyValueError>("code " + std::to_string(code)); }

PyResult<Bound<PyAny>> name_of(const PyAny& object) { return object.getattr<"name">(); }

std::vector<int> twice(std::vector<int> values) {
    for (int& value : values) value *= 2;
    return values;
}

} // namespace

template <> inline constexpr auto tether::pyclass<Checked> = Class<>{.name = "Checked"};
template <>
inline constexpr auto tether::pyclass<Frozen> =
    Class<>{.name = "Frozen", .eq = true, .frozen = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Locked> = Class<>{.name = "Locked", .locked = true};
template <>
inline constexpr auto tether::pyclass<Unchecked> = Class<>{.name = "Unchecked", .unchecked = true};
template <> inline constexpr auto tether::pyclass<Careless> = Class<>{.name = "Careless", .unchecked = true};
template <> inline constexpr auto tether::pyclass<Recycled> = Class<>{.name = "Recycled", .freelist = 8};
template <>
inline constexpr auto tether::pyclass<Shared> =
    Class<>{.name = "Shared", .holder = Holder::shared, .identity = true};
template <> inline constexpr auto tether::pyclass<Own> = Class<>{.name = "Own", .unsendable = true};
template <> inline constexpr auto tether::pyclass<Base> = Class<>{.name = "Base", .subclass = true};
template <> inline constexpr auto tether::pyclass<Derived> = Class<Base>{.name = "Derived"};
template <> inline constexpr auto tether::pyclass<Color> = Class<>{.name = "Color"};

template <>
inline constexpr auto tether::pymethods<Checked> =
    members(init<"()">(), method<"add(by)", &Checked::add>(), method<"sum()", &Checked::sum>(),
            method<"push(value)", &Checked::push>(), method<"__iter__()", &Checked::all>(),
            get_set<"count", &Checked::count>());
template <>
inline constexpr auto tether::pymethods<Frozen> =
    members(init<"(x, name)", int, std::string>(), get<"x", &Frozen::x>(), get<"name", &Frozen::name>());
template <>
inline constexpr auto tether::pymethods<Locked> =
    members(init<"()">(), method<"add(by)", &Locked::add>(), method<"total()", &Locked::total>(),
            method<"push(value)", &Locked::push>(), get_set<"kept", &Locked::kept>());
template <>
inline constexpr auto tether::pymethods<Unchecked> =
    members(init<"()">(), method<"add(by)", &Unchecked::add>(), method<"total()", &Unchecked::total>());
template <>
inline constexpr auto tether::pymethods<Careless> =
    members(init<"()">(), method<"add(by)", &Careless::add>());
template <>
inline constexpr auto tether::pymethods<Recycled> = members(init<"(x)", int>(), get<"x", &Recycled::x>());
template <>
inline constexpr auto tether::pymethods<Shared> = members(get<"x", [](const Shared& s) { return s.x; }>());
template <>
inline constexpr auto tether::pymethods<Own> = members(init<"()">(), method<"add(by)", &Own::add>());
template <>
inline constexpr auto tether::pymethods<Base> = members(init<"()">(), method<"walk()", &Base::walk>());
template <> inline constexpr auto tether::pymethods<Derived> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"RED", Color::red>(), enum_value<"GREEN", Color::green>());

TETHER_MODULE(races, m, .gil_used = false) {
    m.add_class<Checked>().add_class<Frozen>().add_class<Locked>().add_class<Unchecked>();
    m.add_class<Careless>()
        .add_class<Recycled>()
        .add_class<Shared>()
        .add_class<Own>()
        .add_class<Base>()
        .add_class<Derived>()
        .add_class<Color>();
    m.add_function<"the_one()", the_one>()
        .add_function<"drop_detached(objects)", drop_detached>()
        .add_function<"attach_again(value)", attach_again>()
        .add_function<"fail(code)", fail>()
        .add_function<"name_of(object)", name_of>()
        .add_function<"twice(values)", twice>()
        .add_function<"other(color)", [](Color c) { return c == Color::red ? Color::green : Color::red; }>()
        .add_function<"adder(by)", [](Python py, int by) {
            return closure<"add(x)">(py, [by](int x) { return x + by; });
        }>();
    add_containers(m);
    add_shared(m);
}
