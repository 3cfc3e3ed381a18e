// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/memory.hpp>
#include <tether/pyclass.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace zoo {

// [cpp]
struct Pet {
    std::string name;
    int age = 0;
    explicit Pet(std::string the_name) : name(std::move(the_name)) {}
    void rename(std::string to) { name = std::move(to); }
    void rename(const Pet& other) { name = other.name; }
    auto operator<=>(const Pet&) const = default;
};

struct Dog : Pet {
    using Pet::Pet;
    std::string bark() const { return name + " barks"; }
};

struct Kennel {
    std::vector<std::shared_ptr<Pet>> pets;
    Dog guard{"Rex"};
    void add(std::shared_ptr<Pet> pet) { pets.push_back(std::move(pet)); }
};
// [/cpp]

// [virtual]
struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

double total(const std::vector<std::unique_ptr<Shape>>& shapes) {
    double sum = 0;
    for (const auto& shape : shapes) sum += shape->area();
    return sum;
}
// [/virtual]

// [exception]
struct Refused : std::runtime_error {
    int code;
    Refused(const std::string& what, int the_code) : std::runtime_error(what), code(the_code) {}
};
// [/exception]

void open(bool locked) {
    if (locked) throw Refused("the door is locked", 13);
}

struct Celsius {
    double degrees;
};

} // namespace zoo

using namespace tether;
using zoo::Celsius;
using zoo::Dog;
using zoo::Kennel;
using zoo::Pet;
using zoo::Refused;

// [classes]
template <>
inline constexpr auto tether::pyclass<Pet> = Class<>{.name = "Pet",
                                                     .dict = true,
                                                     .eq = true,
                                                     .holder = Holder::shared,
                                                     .identity = true,
                                                     .ord = true,
                                                     .subclass = true};
template <>
inline constexpr auto tether::pyclass<Dog> =
    Class<Pet>{.name = "Dog", .holder = Holder::shared, .identity = true};
template <> inline constexpr auto tether::pyclass<Kennel> = Class<>{.name = "Kennel"};

template <>
inline constexpr auto tether::pymethods<Pet> =
    members(init<"(name)", std::string>(), //
            get_set<"name", &Pet::name>(), get_set<"age", &Pet::age>("In years."),
            method<"rename(to)", overload<std::string>(&Pet::rename)>(),
            method<"__repr__()", [](const Pet& pet) { return "<Pet " + pet.name + ">"; }>());
template <>
inline constexpr auto tether::pymethods<Dog> =
    members(init<"(name)", std::string>(), method<"bark()", &Dog::bark>());
template <>
inline constexpr auto tether::pymethods<Kennel> =
    members(init<"()">(), method<"add(pet)", &Kennel::add>(), //
            get<"pets", &Kennel::pets>(), get<"guard", &Kennel::guard>());
// [/classes]

// [refused]
template <> inline constexpr auto tether::pyclass<Refused> = Class<PyPermissionError>{.name = "Refused"};
template <> inline constexpr auto tether::pymethods<Refused> = members(get<"code", &Refused::code>());
// [/refused]

// [caster]
template <> struct tether::FromPyObject<Celsius> {
    static constexpr const char* python_type = "float";

    static PyResult<Celsius> extract(const PyAny& object) {
        TETHER_TRY(double const degrees, object.extract<double>());
        if (degrees < -273.15) return PyErr::make<PyValueError>("colder than can be");
        return Celsius{degrees};
    }
};
template <> struct tether::IntoPyObject<Celsius> {
    static constexpr const char* python_type = "float";

    static PyResult<Bound<PyFloat>> into_pyobject(Python py, const Celsius& value) {
        return PyFloat::create(py, value.degrees);
    }
};
// [/caster]

namespace {

// [adapter]
// Whatever Python gives that has a method `area`, as the C++ base class.
class PyShape : public zoo::Shape {
  public:
    explicit PyShape(Py<PyAny> object) : object_(std::move(object)) {}

    double area() const override {
        return attach(
            [this](Python py) { return *object_.bind(py).call_method<"area">()->extract<double>(); });
    }

  private:
    Py<PyAny> object_;
};

double total(std::vector<Py<PyAny>> objects) {
    std::vector<std::unique_ptr<zoo::Shape>> shapes;
    for (auto& object : objects) shapes.push_back(std::make_unique<PyShape>(std::move(object)));
    return zoo::total(shapes);
}
// [/adapter]

// [gil]
double mean(Python py, std::span<const double> values) {
    return py.detach(
        [](std::span<const double> mine) {
            return std::accumulate(mine.begin(), mine.end(), 0.0) / static_cast<double>(mine.size());
        },
        values);
}
// [/gil]

// [objects]
Bound<PyDict> describe(Python py, const PyAny& object) {
    auto result = *PyDict::create(py, item("type", *object.get_type().name()));
    if (object.is_instance_of<PyString>()) *result.set_item("upper", *object.call_method("upper"));
    if (auto const size = object.len(); size.is_ok()) *result.set_item("len", *size);
    *py.import("builtins")->getattr("print")->call(result, kw<"end">("!\n"));
    return result;
}
// [/objects]

// [caught]
std::string name_of(const PyAny& object) {
    auto name = object.getattr("__name__");
    if (name.is_err() && name.error().is_instance<PyAttributeError>(object.py())) return "nameless";
    return *name->extract<std::string>();
}
// [/caught]

} // namespace

// [module]
TETHER_MODULE(ported, m, .gil_used = false) {
    m.doc("A kennel.");
    m.add_class<Pet>().add_class<Dog>().add_class<Kennel>().add_class<Refused>();
    m.add_function<"mean(values, /)", mean>("The mean, computed without the GIL.")
        .add_function<"total(shapes)", total>()
        .add_function<"describe(object)", describe>()
        .add_function<"name_of(object)", name_of>()
        .add_function<"open_door(*, locked=True)", zoo::open>()
        .add_function<"colder(than, by=1.0)",
                      [](Celsius than, double by) { return Celsius{than.degrees - by}; }>()
        .add("answer", 42);
}
// [/module]
