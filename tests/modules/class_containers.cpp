// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Containers of the standard library that are declared as classes, beside their undeclared relatives.
#include <tether/convert.hpp>
#include <tether/pyclass.hpp>

using namespace tether;

namespace {

using Ints = std::vector<int>;
using Bytes = std::vector<std::byte>;
using Queue = std::deque<int>;
using Chain = std::list<int>;
using Stack = std::forward_list<int>;
using Table = std::map<std::string, int>;
using HashTable = std::unordered_map<std::string, int>;
using Group = std::set<int>;
using HashGroup = std::unordered_set<int>;

template <class C> std::ptrdiff_t size_of(const C& container) {
    return std::distance(container.begin(), container.end());
}

// In and out by reference, by value, in an optional and in a vector that is not declared.
template <class C>
constexpr auto container_members =
    members(init<"()">(), method<"__len__()", &size_of<C>>(),
            static_method<"copied(c)", [](const C& c) { return c; }>(),
            static_method<"optional(c)", [](std::optional<C> c) { return c; }>(),
            static_method<"many(many)", [](std::vector<C> many) { return many; }>());

} // namespace

#define DECLARE(Type)                                                                                        \
    template <> inline constexpr auto tether::pyclass<Type> = Class<>{.name = #Type};                        \
    template <> inline constexpr auto tether::pymethods<Type> = container_members<Type>

DECLARE(Ints);
DECLARE(Bytes);
DECLARE(Queue);
DECLARE(Chain);
DECLARE(Stack);
DECLARE(Table);
DECLARE(HashTable);
DECLARE(Group);
DECLARE(HashGroup);

TETHER_MODULE(class_containers, m, .gil_used = false) {
    m.add_class<Ints>().add_class<Bytes>().add_class<Queue>().add_class<Chain>().add_class<Stack>();
    m.add_class<Table>().add_class<HashTable>().add_class<Group>().add_class<HashGroup>();
    m.add_function<"floats()", [] { return std::vector<double>{1, 2}; }>();
}
