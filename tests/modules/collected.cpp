// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes that the garbage collector knows, and the other options of memory; for test_collected.py.
#include <tether/convert/memory.hpp>

#include <map>
#include <memory>

namespace held {

using tether::Py;
using tether::PyAny;
using tether::Python;

/// How many values live, whatever Python thinks of their objects.
inline int alive = 0;

struct Counted {
    Counted() { ++alive; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --alive; }
};

/// A declared member that holds an object.
struct Node : Counted {
    std::optional<Py<PyAny>> next;
    int value = 0;
};

struct Frozen : Counted {
    Py<PyAny> held;
    explicit Frozen(Py<PyAny> object) : held(std::move(object)) {}
};

struct Family : Counted {
    std::vector<Py<PyAny>> children;
    std::map<std::string, std::pair<int, Py<PyAny>>> named;
    std::unique_ptr<std::array<std::optional<Py<PyAny>>, 2>> pair =
        std::make_unique<std::array<std::optional<Py<PyAny>>, 2>>();
    std::optional<Py<PyAny>> secret;
    int visits = 0;
    bool attaches = false;
    std::string refusal;
    bool throws = false;
};

/// Shared with C++, or not.
struct Shared : Counted {
    std::optional<Py<PyAny>> next;
};
struct SharedHidden : Counted {
    std::optional<Py<PyAny>> hidden;
};
inline std::shared_ptr<Shared> shared;

/// Without Python objects: not tracked.
struct Plain : Counted {
    int value = 0;
};

struct WithDict : Counted {};
struct WithWeak : Counted {};
struct Both : Counted {};

struct Base : Counted {
    std::optional<Py<PyAny>> held;
    virtual ~Base() = default;
};
struct Derived : Base {
    std::optional<Py<PyAny>> more;
};

struct Part {
    std::optional<Py<PyAny>> callback;
};
struct Whole : Counted {
    Part part;
};

struct Pooled : Counted {
    double value = 0;
    explicit Pooled(double v) : value(v) {
        if (v < 0) throw std::invalid_argument("negative");
    }
};

struct Local : Counted {
    int value = 1;
    int twice() const { return 2 * value; }
    void set(int v) { value = v; }
};

struct Immutable {
    int value = 3;
};

/// Holds objects, and derives in Python from what Python itself ends and looks into.
struct OnPython : Counted {
    std::optional<Py<PyAny>> held;
    std::vector<Py<PyAny>> more;
};
struct OnPythonDerived : OnPython {
    std::optional<Py<PyAny>> last;
};
struct OnList : OnPython {};
struct OnFloat : OnPython {};

struct Locked {
    int value = 0;
    void add(int n) { value += n; }
    std::vector<int> list;
};

} // namespace held

using namespace tether;
using namespace held;

/// The view of a class that a class statement made.
class PyRecord : public PyAny {
  public:
    static constexpr const char* type_name = "Record";

    static PyObject* type_object() noexcept { return detail::imported<"inheritance_base", "Record">(); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_IsInstance(object, type_object()) == 1;
    }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type_object();
    }

  protected:
    using PyAny::PyAny;
};

template <> inline constexpr auto tether::pyclass<Node> = Class<>{.name = "Node", .weakref = true};
template <>
inline constexpr auto tether::pyclass<held::Frozen> =
    Class<>{.name = "Frozen", .frozen = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Family> = Class<>{.name = "Family", .subclass = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Shared> =
    Class<>{.name = "Shared", .holder = Holder::shared, .weakref = true};
template <>
inline constexpr auto tether::pyclass<SharedHidden> =
    Class<>{.name = "SharedHidden", .holder = Holder::shared, .weakref = true};
template <> inline constexpr auto tether::pyclass<Plain> = Class<>{.name = "Plain", .subclass = true};
template <>
inline constexpr auto tether::pyclass<WithDict> =
    Class<>{.name = "WithDict", .dict = true, .frozen = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<WithWeak> =
    Class<>{.name = "WithWeak", .frozen = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Both> = Class<>{.name = "Both", .dict = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<Base> = Class<>{.name = "Base", .subclass = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Derived> = Class<Base>{.name = "Derived", .subclass = true};
template <> inline constexpr auto tether::pyclass<Whole> = Class<>{.name = "Whole", .weakref = true};
template <>
inline constexpr auto tether::pyclass<Pooled> = Class<>{.name = "Pooled", .freelist = 4, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Local> = Class<>{.name = "Local", .subclass = true, .unsendable = true};
template <>
inline constexpr auto tether::pyclass<Immutable> = Class<>{.name = "Immutable", .immutable_type = true};
template <>
inline constexpr auto tether::pyclass<OnPython> = Class<PyRecord>{.name = "OnPython", .subclass = true};
template <>
inline constexpr auto tether::pyclass<OnPythonDerived> = Class<OnPython>{.name = "OnPythonDerived"};
template <>
inline constexpr auto tether::pyclass<OnList> =
    Class<PyList>{.name = "OnList", .subclass = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<OnFloat> = Class<PyFloat>{.name = "OnFloat", .weakref = true};
template <> inline constexpr auto tether::pyclass<Locked> = Class<>{.name = "Locked", .locked = true};

template <> struct tether::Traverse<Part> {
    static void visit(Part& part, Visitor& visitor) { visitor(part.callback); }
};

template <>
inline constexpr auto tether::pymethods<Node> =
    members(init<"()">(), get_set<"next", &Node::next>(), get_set<"value", &Node::value>(),
            method<"call(f)", [](Node& n, const PyAny& f) {
                (void)n;
                f.call().value();
            }>());
template <>
inline constexpr auto tether::pymethods<Shared> =
    members(init<"()">(), get_set<"next", &Shared::next>(),
            method<"call(f)", [](const Shared&, const PyAny& f) { f.call().value(); }>());
template <>
inline constexpr auto tether::pymethods<SharedHidden> =
    members(init<"()">(),
            method<"hide(object)", [](SharedHidden& s, Py<PyAny> object) { s.hidden = std::move(object); }>(),
            visit<[](SharedHidden& s, Visitor& visitor) { visitor(s.hidden); }>());
template <>
inline constexpr auto tether::pymethods<held::Frozen> =
    members(init<"(held)", Py<PyAny>>(), get<"held", &held::Frozen::held>());
template <>
inline constexpr auto tether::pymethods<Family> = members(
    init<"()">(),
    method<"add(child)", [](Family& f, Py<PyAny> child) { f.children.push_back(std::move(child)); }>(),
    method<"name(key, child)",
           [](Family& f, std::string key, Py<PyAny> child) {
               f.named.insert_or_assign(std::move(key), std::pair(1, std::move(child)));
           }>(),
    method<"put(child)", [](Family& f, Py<PyAny> child) { (*f.pair)[1] = std::move(child); }>(),
    get_set<"secret", &Family::secret>(), get<"visits", &Family::visits>(),
    get_set<"attaches", &Family::attaches>(), get<"refusal", &Family::refusal>(),
    get_set<"throws", &Family::throws>(), visit<[](Family& f, Visitor& visitor) {
        ++f.visits;
        if (f.attaches) {
            f.refusal = attach([](Python) -> PyResult<void> { return ok(); }).error().what();
            if (try_attach([](Python) {})) f.refusal = "none";
            attach([](Python) {});
        }
        if (f.throws) throw std::runtime_error("visit");
        visitor(f.children), visitor(f.named), visitor(f.pair), visitor(f.secret);
    }>());
template <>
inline constexpr auto tether::pymethods<Plain> = members(init<"()">(), get_set<"value", &Plain::value>());
template <> inline constexpr auto tether::pymethods<WithDict> = members(init<"()">());
template <> inline constexpr auto tether::pymethods<WithWeak> = members(init<"()">());
template <> inline constexpr auto tether::pymethods<Both> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Base> = members(init<"()">(), get_set<"held", &Base::held>());
template <>
inline constexpr auto tether::pymethods<Derived> = members(init<"()">(), get_set<"more", &Derived::more>());
template <>
inline constexpr auto tether::pymethods<Whole> =
    members(init<"()">(), field<"part", &Whole::part>,
            get_set<"callback",
                    [](const Whole& w) {
                        return w.part.callback ? w.part.callback->clone_ref(Python::assume_attached())
                                               : Bound<PyAny>(Python::assume_attached().None()).unbind();
                    },
                    [](Whole& w, Py<PyAny> f) { w.part.callback = std::move(f); }>());
template <>
inline constexpr auto tether::pymethods<Pooled> =
    members(init<"(value)", double>(), get<"value", &Pooled::value>());
template <>
inline constexpr auto tether::pymethods<Local> =
    members(init<"()">(), get_set<"value", &Local::value>(), method<"twice()", &Local::twice>(),
            method<"set(v)", &Local::set>());
template <>
inline constexpr auto tether::pymethods<Immutable> =
    members(init<"()">(), get<"value", &Immutable::value>(), class_attr<"ONE", 1>(),
            class_attr<"__hash__", [](Python py) { return Bound<PyAny>(py.None()); }>());
template <>
inline constexpr auto tether::pymethods<Locked> =
    members(init<"()">(), get<"value", &Locked::value>(), method<"add(n)", &Locked::add>(),
            method<"append(n)", [](Locked& l, int n) { l.list.push_back(n); }>(),
            get<"list", &Locked::list>());

template <>
inline constexpr auto tether::pymethods<OnPython> = members(
    init<"()">(), get_set<"held", &OnPython::held>(), field<"more", &OnPython::more>,
    method<"add(object)", [](OnPython& self, Py<PyAny> object) { self.more.push_back(std::move(object)); }>(),
    method<"call(f)", [](OnPython&, const PyAny& f) { f.call().value(); }>());
template <>
inline constexpr auto tether::pymethods<OnPythonDerived> =
    members(init<"()">(), get_set<"last", &OnPythonDerived::last>());
template <>
inline constexpr auto tether::pymethods<OnList> = members(init<"()">(), get_set<"held", &OnList::held>());
template <>
inline constexpr auto tether::pymethods<OnFloat> =
    members(init<"(number)", [](double) { return std::make_unique<OnFloat>(); }>(),
            get_set<"held", &OnFloat::held>());

namespace {

/// What a closure owns, and how many live.
struct Kept {
    Py<PyAny> object;
    std::unique_ptr<Counted> counted = std::make_unique<Counted>();
};

using Many = std::tuple<std::vector<Py<PyAny>>, std::unique_ptr<Counted>>;

auto closure_over(Python py, Py<PyAny> object) {
    return closure<"kept(more=0)">(py,
                                   capture(Kept{std::move(object)}, [](const Kept& kept, Python p, int more) {
                                       return std::pair(kept.object.clone_ref(p), more);
                                   }));
}

auto closure_over_many(Python py, std::vector<Py<PyAny>> objects) {
    return closure<"pop()">(py,
                            capture(Many(std::move(objects), std::make_unique<Counted>()),
                                    [](Many& many) -> PyResult<Py<PyAny>> {
                                        auto& left = std::get<0>(many);
                                        if (left.empty()) return PyErr::make<PyIndexError>("nothing left");
                                        Py<PyAny> last = std::move(left.back());
                                        left.pop_back();
                                        return last;
                                    }),
                            "Gives the last.");
}

} // namespace

template <> struct tether::Traverse<Kept> {
    static void visit(Kept& kept, Visitor& visitor) { visitor(kept.object); }
};

TETHER_MODULE(collected, m, .gil_used = false) {
    m.add_class<Node>().add_class<held::Frozen>().add_class<Family>().add_class<Plain>();
    m.add_class<WithDict>().add_class<WithWeak>().add_class<Both>().add_class<Base>().add_class<Derived>();
    m.add_class<Whole>().add_class<Pooled>().add_class<Local>().add_class<Immutable>().add_class<Locked>();
    m.add_class<Shared>().add_class<SharedHidden>();
    m.add_function<"share(s)", [](std::shared_ptr<Shared> s) { shared = std::move(s); }>();
    m.add_class<OnPython>().add_class<OnPythonDerived>().add_class<OnList>().add_class<OnFloat>();
    m.add_function<"closure_over(object)", closure_over>();
    m.add_function<"closure_over_many(objects)", closure_over_many>();
    m.add_function<"alive()", [] { return alive; }>();
    m.add("HAS_IMMUTABLE_TYPES", ffi::has_immutable_types);
}
