// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/complex.hpp>
#include <tether/convert/variant.hpp>
#include <tether/types/list.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using tether_tests::eval;
using tether_tests::into;
using tether_tests::references;
using tether_tests::Script;
using tether_tests::through;

using Scalar = std::variant<double, int, bool, std::string>;

static_assert(std::string_view(FromPyObject<Scalar>::python_type) == "float | int | bool | str");
static_assert(std::string_view(IntoPyObject<std::variant<std::monostate, int>>::python_type) == "None | int");

TEST_CASE("an object of exactly one of the types becomes that one, in whatever order they stand") {
    attach([](Python py) {
        CHECK(eval(py, "1").extract<Scalar>()->index() == 1);
        CHECK(eval(py, "1.0").extract<Scalar>()->index() == 0);
        CHECK(eval(py, "True").extract<Scalar>()->index() == 2);
        CHECK(eval(py, "'x'").extract<Scalar>()->index() == 3);
        for (auto text : {"1", "1.0", "True", "'x'"}) CHECK(through<Scalar>(py, text) == text);
        using Nested = std::variant<std::monostate, std::complex<double>, std::optional<int>>;
        CHECK(eval(py, "None").extract<Nested>()->index() == 0);
        CHECK(eval(py, "5").extract<Nested>()->index() == 2);
        CHECK(eval(py, "5.0").extract<Nested>()->index() == 1);
    });
}

TEST_CASE("any other object becomes the first that it converts to") {
    attach([](Python py) {
        Script script(py, "class Index:\n    def __index__(self): return 7\n");
        CHECK(through<Scalar>(script("Index()")) == "7.0");
        CHECK(through<std::variant<int, double>>(script("Index()")) == "7");
        CHECK(through<std::variant<std::vector<int>, std::vector<std::string>>>(script("['a']")) == "['a']");
        CHECK(through<std::variant<std::vector<int>, std::vector<std::string>>>(script("[]")) == "[]");
        CHECK(through<std::variant<std::pair<int, int>, std::tuple<int>>>(script("(1,)")) == "(1,)");
        // Too large for its own type, it is tried with the others.
        CHECK(through<std::variant<std::int8_t, std::int64_t>>(script("300")) == "300");
        CHECK(through<std::variant<std::int8_t, double>>(script("300")) == "300.0");
        CHECK(through<std::variant<std::string, Bound<PyAny>>>(script("'\\ud800'")) == "'\\ud800'");
        CHECK(through<std::variant<double, Bound<PyAny>>>(script("10**400")).size() == 401);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("where none fits, the error has the reason of each") {
    attach([](Python py) {
        CHECK(through<std::variant<int, std::string>>(py, "[]") ==
              "TypeError: 'list' object cannot be converted to 'int | str'\n"
              "- int: TypeError: 'list' object cannot be interpreted as an integer\n"
              "- str: TypeError: 'list' object is not an instance of 'str'");
        CHECK(through<std::vector<std::variant<std::uint8_t, std::vector<int>>>>(py, "[1, 256]") ==
              "TypeError: item 1: 'int' object cannot be converted to 'int | Sequence[int]'\n"
              "- int: OverflowError: 256 is out of range 0..255\n"
              "- Sequence[int]: TypeError: 'int' object cannot be converted to 'Sequence[int]'");
        CHECK(through<std::variant<std::vector<int>>>(py, "[1, 'x']") ==
              "TypeError: 'list' object cannot be converted to 'Sequence[int]'\n"
              "- Sequence[int]: TypeError: item 1: 'str' object cannot be interpreted as an integer");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a variant fails lazily, and copies of the error are good on their own") {
    attach([](Python py) {
        auto result = eval(py, "[]").extract<std::variant<int, std::string>>();
        REQUIRE(result.is_err());
        detail::ErrState* const state = std::move(result).error().into_state();
        CHECK(state->value.load() == nullptr);
        CHECK(state->describe() == "TypeError: 'list' object cannot be converted to 'int | str'");
        PyErr error = PyErr::from_state(state);
        PyErr const copy = error;
        CHECK(copy.is_instance<PyTypeError>(py));
        CHECK(std::string(error.what()) == copy.what());
    });
}

TEST_CASE("an exception that says more than that an object does not fit ends the conversion") {
    attach([](Python py) {
        Script script(py, R"(
class Raises:
    def __init__(self, error): self.error = error
    def __index__(self): raise self.error
)");
        using V = std::variant<int, std::vector<int>, Bound<PyAny>>;
        CHECK(through<V>(script("Raises(KeyboardInterrupt())")) == "KeyboardInterrupt");
        CHECK(through<V>(script("Raises(RuntimeError('no'))")) == "RuntimeError: no");
        CHECK(through<V>(script("Raises(MemoryError())")) == "MemoryError");
        CHECK(through<V>(script("Raises(TypeError('no'))")).find("Raises object") != std::string::npos);
        CHECK(through<V>(script("Raises(ValueError('no'))")).find("Raises object") != std::string::npos);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a variant may start with what has no default constructor") {
    attach([](Python py) {
        auto list = eval(py, "[1]");
        const auto before = references(list);
        using V = std::variant<Bound<PyList>, std::string>;
        CHECK(through<V>(list) == "[1]");
        CHECK(through<V>(py, "'x'") == "'x'");
        CHECK(through<V>(py, "5").starts_with("TypeError: 'int' object cannot be converted to 'list | str'"));
        CHECK(through<std::vector<V>>(py, "[[], 'x']") == "[[], 'x']");
        CHECK(references(list) == before);
    });
}

TEST_CASE("a variant becomes what it holds, moved from where it can be") {
    attach([](Python py) {
        auto list = eval(py, "[1]");
        const auto before = references(list);
        {
            std::variant<int, Bound<PyAny>> held = list;
            CHECK(into(held) == "[1]");
            CHECK(into(std::move(held)) == "[1]");
            CHECK(references(list) == before);
        }
        CHECK(into(std::variant<int, std::monostate>(std::monostate())) == "None");
        CHECK(into(std::variant<int, int>(std::in_place_index<1>, 5)) == "5");
        CHECK(through<std::monostate>(py, "None") == "None");
        CHECK(through<std::monostate>(py, "0") == "TypeError: 'int' object cannot be converted to 'None'");
    });
}
