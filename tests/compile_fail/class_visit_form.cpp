// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// visit takes the instance and the visitor.
#include <tether/pyclass.hpp>

struct Node {
    std::optional<tether::Py<tether::PyAny>> next;
};

#ifdef TETHER_EXPECT_ERROR
void visit_node(const Node&) {}
//~ error: tether: visit: the function takes the instance and the visitor: void(T&, Visitor&).
#else
void visit_node(Node& node, tether::Visitor& visitor) { visitor(node.next); }
#endif

template <> inline constexpr auto tether::pyclass<Node> = tether::Class<>{.name = "Node"};
template <> inline constexpr auto tether::pymethods<Node> = tether::members(tether::visit<visit_node>());

void add(tether::Module& m) { m.add_class<Node>(); }
