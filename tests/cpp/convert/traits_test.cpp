// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/array.hpp>
#include <tether/convert/char.hpp>
#include <tether/convert/optional.hpp>
#include <tether/convert/tuple.hpp>
#include <tether/convert/vector.hpp>
#include <tether/types/tuple.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::notes_of;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

namespace {

/// Without a default constructor, as many types are.
class Percent {
  public:
    explicit Percent(int value) : value_(value) {}

    int value() const { return value_; }

  private:
    int value_;
};

struct Celsius {
    double degrees = 0;
};

struct Unknown {};
enum class Colour { red };

} // namespace

template <> struct tether::FromPyObject<Percent> {
    static constexpr const char* python_type = "int";

    static PyResult<Percent> extract(const PyAny& object) {
        TETHER_TRY(int const value, object.extract<int>());
        if (value > 100) return PyErr::make<PyValueError>("more than 100 percent");
        return Percent(value);
    }
};

template <> struct tether::IntoPyObject<Percent> {
    static constexpr const char* python_type = "int";

    static PyResult<Bound<PyAny>> into_pyobject(Python py, const Percent& percent) {
        if (percent.value() < 0) return PyErr::make<PyValueError>("less than none");
        return py.eval(std::to_string(percent.value()).c_str());
    }
};

// Throws instead of returning, and does not say which type it is.
template <> struct tether::FromPyObject<Celsius> {
    static PyResult<Celsius> extract(const PyAny& object) {
        return Celsius{*object.getattr<"degrees">()->extract<double>()};
    }
};

template <> struct tether::IntoPyObject<Celsius> {
    static PyResult<Bound<PyTuple>> into_pyobject(Python py, const Celsius& celsius) {
        return PyTuple::create(py, celsius.degrees, "C");
    }
};

static_assert(FromPy<Percent> && IntoPython<Percent> && IntoPython<const Percent&>);
static_assert(!FromPy<Unknown> && !IntoPython<Unknown> && !FromPy<Colour> && !IntoPython<Colour>);
static_assert(!FromPy<void*> && !IntoPython<void*> && !FromPy<int*> && !IntoPython<PyObject*>);
static_assert(std::string_view(FromPyObject<std::vector<Percent>>::python_type) == "Sequence[int]");
static_assert(std::string_view(IntoPyObject<std::pair<Percent, Celsius>>::python_type) ==
              "tuple[int, object]");

TEST_CASE("a type of one's own converts both ways, its errors its own") {
    attach([](Python py) {
        CHECK(eval(py, "40").extract<Percent>()->value() == 40);
        CHECK(through<Percent>(py, "40") == "40");
        CHECK(through<Percent>(py, "140") == "ValueError: more than 100 percent");
        CHECK(through<Percent>(py, "'40'") == "TypeError: 'str' object cannot be interpreted as an integer");
        CHECK(through<Percent>(py, "-1") == "ValueError: less than none");
        CHECK(into(Celsius{21.5}) == "(21.5, 'C')");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("containers hold a type without a default constructor, and say where it fails") {
    attach([](Python py) {
        CHECK(through<std::vector<Percent>>(py, "[1, 2]") == "[1, 2]");
        CHECK(through<std::vector<Percent>>(py, "[1, 200]") == "ValueError: item 1: more than 100 percent");
        CHECK(through<std::optional<Percent>>(py, "5") == "5");
        CHECK(through<std::optional<Percent>>(py, "None") == "None");
        CHECK(through<std::pair<int, Percent>>(py, "(1, 2)") == "(1, 2)");
        CHECK(through<std::pair<int, Percent>>(py, "(1, 200)") ==
              "ValueError: item 1: more than 100 percent");
        CHECK(through<std::array<Percent, 2>>(py, "(1, 2)") == "[1, 2]");
        CHECK(through<std::array<Percent, 2>>(py, "(1, 200)") == "ValueError: item 1: more than 100 percent");
        CHECK(through<std::vector<std::pair<Percent, int>>>(py, "[(1, 2), (200, 3)]") ==
              "ValueError: item 1, item 0: more than 100 percent");
    });
}

TEST_CASE("a value of any type becomes an object, a view another reference to its own") {
    attach([](Python py) {
        CHECK(*into_pyobject(py, 40)->repr()->to_string() == "40");
        CHECK(*into_pyobject(py, std::vector<Percent>{Percent(1)})->repr()->to_string() == "[1]");
        auto const list = *PyList::create(py);
        CHECK(into_pyobject(py, list)->is(list));
        CHECK(into_pyobject(py, Percent(-1)).error().what() == std::string("ValueError: less than none"));
    });
}

TEST_CASE("an error on the way to Python says where, as a note") {
    attach([](Python py) {
        std::vector<Percent> const values{Percent(1), Percent(-1)};
        PyObject* const made = detail::into_python(values);
        CHECK(made == nullptr);
        auto error = PyErr::fetch(py);
        CHECK(error.what() == std::string("ValueError: less than none"));
        if (tether_tests::has_notes(py)) CHECK(notes_of(error) == "['while converting item 1']");
    });
}

TEST_CASE("a conversion that throws is like one that returns its error") {
    attach([](Python py) {
        Script script(py, "class Weather: degrees = 20.5\nclass Broken: degrees = 'warm'\n");
        CHECK(through<Celsius>(script("Weather()")) == "(20.5, 'C')");
        auto broken = script("[Weather(), Broken()]");
        const auto before = references(broken);
        CHECK(tether_tests::thrown_by([&] { (void)broken.extract<std::vector<Celsius>>(); }) ==
              "TypeError: must be real number, not str");
        CHECK(references(broken) == before);
        auto result = attach([&](Python) -> PyResult<int> {
            auto values = *broken.extract<std::vector<Celsius>>();
            return static_cast<int>(values.size());
        });
        CHECK(error_of(result) == "TypeError: must be real number, not str");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("an exception of somebody's code stays what it is and gets the place as a note") {
    attach([](Python py) {
        Script script(py, "the_error = LookupError('mine')\n"
                          "class Raising:\n    def __index__(self): raise the_error\n");
        auto result = script("[[1], [2, Raising()]]").extract<std::vector<std::vector<int>>>();
        REQUIRE(result.is_err());
        CHECK(result.error().value(py).is(script("the_error")));
        CHECK(result.error().what() == std::string("LookupError: mine"));
        if (tether_tests::has_notes(py))
            CHECK(notes_of(result.error()) == "['while converting item 1, item 1']");
    });
}

TEST_CASE("a failed conversion is a value: Python has made no exception") {
    attach([](Python py) {
        auto is_lazy = [&]<class T>(T, const char* expression) {
            auto result = eval(py, expression).extract<T>();
            if (result.is_ok()) return false;
            detail::ErrState* const state = std::move(result).error().into_state();
            bool const unmade = state->value.load() == nullptr;
            detail::release(state);
            return unmade;
        };
        CHECK(is_lazy(int{}, "'x'"));
        CHECK(is_lazy(std::uint8_t{}, "-1"));
        CHECK(is_lazy(double{}, "'x'"));
        CHECK(is_lazy(bool{}, "1"));
        CHECK(is_lazy(std::string{}, "1"));
        CHECK(is_lazy(char{}, "'ab'"));
        CHECK(is_lazy(std::vector<int>{}, "{1}"));
        CHECK(is_lazy(std::vector<int>{}, "[1, 'x']"));
        CHECK(is_lazy(std::vector<std::byte>{}, "1"));
        CHECK(is_lazy(std::tuple<int, int>{}, "(1,)"));
        CHECK(is_lazy(std::array<int, 2>{}, "[1]"));
        CHECK_FALSE(PyErr::occurred(py));
    });
}
