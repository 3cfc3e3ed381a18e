// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

using namespace tether;

namespace {

// [ways]
// Thrown on: the shortest.
std::string name_of(const PyAny& object) { return *object.get_type().name()->to_string(); }

// Looked at.
bool has_key(const PyDict& dict, const PyAny& key) {
    auto found = dict.get_item(key);
    return found.is_ok() && found->has_value();
}

// Passed on without a throw, where failing is ordinary.
PyResult<Bound<PyAny>> first(const PyAny& object) {
    TETHER_TRY(auto iterator, object.iter());
    TETHER_TRY(auto item, iterator.next());
    if (!item.has_value()) return PyErr::make<PyIndexError>("nothing to give");
    return *std::move(item);
}
// [/ways]

} // namespace

TETHER_MODULE(errors, m) {
    m.add_function<"name_of(object)", name_of>()
        .add_function<"has_key(dict, key)", has_key>()
        .add_function<"first(object)", first>();
}
