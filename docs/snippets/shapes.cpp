// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>

#include <string>
#include <vector>

using namespace tether;

namespace {

// [functions]
double scale(double x, double by) { return x * by; }

int clip(int value, std::optional<int> low, std::optional<int> high) {
    if (low && value < *low) return *low;
    return high && value > *high ? *high : value;
}

std::string join(const PyTuple& parts, std::string_view separator, const PyDict& options) {
    std::string result;
    for (auto part : parts) {
        if (!result.empty()) result += separator;
        result += *part.str()->to_string();
    }
    if (!*options.contains("upper")) return result;
    return *PyString::create(options.py(), result)->call_method("upper")->extract<std::string>();
}

double area(double radius) { return 3 * radius * radius; }
int area(int width, int height) { return width * height; }
// [/functions]

} // namespace

namespace shapes {

// [colors]
enum class Color { red, green };

std::string paint(Color color) { return color == Color::red ? "red" : "green"; }
// [/colors]

} // namespace shapes

using shapes::Color;
using shapes::paint;

// [conversion]
template <> struct tether::FromPyObject<Color> {
    static constexpr const char* python_type = "str";

    static PyResult<Color> extract(const PyAny& object) {
        TETHER_TRY(std::string name, object.extract<std::string>());
        if (name == "red") return Color::red;
        if (name == "green") return Color::green;
        return PyErr::make<PyValueError>("'" + name + "' is no color");
    }
};
// [/conversion]

// [module]
TETHER_MODULE(shapes, m) {
    m.add_function<"scale(x, /, by=2.0)", scale>("Positional-only, then with a default.")
        .add_function<"clip(value, *, low=None, high=None)", clip>("Keyword-only; None is an empty optional.")
        .add_function<"join(*parts, separator=', ', **options)", join>("Any number of arguments.")
        .add_function<"circle(radius: float) -> float", overload<double>(area)>("One of two overloads.")
        .add_function<"rectangle(width, height)", overload<int, int>(area)>("The other one.")
        .add_function<"twice(x)", [](int x) { return 2 * x; }>("A lambda without captures.")
        .add_function<"paint(color=Color.RED)", paint, default_for<"color", Color::red>>(
            "A default from C++.")
        .add_function<"whose()", [](const PyModule& module) { return *module.name()->to_string(); },
                      pass_module>();
}
// [/module]
