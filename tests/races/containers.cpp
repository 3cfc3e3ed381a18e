// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Containers of Python's that all threads read and change at once, and their conversions.
#include "races.hpp"

#include <tether/convert/map.hpp>
#include <tether/convert/set.hpp>
#include <tether/convert/unordered_map.hpp>
#include <tether/convert/variant.hpp>
#include <tether/types/bytearray.hpp>
#include <tether/types/dict_views.hpp>

#include <string>
#include <vector>

using namespace tether;

namespace {

/// The sum of the items that are numbers.
template <class Items> PyResult<long> sum(const Items& items) {
    long total = 0;
    for (const auto& item : items) {
        TETHER_TRY(auto number, item.template extract<long>());
        total += number;
    }
    return total;
}

PyResult<void> use_list(const PyList& list, int i) {
    switch (i % 16) {
    case 0: return list.append(i);
    case 1: return list.insert(0, i);
    case 2: return list.set_item(0, i);
    case 3: return list.del_item(0);
    case 4: return list.get_item(1).transform([](auto) {});
    case 5: return list.extend(std::vector{1, 2, 3});
    case 6: return list.del_slice(20, 100);
    case 7: return list.set_slice(0, 2, std::vector{1, 2});
    case 8: return list.get_slice(0, 5).and_then([](auto part) { return sum(part); }).transform([](long) {});
    case 9: return list.reverse();
    case 10: return list.contains(i).transform([](bool) {});
    case 11: return sum(list).transform([](long) {});
    case 12:
        return list.locked_for_each(
            [](const PyAny& item) { return item.extract<long>().transform([](long) {}); });
    case 13: return list.to_tuple().and_then([](auto all) { return sum(all); }).transform([](long) {});
    case 14: return list.extract<std::vector<long>>().transform([](auto) {});
    default: return list.index(i).transform([](std::size_t) {});
    }
}

PyResult<void> use_dict(const PyDict& dict, int i) {
    int const key = i / 16 % 40;
    switch (i % 16) {
    case 0:
    case 1:
    case 2: return dict.set_item(key, i);
    case 3: return dict.del_item(key);
    case 4: return dict.get_item(key).transform([](auto) {});
    case 5: return dict.contains(key).transform([](bool) {});
    case 6: return dict.set_default(key, i).transform([](auto) {});
    case 7: return dict.update(std::map<int, int>{{1, 2}, {3, 4}});
    case 8: return dict.copy().transform([](auto) {});
    case 9: return dict.keys().and_then([](auto all) { return sum(all); }).transform([](long) {});
    case 10: return dict.items().transform([](auto) {});
    case 11: {
        for (const auto& [name, value] : dict) TETHER_TRY(value.extract<long>().transform([](long) {}));
        return ok();
    }
    case 12:
        return dict.locked_for_each(
            [](const PyAny&, const PyAny& value) { return value.extract<long>().transform([](long) {}); });
    case 13: return dict.extract<std::map<int, long>>().transform([](auto) {});
    case 14: return dict.extract<std::unordered_map<int, long>>().transform([](auto) {});
    default: return i % 512 == 15 ? (dict.clear(), ok()) : dict.update_if_missing(std::map<int, int>{{5, 6}});
    }
}

PyResult<void> use_set(const PySet& set, int i) {
    int const value = i / 8 % 40;
    switch (i % 8) {
    case 0:
    case 1:
    case 2: return set.add(value);
    case 3: return set.discard(value).transform([](bool) {});
    case 4: return set.contains(value).transform([](bool) {});
    case 5: return sum(set).transform([](long) {});
    case 6: return set.extract<std::set<long>>().transform([](auto) {});
    default: return (void)set.pop(), ok();
    }
}

PyResult<void> use_bytes(const PyByteArray& bytes, int i) {
    switch (i % 4) {
    case 0: return bytes.resize(static_cast<std::size_t>(i % 64));
    case 1: return (void)bytes.to_vector(), ok();
    case 2: return bytes.extract<std::vector<unsigned char>>().transform([](auto) {});
    default: return (void)bytes.len(), ok();
    }
}

using Many = std::tuple<int, double, std::string, std::optional<int>, std::pair<int, std::string>,
                        std::variant<int, std::string>, std::vector<std::vector<int>>>;

} // namespace

void add_containers(Module& m) {
    m.add_function<"use_list(container, i)", use_list>()
        .add_function<"use_dict(container, i)", use_dict>()
        .add_function<"use_set(container, i)", use_set>()
        .add_function<"use_bytes(container, i)", use_bytes>()
        .add_function<"same(values)", [](Many values) { return values; }>();
}
