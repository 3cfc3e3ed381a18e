// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes whose C++ code compares and hashes Python objects, which may call them back; for test_reentrant.py.
#include <tether/function/callback.hpp>
#include <tether/pyclass.hpp>

namespace reentrant {

using tether::Callback;
using tether::Py;
using tether::PyAny;

/// Looks through objects by Python's own `==`: a change meanwhile would leave its loop with a dead iterator.
struct Store {
    std::vector<Py<PyAny>> items;

    bool contains(const PyAny& wanted) const {
        auto const py = wanted.py();
        for (const auto& item : items)
            if (*item.bind(py).eq(wanted)) return true;
        return false;
    }
    bool add(const PyAny& item) {
        if (contains(item)) return false;
        items.emplace_back(item);
        return true;
    }
    std::size_t size() const { return items.size(); }
};

/// Is hashed and compared by Python.
struct Key {
    Callback<int()> on_hash;
    Callback<bool()> on_eq;

    Key(Callback<int()> hash, Callback<bool()> eq) : on_hash(std::move(hash)), on_eq(std::move(eq)) {}
};

/// Keeps its objects in a dict of Python's.
struct Index {
    Py<tether::PyDict> dict;

    explicit Index(tether::Python py) : dict(tether::PyDict::create(py)->unbind()) {}

    void put(const PyAny& key, const PyAny& value) { dict.bind(key.py()).set_item(key, value).value(); }
    std::optional<Py<PyAny>> get(const PyAny& key) const {
        auto found = *dict.bind(key.py()).get_item(key);
        if (!found) return std::nullopt;
        return std::move(*found).unbind();
    }
};

int alive = 0;

/// Made of a number, which Python may compute by code of its own.
struct Made {
    int value;

    explicit Made(int the_value) : value(the_value) { ++alive; }
    Made(const Made&) = delete;
    ~Made() { --alive; }
};
struct MadeFrozen : Made {
    using Made::Made;
};
struct MadeOwned : Made {
    using Made::Made;
};
struct MadeDict : Made {
    using Made::Made;
};

} // namespace reentrant

using namespace tether;
using namespace reentrant;

template <> inline constexpr auto tether::pyclass<Store> = Class<>{.name = "Store"};
template <> inline constexpr auto tether::pyclass<Key> = Class<>{.name = "Key"};
template <> inline constexpr auto tether::pyclass<Index> = Class<>{.name = "Index"};
template <> inline constexpr auto tether::pyclass<Made> = Class<>{.name = "Made", .subclass = true};
template <>
inline constexpr auto tether::pyclass<MadeFrozen> =
    Class<>{.name = "MadeFrozen", .frozen = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<MadeOwned> =
    Class<>{.name = "MadeOwned", .holder = Holder::unique, .identity = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<MadeDict> = Class<PyDict>{.name = "MadeDict", .subclass = true};

template <>
inline constexpr auto tether::pymethods<Store> =
    members(init<"()">(), method<"__contains__(wanted)", &Store::contains>(),
            method<"add(item)", &Store::add>(), method<"__len__()", &Store::size>(),
            visit<[](Store& store, Visitor& visitor) { visitor(store.items); }>());
template <>
inline constexpr auto tether::pymethods<Key> =
    members(init<"(on_hash, on_eq)", Callback<int()>, Callback<bool()>>(), get_set<"on_eq", &Key::on_eq>(),
            field<"on_hash", &Key::on_hash>,
            method<"__hash__()", [](const Key& key) { return key.on_hash(); }>(),
            method<"__eq__(other)", [](const Key& key, const object<Key>&) { return key.on_eq(); }>());
template <>
inline constexpr auto tether::pymethods<Index> =
    members(init<"()", [](Python py) { return Index(py); }>(), get<"dict", &Index::dict>(),
            method<"__setitem__(key, value)", &Index::put>(), method<"get(key)", &Index::get>());

template <>
inline constexpr auto tether::pymethods<Made> = members(init<"(value)", int>(), get<"value", &Made::value>());
template <>
inline constexpr auto tether::pymethods<MadeFrozen> =
    members(init<"(value)", int>(), get<"value", &MadeFrozen::value>());
template <>
inline constexpr auto tether::pymethods<MadeOwned> =
    members(init<"(value)", int>(), get<"value", &MadeOwned::value>());
template <>
inline constexpr auto tether::pymethods<MadeDict> =
    members(init<"(value)", int>(), get<"value", &MadeDict::value>());

TETHER_MODULE(reentrant, m, .gil_used = false) {
    m.add_class<Store>().add_class<Key>().add_class<Index>();
    m.add_class<Made>().add_class<MadeFrozen>().add_class<MadeOwned>().add_class<MadeDict>();
    m.add_function<"alive()", [] { return alive; }>();
}
