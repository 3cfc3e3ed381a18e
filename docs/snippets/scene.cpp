// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/memory.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using namespace tether;

namespace scene {

// [classes]
struct Point {
    double x = 0, y = 0;
};

struct Line {
    Point start, end;
    Point& longest() { return end.x > start.x ? end : start; }
    Line& flip() { return std::swap(start, end), *this; }
};

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

struct Square : Shape {
    double side;
    explicit Square(double the_side) : side(the_side) {}
    double area() const override { return side * side; }
};

struct Canvas {
    std::vector<std::unique_ptr<Shape>> shapes;
    Shape& add(std::unique_ptr<Shape> shape) {
        if (!shape) throw std::invalid_argument("no shape"); // what None is
        return *shapes.emplace_back(std::move(shape));
    }
    void on_draw(const PyAny& callback);
};
// [/classes]

void Canvas::on_draw(const PyAny&) {}

struct Settings {
    int depth = 3;
};

std::shared_ptr<Settings> settings() {
    static auto const the = std::make_shared<Settings>();
    return the;
}

// [exception]
struct ParseError : std::runtime_error {
    int line;
    ParseError(int the_line, const std::string& text) : std::runtime_error(text), line(the_line) {}
};

int parse(const std::string& text) {
    if (text.empty()) throw ParseError(1, "nothing to parse");
    return static_cast<int>(text.size());
}
// [/exception]

} // namespace scene

using namespace scene;

// [holders]
template <>
inline constexpr auto tether::pyclass<Point> = Class<>{.name = "Point", .holder = Holder::reference};
template <> inline constexpr auto tether::pyclass<Line> = Class<>{.name = "Line"};
template <>
inline constexpr auto tether::pyclass<Shape> =
    Class<>{.name = "Shape", .holder = Holder::unique, .identity = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Square> =
    Class<Shape>{.name = "Square", .holder = Holder::unique, .identity = true};
template <>
inline constexpr auto tether::pyclass<Canvas> = Class<>{.name = "Canvas", .holder = Holder::reference};
template <>
inline constexpr auto tether::pyclass<Settings> =
    Class<>{.name = "Settings", .holder = Holder::shared, .identity = true};
// [/holders]
// [base]
template <> inline constexpr auto tether::pyclass<ParseError> = Class<PyValueError>{.name = "ParseError"};
// [/base]

// [members]
template <>
inline constexpr auto tether::pymethods<Point> =
    members(init<"(x=0.0, y=0.0)", double, double>(), get_set<"x", &Point::x>(), get_set<"y", &Point::y>());
template <>
inline constexpr auto tether::pymethods<Line> =
    members(init<"()">(), get_set<"start", &Line::start>(), get<"copied", &Line::start, returns::copy>(),
            method<"longest()", &Line::longest, returns::reference>(),
            method<"flip()", &Line::flip, returns::self>());
template <>
inline constexpr auto tether::pymethods<Canvas> =
    members(init<"()">(), method<"add(shape)", &Canvas::add, returns::reference>(),
            method<"on_draw(callback)", &Canvas::on_draw, keep_alive<"self", "callback">>());
// [/members]
template <> inline constexpr auto tether::pymethods<Shape> = members(get<"area", &Shape::area>());
template <> inline constexpr auto tether::pymethods<Square> = members(init<"(side)", double>());
template <> inline constexpr auto tether::pymethods<Settings> = members(get_set<"depth", &Settings::depth>());
template <>
inline constexpr auto tether::pymethods<ParseError> =
    members(init<"(line, text)", int, const std::string&>(), get<"line", &ParseError::line>());

TETHER_MODULE(scene, m) {
    m.add_class<Point>().add_class<Line>().add_class<Shape>().add_class<Square>().add_class<Canvas>();
    m.add_class<Settings>().add_class<ParseError>();
    m.add_function<"settings()", settings>().add_function<"parse(text)", parse>();
}
