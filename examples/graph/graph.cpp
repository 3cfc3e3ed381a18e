// Nodes that own each other: a circle of them is found by Python's garbage collector, which sees what the
// class declares.
#include <tether/pyclass.hpp>

#include <algorithm>
#include <queue>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

using namespace tether;

namespace {

struct Node;

} // namespace

// Before Node's definition, since a member of it holds nodes.
template <>
inline constexpr auto tether::pyclass<Node> = Class<>{.name = "Node",
                                                      .doc = "A node, which owns the nodes that it leads to.",
                                                      .module = "graph",
                                                      .repr = "Node({name})",
                                                      .weakref = true};

namespace {

struct Node {
    std::string name;
    Py<PyAny> data;
    std::vector<std::pair<Py<Node>, double>> links; // where to, and at what cost

    Node(std::string the_name, Py<PyAny> the_data) : name(std::move(the_name)), data(std::move(the_data)) {}

    auto find(const object<Node>& other) {
        return std::ranges::find_if(links, [&](const auto& link) { return link.first.is(other); });
    }

    PyResult<void> link(const object<Node>& other, double cost) {
        if (!(cost >= 0)) return PyErr::make<PyValueError>("a cost must not be negative");
        if (auto const found = find(other); found != links.end())
            found->second = cost;
        else
            links.emplace_back(Py<Node>(other), cost);
        return ok();
    }

    PyResult<void> unlink(const object<Node>& other) {
        auto const found = find(other);
        if (found == links.end()) return PyErr::make<PyValueError>("there is no such link");
        auto const taken = std::move(*found);
        links.erase(found);
        return ok();
    }
};

// The nodes that can be reached, the nearest first.
std::vector<Bound<Node>> reachable(const object<Node>& start) {
    std::vector<Bound<Node>> nodes{start};
    std::unordered_set<PyObject*> seen{start.as_ptr()};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const node = nodes[i].borrow();
        for (const auto& [next, cost] : node->links)
            if (seen.insert(next.as_ptr()).second) nodes.emplace_back(next.bind(start.py()));
    }
    return nodes;
}

// The cheapest way, both ends included, and what it costs; none where there is no way.
std::optional<std::pair<std::vector<Bound<Node>>, double>> cheapest_path(const object<Node>& start,
                                                                         const object<Node>& goal) {
    struct Step {
        Bound<Node> node;
        double cost;
        PyObject* from;
        bool operator<(const Step& other) const { return cost > other.cost; } // the cheapest is the greatest
    };
    std::priority_queue<Step> steps;
    std::unordered_map<PyObject*, Step> done;
    steps.push({start, 0, nullptr});
    while (!steps.empty()) {
        auto const [at, is_new] = done.emplace(steps.top().node.as_ptr(), steps.top());
        steps.pop();
        if (!is_new) continue;
        const Step& step = at->second;
        if (step.node.is(goal)) {
            std::vector<Bound<Node>> path;
            for (const Step* back = &step;; back = &done.at(back->from)) {
                path.push_back(back->node);
                if (back->from == nullptr) break;
            }
            std::ranges::reverse(path);
            return std::pair(std::move(path), step.cost);
        }
        auto const node = step.node.borrow();
        for (const auto& [next, cost] : node->links)
            steps.push({next.bind(start.py()), step.cost + cost, step.node.as_ptr()});
    }
    return std::nullopt;
}

} // namespace

template <>
inline constexpr auto tether::pymethods<Node> = members(
    init<"(name, data=None)", std::string, Py<PyAny>>(), //
    get<"name", &Node::name>("What it is called."),      //
    get_set<"data", &Node::data>("Any object."),
    get<"links", &Node::links>("A copy: the nodes that this one leads to, and at what cost."),
    method<"link(other, cost=1.0)", &Node::link>("Leads to a node, or changes at what cost."),
    method<"unlink(other)", &Node::unlink>("Leads to a node no longer. ValueError where it did not."),
    method<"__len__()", [](const Node& self) { return self.links.size(); }>(),
    method<"__bool__()", [](const Node&) { return true; }>(),
    method<"__contains__(other)",
           [](Node& self, const object<Node>& other) { return self.find(other) != self.links.end(); }>(),
    method<"__iter__()", [](const object<Node>& self) {
        return make_iterator(self, &Node::links,
                             [](const auto& link) -> const Py<Node>& { return link.first; });
    }>());

TETHER_MODULE(_graph, m, .gil_used = false) {
    m.add_class<Node>();
    m.add_function<"reachable(start)", reachable>("The nodes that can be reached, the nearest first.")
        .add_function<"cheapest_path(start, goal)", cheapest_path>(
            "The nodes of the cheapest way and its cost, or None where there is no way.");
}
