// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes for test_inheritance.py: bases in C++ and in Python.
#include <tether/convert/memory.hpp>
#include <tether/types/complex.hpp>
#include <tether/types/frozenset.hpp>
#include <tether/types/weakref.hpp>

#include <stdexcept>
#include <string>

namespace zoo {

struct Animal {
    static inline int alive = 0;

    std::string name;
    int legs = 4;

    explicit Animal(std::string the_name) : name(std::move(the_name)) {
        if (name.empty()) throw std::invalid_argument("an animal has a name");
        ++alive;
    }
    Animal(const Animal& other) : name(other.name), legs(other.legs) { ++alive; }
    Animal& operator=(const Animal&) = default;
    virtual ~Animal() { --alive; }

    virtual std::string sound() const { return "..."; }
    void cut_leg() { --legs; }
};

struct Tagged {
    int tag = 7;
};

/// Animal is its second base.
struct Dog : Tagged, Animal {
    using Animal::Animal;
    std::string sound() const override { return "woof"; }
    int wag() { return ++tag; }
};

struct Puppy : Dog {
    int age = 1;

    explicit Puppy(std::string the_name) : Dog(std::move(the_name)) {
        if (name == "Cerberus") throw std::runtime_error("that is no puppy");
    }
    std::string sound() const override { return "yip"; }
};

/// Animal is a virtual base.
struct Mule : virtual Animal {
    int load = 3;

    explicit Mule(std::string the_name) : Animal(std::move(the_name)) {}
    std::string sound() const override { return "hee-haw"; }
};

/// The alignment moves the value behind where Animal's own would be.
struct alignas(64) Whale : Animal {
    using Animal::Animal;
    std::string sound() const override { return "song"; }
    bool is_aligned() const { return reinterpret_cast<std::uintptr_t>(this) % 64 == 0; }
};

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

struct Square final : Shape {
    double side;

    explicit Square(double the_side) : side(the_side) {}
    double area() const override { return side * side; }
};

/// Neither adds to the size of the other's instances.
struct Red {
    char value = 'r';
};
struct Scarlet : Red {};
struct Crimson : Red {};

struct Readable {
    int read = 1;
    virtual ~Readable() = default;
    virtual std::string reads() const { return "readable"; }
};

struct Writable {
    int written = 2;
    virtual ~Writable() = default;
    virtual std::string writes() const { return "writable"; }
};

struct File : Readable, Writable {
    int opened = 3;
    std::string reads() const override { return "file"; }
    std::string writes() const override { return "file"; }
};

struct Bag {
    int value = 5;
};

struct Weak {
    int value = 5;

    explicit Weak(const tether::PyAny&) {}
};

struct Length {
    double factor = 2;

    explicit Length(double) {}
};

struct Coded : std::runtime_error {
    int code;

    Coded(int the_code, const std::string& text) : std::runtime_error(text), code(the_code) {
        if (the_code < 0) throw std::invalid_argument("code is negative");
    }
};

struct CodedMore : Coded {
    CodedMore() : Coded(9, "more") {}
};

struct Number {
    int value;
};

struct Member {
    int value;
    std::string text;

    Member(int the_value, std::string the_text) : value(the_value), text(std::move(the_text)) {}
};

std::string hear(const Animal& animal) { return animal.name + " says " + animal.sound(); }

} // namespace zoo

using namespace tether;
using namespace zoo;

TETHER_CREATE_EXCEPTION(inheritance, Trouble, tether::PyException, "Trouble.");

/// The view of a class of C that this library has none of.
class PyDate : public PyAny {
  public:
    static constexpr const char* type_name = "date";

    static PyObject* type_object() noexcept { return detail::imported<"datetime", "date">(); }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_IsInstance(object, type_object()) == 1;
    }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type_object();
    }

  protected:
    using PyAny::PyAny;
};

/// The view of a class that is defined in Python.
class PyRecord : public PyAny {
  public:
    static constexpr const char* type_name = "Record";

    static PyObject* type_object() noexcept {
        auto const module = Python::assume_attached().import("inheritance_base");
        auto const type = module.is_ok() ? module->getattr("Record") : PyResult<Bound<PyAny>>(module.error());
        if (type.is_err()) return std::move(PyErr(type.error())).restore(Python::assume_attached()), nullptr;
        PyObject* borrowed = nullptr;
        borrowed = type->as_ptr(); // the module keeps it alive
        return borrowed;
    }
    static bool is_type_of(PyObject* object) noexcept {
        return PyObject_IsInstance(object, type_object()) == 1;
    }
    static bool is_exact_type_of(PyObject* object) noexcept {
        return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type_object();
    }

  protected:
    using PyAny::PyAny;
};

template <> inline constexpr auto tether::pyclass<Animal> = Class<>{.name = "Animal", .subclass = true};
template <> inline constexpr auto tether::pyclass<Dog> = Class<Animal>{.name = "Dog", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Puppy> =
    Class<Dog>{.name = "Puppy", .dict = true, .subclass = true, .weakref = true};
template <> inline constexpr auto tether::pyclass<Mule> = Class<Animal>{.name = "Mule", .subclass = true};
template <> inline constexpr auto tether::pyclass<Whale> = Class<Animal>{.name = "Whale", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Shape> = Class<>{.name = "Shape", .frozen = true, .subclass = true};
template <> inline constexpr auto tether::pyclass<Square> = Class<Shape>{.name = "Square", .frozen = true};
template <> inline constexpr auto tether::pyclass<Red> = Class<>{.name = "Red", .subclass = true};
template <> inline constexpr auto tether::pyclass<Scarlet> = Class<Red>{.name = "Scarlet", .subclass = true};
template <> inline constexpr auto tether::pyclass<Crimson> = Class<Red>{.name = "Crimson", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Readable> =
    Class<>{.name = "Readable", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Writable> =
    Class<>{.name = "Writable", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<File> =
    Class<Bases<Readable, Writable>>{.name = "File", .holder = Holder::unique, .subclass = true};
struct BagOfDict : Bag {};
struct BagOfSet : Bag {};
struct BagOfFrozenSet : Bag {};
struct BagOfDate : Bag {};
struct BagOfComplex : Bag {};
struct BagOfOSError : Bag {};
template <>
inline constexpr auto tether::pyclass<Bag> =
    Class<PyList>{.name = "ListBag", .pickle = true, .subclass = true, .weakref = true};
template <>
inline constexpr auto tether::pyclass<BagOfDict> =
    Class<PyDict>{.name = "DictBag", .dict = true, .subclass = true};
template <> inline constexpr auto tether::pyclass<BagOfSet> = Class<PySet>{.name = "SetBag"};
template <>
inline constexpr auto tether::pyclass<BagOfFrozenSet> = Class<PyFrozenSet>{.name = "FrozenSetBag"};
template <> inline constexpr auto tether::pyclass<BagOfDate> = Class<PyDate>{.name = "DateBag"};
template <> inline constexpr auto tether::pyclass<BagOfComplex> = Class<PyComplex>{.name = "ComplexBag"};
template <> inline constexpr auto tether::pyclass<BagOfOSError> = Class<PyOSError>{.name = "OSErrorBag"};
template <> inline constexpr auto tether::pyclass<Weak> = Class<PyWeakrefReference>{.name = "Weak"};
template <>
inline constexpr auto tether::pyclass<Length> =
    Class<PyFloat>{.name = "Length", .frozen = true, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Coded> = Class<PyValueError>{.name = "Coded", .subclass = true};
template <> inline constexpr auto tether::pyclass<CodedMore> = Class<Coded>{.name = "CodedMore"};
template <> inline constexpr auto tether::pyclass<Number> = Class<Trouble>{.name = "Number"};
template <>
inline constexpr auto tether::pyclass<Member> =
    Class<PyRecord>{.name = "Member", .pickle = true, .subclass = true};

template <>
inline constexpr auto tether::pymethods<Animal> =
    members(init<"(name)", std::string>(), get_set<"legs", &Animal::legs>(), get<"name", &Animal::name>(),
            method<"sound()", &Animal::sound>(), method<"cut_leg()", &Animal::cut_leg>());
template <>
inline constexpr auto tether::pymethods<Dog> =
    members(init<"(name)", std::string>(), method<"wag()", &Dog::wag>(), get<"tag", &Dog::tag>(),
            get<"own_name", &Dog::name>());
template <>
inline constexpr auto tether::pymethods<Puppy> =
    members(init<"(name)", std::string>(), get_set<"age", &Puppy::age>());
template <>
inline constexpr auto tether::pymethods<Mule> =
    members(init<"(name)", std::string>(), get_set<"load", &Mule::load>());
template <>
inline constexpr auto tether::pymethods<Whale> =
    members(init<"(name)", std::string>(), method<"is_aligned()", &Whale::is_aligned>());
template <> inline constexpr auto tether::pymethods<Shape> = members(get<"area", &Shape::area>());
template <>
inline constexpr auto tether::pymethods<Square> =
    members(init<"(side)", double>(), get<"side", &Square::side>());
template <>
inline constexpr auto tether::pymethods<Red> = members(init<"()">(), get_set<"value", &Red::value>());
template <> inline constexpr auto tether::pymethods<Scarlet> = members(init<"()">());
template <> inline constexpr auto tether::pymethods<Crimson> = members(init<"()">());
template <>
inline constexpr auto tether::pymethods<Readable> =
    members(init<"()">(), get_set<"read", &Readable::read>(), method<"reads()", &Readable::reads>());
template <>
inline constexpr auto tether::pymethods<Writable> =
    members(init<"()">(), get_set<"written", &Writable::written>(), method<"writes()", &Writable::writes>());
template <>
inline constexpr auto tether::pymethods<File> = members(init<"()">(), get_set<"opened", &File::opened>());
template <>
inline constexpr auto tether::pymethods<Bag> = members(init<"()">(), get_set<"value", &Bag::value>());
template <>
inline constexpr auto tether::pymethods<BagOfDict> =
    members(init<"()">(), get_set<"value", &BagOfDict::value>(),
            pickle<&BagOfDict::value, [](int value) { return BagOfDict{{value}}; }>());
template <>
inline constexpr auto tether::pymethods<BagOfSet> =
    members(init<"()">(), get_set<"value", &BagOfSet::value>(),
            pickle<&BagOfSet::value, [](int value) { return BagOfSet{{value}}; }>());
template <>
inline constexpr auto tether::pymethods<BagOfFrozenSet> = members(
    init<"(x)", [](const PyAny&) { return BagOfFrozenSet(); }>(), get_set<"value", &BagOfFrozenSet::value>());
template <>
inline constexpr auto tether::pymethods<BagOfDate> = members(
    init<"(y, m, d)", [](int, int, int) { return BagOfDate(); }>(), get_set<"value", &BagOfDate::value>());
template <>
inline constexpr auto tether::pymethods<BagOfComplex> = members(
    init<"(x)", [](const PyAny&) { return BagOfComplex(); }>(), get_set<"value", &BagOfComplex::value>());
template <>
inline constexpr auto tether::pymethods<BagOfOSError> = members(
    init<"(x, text=None, path=None)", [](int x, const PyAny&, const PyAny&) { return BagOfOSError{{x}}; }>(),
    get_set<"value", &BagOfOSError::value>());
template <>
inline constexpr auto tether::pymethods<Weak> =
    members(init<"(object)", const PyAny&>(), get_set<"value", &Weak::value>());
template <>
inline constexpr auto tether::pymethods<Length> =
    members(init<"(x)", double>(), get<"factor", &Length::factor>());
template <>
inline constexpr auto tether::pymethods<Coded> =
    members(init<"(code, text)", int, const std::string&>(), get_set<"code", &Coded::code>(),
            pickle<[](const Coded& error) { return std::pair(error.code, std::string(error.what())); },
                   [](const std::pair<int, std::string>& state) {
                       if (state.first == 13) throw std::invalid_argument("unlucky");
                       return Coded(state.first, state.second);
                   }>());
template <> inline constexpr auto tether::pymethods<Number> = members(get_set<"value", &Number::value>());
template <>
inline constexpr auto tether::pymethods<Member> =
    members(init<"(value, text)", int, std::string>(), get_set<"value", &Member::value>(),
            get_set<"text", &Member::text>());

TETHER_MODULE(inheritance, m, .gil_used = false) {
#ifdef __cpp_rtti
    m.add("HAS_RTTI", true);
#else
    m.add("HAS_RTTI", false);
#endif
    m.add_class<Animal>().add_class<Dog>().add_class<Puppy>().add_class<Mule>().add_class<Whale>();
    m.add_class<Shape>().add_class<Square>().add_class<Red>().add_class<Scarlet>().add_class<Crimson>();
    m.add_class<Readable>().add_class<Writable>().add_class<File>();
    m.add_class<Bag>()
        .add_class<BagOfDict>()
        .add_class<BagOfSet>()
        .add_class<BagOfFrozenSet>()
        .add_class<BagOfDate>()
        .add_class<BagOfComplex>();
    m.add_class<BagOfOSError>().add_class<Weak>().add_class<Length>();
    m.add_class<Coded>().add_class<CodedMore>().add_class<Number>().add_class<Member>();
    m.add_function<"alive()", [] { return Animal::alive; }>()
        .add_function<"hear(animal)", hear>()
        .add_function<"amputate(animal)", [](Animal& animal) { animal.cut_leg(); }>()
        .add_function<"name_of(animal=None)",
                      [](const Animal* animal) { return animal != nullptr ? animal->name : "nobody"; }>()
        .add_function<"wag(dog)", [](Dog& dog) { return dog.wag(); }>()
        .add_function<"area(shape)", [](const Shape& shape) { return shape.area(); }>()
        .add_function<"copy(animal)", [](Animal animal) { return animal; }>()
        .add_function<"reads(x)", [](const Readable& x) { return x.reads(); }>()
        .add_function<"writes(x)", [](const Writable& x) { return x.writes(); }>()
        .add_function<"take_writable(x)", [](std::unique_ptr<Writable> x) { return x->written; }>()
        .add_function<"make_writable(derived)",
                      [](bool derived) -> std::unique_ptr<Writable> {
                          if (derived) return std::make_unique<File>();
                          return std::make_unique<Writable>();
                      }>()
        .add_function<"throw_coded(code)", [](int code) { throw Coded(code, "from C++"); }>()
        .add_function<"throw_more()", [] { throw CodedMore(); }>()
        .add_function<"throw_number(n)", [](int n) { throw Number{n}; }>()
        .add_function<"new_member(value)", [](int value) { return Member(value, "made in C++"); }>()
        .add_function<"code_of(call)", [](const PyAny& call) {
            auto const result = call();
            if (result.is_ok()) return 0;
            auto const error = result.error().value(call.py()).cast<Coded>();
            return error->borrow()->code;
        }>();
}
