// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The collector is shown what an object holds by one function for both of its questions.
#include <tether/pyclass.hpp>

struct Node {
    tether::Py<tether::PyAny> next;

    void clear() {}
};

template <> inline constexpr auto tether::pyclass<Node> = tether::Class<>{.name = "Node"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Node> =
    tether::members(tether::method<"__clear__()", &Node::clear>());
//~ error: tether: what the garbage collector is shown is said once, for __traverse__ and __clear__: write visit<function>().
#else
template <>
inline constexpr auto tether::pymethods<Node> =
    tether::members(tether::visit<[](Node& node, tether::Visitor& visitor) { visitor(node.next); }>());
#endif

TETHER_MODULE(nodes, m) { m.add_class<Node>(); }
