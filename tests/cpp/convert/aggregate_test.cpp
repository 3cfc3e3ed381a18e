// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/aggregate.hpp>
#include <tether/convert/variant.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

namespace shapes {

struct Point {
    double x = 0;
    double y = 7;

    bool operator==(const Point&) const = default;
};

struct Box {
    Point low;
    Point high;
    std::vector<Point> corners;
};

struct Person {
    std::string name;
    int age = 18;
};

struct Metres {
    double value = 0;
};

struct Doubled {
    int value = 0;
};

struct Node {
    int id = 0;
    std::vector<Node> children;
};

struct Named {
    std::string name;
};

struct Titled : Named {
    std::string title;
};

struct Holder {
    std::optional<tether::Bound<tether::PyAny>> object;
};

using Shape = std::variant<Box, Point, Metres>;

tether::PyResult<int> half(const tether::PyAny& object) {
    TETHER_TRY(int const value, object.extract<int>());
    if (value % 2 != 0) return tether::PyErr::make<tether::PyValueError>("an odd number");
    return value / 2;
}

tether::PyResult<tether::Bound<tether::PyAny>> twice(tether::Python py, const int& value) {
    if (value < 0) return tether::PyErr::make<tether::PyValueError>("a negative number");
    return py.eval(std::to_string(value * 2).c_str());
}

} // namespace shapes

using namespace shapes;
using tether::as_attributes, tether::as_dict, tether::as_tuple, tether::field, tether::transparent;

template <>
inline constexpr auto tether::aggregate<Point> =
    as_dict(field<"x", &Point::x>, field<"y", &Point::y>.or_default());

template <>
inline constexpr auto tether::aggregate<Box> =
    as_tuple(field<"low", &Box::low>, field<"high", &Box::high>, field<"corners", &Box::corners>);

template <>
inline constexpr auto tether::aggregate<Person> =
    as_attributes(field<"name", &Person::name>, field<"age", &Person::age>.or_default());

template <> inline constexpr auto tether::aggregate<Metres> = transparent<&Metres::value>;

template <>
inline constexpr auto tether::aggregate<Doubled> =
    as_dict(field<"value", &Doubled::value>.with<half, twice>());

template <>
inline constexpr auto tether::aggregate<Node> =
    as_dict(field<"id", &Node::id>, field<"children", &Node::children>);

template <>
inline constexpr auto tether::aggregate<Titled> =
    as_dict(field<"full name", &Titled::name>, field<"title", &Titled::title>);

template <> inline constexpr auto tether::aggregate<Holder> = as_dict(field<"object", &Holder::object>);

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

static_assert(std::string_view(FromPyObject<Point>::python_type) == "dict[str, object]");
static_assert(std::string_view(IntoPyObject<Person>::python_type) == "types.SimpleNamespace");
static_assert(std::string_view(FromPyObject<Box>::python_type) ==
              "tuple[dict[str, object], dict[str, object], Sequence[dict[str, object]]]");
static_assert(std::string_view(FromPyObject<Metres>::python_type) == "float");

TEST_CASE("an aggregate is a dict both ways") {
    attach([](Python py) {
        CHECK(through<Point>(py, "{'x': 1, 'y': 2}") == "{'x': 1.0, 'y': 2.0}");
        CHECK(through<Point>(py, "{'y': 2, 'x': 1, 'z': 3}") == "{'x': 1.0, 'y': 2.0}");
        CHECK(through<Titled>(py, "{'full name': 'Ada', 'title': 'Dr'}") ==
              "{'full name': 'Ada', 'title': 'Dr'}");
        CHECK(into(Point{3, 4}) == "{'x': 3.0, 'y': 4.0}");

        CHECK(through<Point>(py, "{'y': 1}") == "ValueError: key 'x' is missing");
        CHECK(through<Point>(py, "{'x': 'one'}") == "TypeError: value of 'x': must be real number, not str");
        CHECK(through<Point>(py, "[1, 2]") ==
              "TypeError: 'list' object cannot be converted to 'dict[str, object]'");
        CHECK(through<std::vector<Point>>(py, "[{'x': 1}, {}]") == "ValueError: item 1: key 'x' is missing");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a default counts where a key is missing, and not where its value is wrong") {
    attach([](Python py) {
        CHECK(*eval(py, "{'x': 1}").extract<Point>() == Point{1, 7});
        CHECK(through<Point>(py, "{'x': 1, 'y': None}").starts_with("TypeError: value of 'y': "));
        Point out{9, 9};
        REQUIRE(detail::load(eval(py, "{'x': 1}").as_ptr(), out) == nullptr);
        CHECK(out == Point{1, 7});
    });
}

TEST_CASE("an aggregate is a tuple both ways, of its exact length") {
    attach([](Python py) {
        CHECK(through<Box>(py, "({'x': 1}, {'x': 2}, [{'x': 3}])") ==
              "({'x': 1.0, 'y': 7.0}, {'x': 2.0, 'y': 7.0}, [{'x': 3.0, 'y': 7.0}])");
        CHECK(through<Box>(py, "({'x': 1}, {'x': 2})") == "ValueError: expected 3 items, got 2");
        CHECK(through<Box>(py, "({'x': 1}, {'x': 2}, [{'x': 3}, {'x': []}])") ==
              "TypeError: item 2, item 1, value of 'x': must be real number, not list");
        CHECK(through<Box>(py, "[]").starts_with("TypeError: 'list' object cannot be converted to 'tuple["));
    });
}

TEST_CASE("an aggregate is an object's attributes, and becomes such an object") {
    attach([](Python py) {
        Script script(py, R"(
from types import SimpleNamespace
class Person:
    def __init__(self, **attributes): self.__dict__.update(attributes)
class Raising:
    @property
    def name(self): raise OSError('no name')
)");
        CHECK(through<Person>(script("Person(name='Ada', age=36)")) == "namespace(name='Ada', age=36)");
        CHECK(through<Person>(script("Person(name='Ada')")) == "namespace(name='Ada', age=18)");
        CHECK(through<Person>(script("SimpleNamespace(name='Ada', age=1)")) ==
              "namespace(name='Ada', age=1)");
        CHECK(through<Person>(script("Person(age=36)")) ==
              "TypeError: 'Person' object has no attribute 'name'");
        CHECK(through<Person>(script("Person(name='Ada', age='x')")) ==
              "TypeError: attribute 'age': 'str' object cannot be interpreted as an integer");
        CHECK(through<Person>(script("Raising()")) == "OSError: no name");
        CHECK(through<Person>(script("{'name': 'Ada'}")) ==
              "TypeError: 'dict' object has no attribute 'name'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a transparent aggregate is its member") {
    attach([](Python py) {
        CHECK(through<Metres>(py, "1.5") == "1.5");
        CHECK(through<Metres>(py, "'1.5'") == "TypeError: must be real number, not str");
        CHECK(through<std::vector<Metres>>(py, "[1, []]") ==
              "TypeError: item 1: must be real number, not list");
    });
}

TEST_CASE("a field may convert by functions of its own") {
    attach([](Python py) {
        CHECK(eval(py, "{'value': 6}").extract<Doubled>()->value == 3);
        CHECK(through<Doubled>(py, "{'value': 6}") == "{'value': 6}");
        CHECK(through<Doubled>(py, "{'value': 5}") == "ValueError: value of 'value': an odd number");
        CHECK(through<Doubled>(py, "{'value': 'x'}") ==
              "TypeError: value of 'value': 'str' object cannot be interpreted as an integer");
        CHECK(into(Doubled{-1}) == "ValueError: a negative number");
    });
}

TEST_CASE("aggregates are the types of a variant, tried in turn") {
    attach([](Python py) {
        CHECK(eval(py, "{'x': 1}").extract<Shape>()->index() == 1);
        CHECK(eval(py, "({'x': 1}, {'x': 2}, [])").extract<Shape>()->index() == 0);
        CHECK(eval(py, "2").extract<Shape>()->index() == 2);
        CHECK(through<Shape>(py, "{}").ends_with("- dict[str, object]: ValueError: key 'x' is missing\n"
                                                 "- float: TypeError: must be real number, not dict"));
    });
}

TEST_CASE("an aggregate that contains itself ends in RecursionError") {
    attach([](Python py) {
        Script script(py, "loop = {'id': 1}\nloop['children'] = [loop]\n");
        CHECK(through<Node>(script("{'id': 1, 'children': [{'id': 2, 'children': []}]}")) ==
              "{'id': 1, 'children': [{'id': 2, 'children': []}]}");
        auto loop = script("loop");
        const auto before = references(loop);
        CHECK(through<Node>(loop).starts_with("RecursionError: "));
        CHECK(references(loop) == before);
        *py.run("loop.clear()", script.globals());
    });
}

TEST_CASE("members are moved out of an aggregate that is given up") {
    attach([](Python py) {
        auto list = eval(py, "[1]");
        const auto before = references(list);
        {
            Holder holder{list};
            CHECK(references(list) == before + 1);
            CHECK(into(holder) == "{'object': [1]}");
            CHECK(into(std::move(holder)) == "{'object': [1]}");
            CHECK(references(list) == before);
        }
        Person const person{"Ada", 36};
        CHECK(into(person) == "namespace(name='Ada', age=36)");
        CHECK(person.name == "Ada");
        CHECK(through<Holder>(py, "{'object': None}") == "{'object': None}");
    });
}
