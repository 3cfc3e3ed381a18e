// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes in several interpreters: each has types of its own, which end with it, and the memory that a free
// list keeps never changes hands. Objects that are alive when an interpreter ends do no harm.
#include "check.hpp"
#include "second.hpp"

#include <tether/pyclass/variant.hpp>

#include <atomic>
#include <thread>

using namespace tether;
using tether_tests::Second;

namespace {

/// How many values live in all interpreters.
std::atomic<int> alive{0};

struct Counted {
    Counted() { ++alive; }
    Counted(const Counted& /*other*/) { ++alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --alive; }
};

struct Pooled : Counted {
    int value = 0;
    explicit Pooled(int n) : value(n) {}
};

struct Node : Counted {
    std::optional<Py<PyAny>> next;
};

struct Bag : Counted {
    std::optional<Py<PyAny>> held;
};

struct Full : Counted {};
struct Empty : Counted {};
using State = std::variant<Full, Empty>;

struct Memory : Counted {
    std::vector<unsigned char> bytes = {1, 2, 3};
    std::span<unsigned char> seen() { return bytes; }
};

enum class Color { red, green };

} // namespace

template <>
inline constexpr auto tether::pyclass<Pooled> = Class<>{.name = "Pooled", .freelist = 8, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Node> =
    Class<>{.name = "Node", .dict = true, .subclass = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Bag> = Class<PyList>{.name = "Bag"};
template <> inline constexpr auto tether::pyclass<State> = Class<>{.name = "State", .frozen = true};
template <> inline constexpr auto tether::pyclass<Full> = Class<State>{.name = "Full", .frozen = true};
template <> inline constexpr auto tether::pyclass<Empty> = Class<State>{.name = "Empty", .frozen = true};
template <> inline constexpr auto tether::pyclass<Memory> = Class<>{.name = "Memory"};
template <> inline constexpr auto tether::pyclass<Color> = Class<>{.name = "Color"};

// Each type has an instance of its own as an attribute: where the type ends, so does that.
template <>
inline constexpr auto tether::pymethods<Pooled> =
    members(init<"(value)", int>(), get_set<"value", &Pooled::value>(),
            class_attr<"ZERO", [] { return Pooled(0); }>(), nested<Color>());
template <>
inline constexpr auto tether::pymethods<Node> =
    members(init<"()">(), get_set<"next", &Node::next>(), class_attr<"FIRST", [] { return Node{}; }>());
template <>
inline constexpr auto tether::pymethods<Bag> = members(init<"()">(), get_set<"held", &Bag::held>());
template <>
inline constexpr auto tether::pymethods<State> =
    members(class_attr<"START", [] { return State(Empty{}); }>());
template <> inline constexpr auto tether::pymethods<Full> = members(init<"()">());
template <> inline constexpr auto tether::pymethods<Empty> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Memory> =
    members(init<"()">(), method<"__buffer__()", &Memory::seen>());
template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"RED", Color::red>(), enum_value<"GREEN", Color::green>());

TETHER_MODULE(classes_here, m, .gil_used = false, .per_interpreter_gil = true) {
    m.add_class<Pooled>().add_class<Node>().add_class<Bag>().add_class<State>().add_class<Memory>();
    m.add_function<"color(number)", [](int number) { return static_cast<Color>(number); }>();
    m.add_function<"number(color)", [](Color color) { return static_cast<int>(color); }>();
    m.add_function<"state(full)", [](bool full) { return full ? State(Full{}) : State(Empty{}); }>();
}

namespace {

void run(const char* code) {
    auto const done = attach([code](Python py) { return py.run(code); });
    if (done.is_err()) CHECK_TEXT(done.error().what(), "");
}

constexpr const char* use = R"(
import classes_here as c
for number in range(50):
    many = [c.Pooled(n) for n in range(20)]
    assert [each.value for each in many] == list(range(20))
    node = c.Node()
    node.next = node
    node.attribute = [node]
    bag = c.Bag()
    bag.held = bag
    assert c.color(1) is c.Pooled.Color.GREEN
    assert c.number(c.Pooled.Color.RED) == 0
    assert type(c.state(True)) is c.State.Full
    assert isinstance(c.State.START, c.State.Empty)
del many, node, bag
)";

/// What lives in the module, in a cycle, in a builtin module, in a frame that never ends and in C's own view.
constexpr const char* leave_alive = R"(
import builtins, classes_here as c
class Sub(c.Node): pass
kept = [c.Pooled(1), c.Node(), c.Bag(), c.State.Full(), Sub()]
kept[1].next = kept[4].next = kept
kept[2].held = kept
builtins.kept = c.Node()
c.kept = c.Pooled(2)
builtins.view = memoryview(c.Memory())
def never_ends():
    node = c.Node()
    yield node
builtins.frame = never_ends()
next(builtins.frame)
)";

/// A class's types end with their interpreter, also where it is one of several.
void types_end(bool own_gil) {
    run(use);
    run("import gc; gc.collect()");
    int const of_main = alive;
    CHECK(of_main >= 3); // the attributes of the classes
    for (int i = 0; i < 3; ++i) {
        {
            Second second(own_gil);
            run(use);
            CHECK(alive > of_main);
            second.leave();
            run(use);
            second.come_back();
            run(use);
            if (i == 1) run(leave_alive);
        }
        run("import gc; gc.collect()");
        CHECK(alive == of_main);
    }
    run(use);
}

/// What one interpreter frees is never given to another: one has an allocator of its own, and it ends.
void free_lists_are_apart(bool own_gil) {
    run("import classes_here as c\nkept = [c.Pooled(n) for n in range(8)]\ndel kept");
    auto second = std::make_unique<Second>(own_gil);
    run("import classes_here as c\nkept = [c.Pooled(n) for n in range(8)]\ndel kept");
    run("kept = [c.Pooled(n) for n in range(8)]");
    second->leave();
    run("kept = [c.Pooled(n) for n in range(16)]\ndel kept");
    second->come_back();
    run("del kept");
    second.reset();
    run("kept = [c.Pooled(n) for n in range(16)]\nassert [each.value for each in kept] == "
        "list(range(16))\ndel kept");
}

/// The class of one interpreter is not that of another, and neither are its instances.
void types_are_apart(bool own_gil) {
    PyObject* const in_main = attach([](Python) { return object<Pooled>::type_object(); });
    Second second(own_gil);
    run("import classes_here");
    PyObject* const in_second = attach([](Python) { return object<Pooled>::type_object(); });
    CHECK(in_main != nullptr && in_second != nullptr && in_main != in_second);
}

} // namespace

int main() {
    CHECK(append_to_inittab("classes_here", PyInit_classes_here).is_ok());
    for (int round = 0; round < 2; ++round) {
        std::optional<Py<PyAny>> outlives;
        {
            const Interpreter python(tether_tests::config());
            const PyGILState_STATE state = PyGILState_Ensure();
            for (int own_gil = 0; own_gil <= (tether_tests::can_own_gil ? 1 : 0); ++own_gil) {
                types_end(own_gil != 0);
                free_lists_are_apart(own_gil != 0);
                types_are_apart(own_gil != 0);
            }
            run(leave_alive);
            outlives =
                attach([](Python py) { return py.eval("__import__('classes_here').Node()")->unbind(); });
            PyGILState_Release(state);
        }
        CHECK(alive == 1 + round); // the one that C++ keeps, and whose memory it never gives back
    }
    std::puts("done");
}
