// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass.hpp>

#include <cmath>
#include <string>
#include <vector>

// [cpp]
namespace geometry {

struct Point {
    double x = 0, y = 0;
    double norm() const { return std::hypot(x, y); }
    void scale(double by) { x *= by, y *= by; }
};

Point from_polar(double radius, double angle) {
    if (radius < 0) throw std::invalid_argument("the radius must not be negative");
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

} // namespace geometry
// [/cpp]

namespace books {

struct Book {
    std::string title;
    int year = 1900;
    std::vector<std::string> tags;
};

enum class Shelf { fiction, science };
enum class Access : unsigned { read = 1, write = 2 };

// [node]
struct Node {
    std::string name;
    std::optional<tether::Py<tether::PyAny>> parent;
    std::vector<tether::Py<tether::PyAny>> children;

    explicit Node(std::string a_name) : name(std::move(a_name)) {}
};
// [/node]

struct Handle {
    inline static int open = 0;
};

struct Callbacks {
    std::optional<tether::Py<tether::PyAny>> done;
};

struct Job {
    Callbacks callbacks;
};

} // namespace books

using namespace tether;
using books::Access;
using books::Book;
using books::Callbacks;
using books::Handle;
using books::Job;
using books::Node;
using books::Shelf;
using geometry::Point;

// [declare]
template <>
inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point", .doc = "A point.", .weakref = true};

template <>
inline constexpr auto tether::pymethods<Point> =
    members(init<"(x=0.0, y=0.0)", double, double>(),            //
            init<"(*, radius, angle)", &geometry::from_polar>(), // the first that fits is called
            get_set<"x", &Point::x>("The abscissa."),            //
            get_set<"y", &Point::y>(),                           //
            get<"angle", [](const Point& p) { return std::atan2(p.y, p.x); }>(),
            method<"norm()", &Point::norm>("The Euclidean length."), //
            method<"scale(by)", &Point::scale>(),                    //
            static_method<"unit()", [] { return Point{1, 0}; }>(),
            class_method<"named(name)",
                         [](const PyType& cls, const std::string& name) {
                             return *cls.name()->extract<std::string>() + " " + name;
                         }>(),
            class_attr<"ORIGIN", [] { return Point{}; }>());
// [/declare]

// [dataclass]
template <>
inline constexpr auto tether::pyclass<Book> = Class<>{.name = "Book", .dataclass = true, .pickle = true};

template <>
inline constexpr auto tether::pymethods<Book> =
    members(field<"title", &Book::title>("As on the cover."), field<"year", &Book::year>.or_default(),
            field<"tags", &Book::tags>.or_default());
// [/dataclass]

// [enums]
template <> inline constexpr auto tether::pyclass<Shelf> = Class<>{.name = "Shelf"};
template <> inline constexpr auto tether::pyclass<Access> = Class<PyFlag>{.name = "Access"};

template <>
inline constexpr auto tether::pymethods<Shelf> =
    members(enum_value<"FICTION", Shelf::fiction>("Novels."), enum_value<"SCIENCE", Shelf::science>(),
            method<"is_fiction()", [](Shelf shelf) { return shelf == Shelf::fiction; }>());
template <>
inline constexpr auto tether::pymethods<Access> =
    members(enum_value<"READ", Access::read>(), enum_value<"WRITE", Access::write>());
// [/enums]

// [gc]
template <> inline constexpr auto tether::pyclass<Node> = Class<>{.name = "Node", .weakref = true};

template <>
inline constexpr auto tether::pymethods<Node> = members(
    init<"(name)", std::string>(), get<"name", &Node::name>(),
    get_set<"parent", &Node::parent>(), // declared: the collector sees it
    method<"add(child)", [](Node& node, Py<PyAny> child) { node.children.push_back(std::move(child)); }>(),
    // `children` is not, so one function shows all that there is.
    visit<[](Node& node, Visitor& visitor) { visitor(node.parent), visitor(node.children); }>());
// [/gc]

// [traverse]
template <> struct tether::Traverse<Callbacks> {
    static void visit(Callbacks& callbacks, Visitor& visitor) { visitor(callbacks.done); }
};
// [/traverse]

template <> inline constexpr auto tether::pyclass<Job> = Class<>{.name = "Job"};

template <>
inline constexpr auto tether::pymethods<Job> =
    members(init<"()">(), field<"callbacks", &Job::callbacks>,
            method<"on_done(f)", [](Job& job, Py<PyAny> f) { job.callbacks.done = std::move(f); }>());

// [static]
template <> inline constexpr auto tether::pyclass<Handle> = Class<>{.name = "Handle"};

template <>
inline constexpr auto tether::pymethods<Handle> =
    members(static_property<"open", [] { return Handle::open; }, [](int count) { Handle::open = count; }>(),
            nested<Access>());
// [/static]

// [instance]
/// Swaps the coordinates of a point, and gives a new one as it was.
PyResult<Bound<Point>> turn(const object<Point>& point) {
    auto copy = object<Point>::create(point.py(), *point.borrow()); // a PyRef<Point>, which ends here
    auto value = point.try_borrow_mut();                            // an error where a member of it runs
    if (value.is_err()) return value.error();
    std::swap((*value)->x, (*value)->y);
    return copy;
}
// [/instance]

TETHER_MODULE(catalog, m) {
    // [module]
    m.add_class<Point>();
    // [/module]
    m.add_class<Book>().add_class<Shelf>().add_class<Node>().add_class<Handle>().add_class<Job>();
    m.add_function<"turn(point)", turn>();
    // [parameters]
    m.add_function<"move(book, shelf=Shelf.FICTION)",
                   [](const Book& book, Shelf shelf) {
                       return book.title + (shelf == Shelf::fiction ? ": fiction" : ": science");
                   },
                   default_for<"shelf", Shelf::fiction>>();
    // [/parameters]
}
