// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/tether.hpp>
#include <tether/types/super.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>

using namespace tether;

namespace {

/// Objects written in Python, by the expressions that make them.
class Script {
  public:
    Script(Python py, const char* statements) : globals_(*PyDict::create(py)) {
        *py.run(statements, globals_);
    }

    Bound<PyAny> operator()(const char* expression) const {
        return *globals_.py().eval(expression, globals_);
    }

  private:
    Bound<PyDict> globals_;
};

std::string repr(const PyAny& object) { return *object.repr()->extract<std::string>(); }

template <class T> std::string repr(const PyResult<Bound<T>>& result) {
    return result.is_ok() ? repr(*result) : result.error().what();
}

/// "value" of "Type: value", or what went wrong with it.
template <class T> std::string text(const PyResult<T>& result) { return result.error().what(); }

} // namespace

TEST_CASE("attributes are asked for, set and deleted") {
    attach([](Python py) {
        const Script script(py, "class C: x = 1\n");
        const auto object = script("C()");
        REQUIRE(*object.hasattr("x"));
        REQUIRE(!*object.hasattr("y"));
        REQUIRE(repr(object.getattr("x")) == "1");
        REQUIRE(object.setattr("y", 2.5).is_ok());
        REQUIRE(object.setattr<"z">("text").is_ok());
        REQUIRE(repr(object.getattr(std::string("y"))) == "2.5");
        REQUIRE(repr(object.getattr<"z">()) == "'text'");
        REQUIRE(repr(**object.getattr_opt("y")) == "2.5");
        REQUIRE(object.delattr("y").is_ok());
        REQUIRE(!object.getattr_opt("y")->has_value());
        REQUIRE(text(object.delattr("y")).find("AttributeError: ") == 0);
        REQUIRE(text(object.getattr("y")) == "AttributeError: 'C' object has no attribute 'y'");
        REQUIRE(text(py.eval("1")->setattr("x", 1)).find("AttributeError: ") == 0);
    });
}

TEST_CASE("attributes whose names are literals are looked for and deleted") {
    attach([](Python py) {
        const Script script(py, "class C:\n"
                                "    @property\n"
                                "    def missing(self): raise AttributeError('hidden')\n"
                                "    @property\n"
                                "    def broken(self): return 1 // 0\n"
                                "    def __delattr__(self, name):\n"
                                "        if name == 'kept': raise PermissionError(name)\n"
                                "        object.__delattr__(self, name)\n"
                                "c = C()\n"
                                "c.caf\u00e9 = 1\n");
        const auto object = script("c");
        REQUIRE(*object.hasattr<"caf\u00e9">());
        REQUIRE(!*object.hasattr<"cafe">());
        REQUIRE(!*object.hasattr<"missing">());
        REQUIRE(text(object.hasattr<"broken">()).find("ZeroDivisionError: ") == 0);
        REQUIRE(object.delattr<"caf\u00e9">().is_ok());
        REQUIRE(!*object.hasattr<"caf\u00e9">());
        REQUIRE(text(object.delattr<"caf\u00e9">()).find("AttributeError: ") == 0);
        REQUIRE(text(object.delattr<"kept">()) == "PermissionError: kept");
        REQUIRE(text(py.eval("[]")->delattr<"append">()).find("AttributeError: ") == 0);
        REQUIRE(text(object.hasattr<"\xFF">()).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(object.delattr<"\xFF">()).find("UnicodeDecodeError: ") == 0);
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("only AttributeError means that there is no attribute") {
    attach([](Python py) {
        const Script script(py, "class C:\n"
                                "    @property\n"
                                "    def missing(self): raise AttributeError('hidden')\n"
                                "    @property\n"
                                "    def broken(self): return 1 // 0\n");
        const auto object = script("C()");
        REQUIRE(!*object.hasattr("missing"));
        REQUIRE(!object.getattr_opt<"missing">()->has_value());
        REQUIRE(text(object.hasattr("broken")).find("ZeroDivisionError") == 0);
        REQUIRE(text(object.getattr_opt("broken")).find("ZeroDivisionError") == 0);
        REQUIRE(text(object.getattr("broken")).find("ZeroDivisionError") == 0);
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}

TEST_CASE("a name that cannot be one is an error of the call") {
    attach([](Python py) {
        const auto object = *py.eval("[]");
        REQUIRE(text(object.getattr(1)).find("TypeError: ") == 0);
        REQUIRE(text(object.getattr("\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(object.hasattr("\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(object.setattr("x", "\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(object.call_method("\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(object.getattr(std::string("app\0end", 7))).find("AttributeError: ") == 0);
    });
}

TEST_CASE("items are asked for, set, deleted and looked for") {
    attach([](Python py) {
        const auto dict = *py.eval("{'a': 1, 2: 'b'}");
        REQUIRE(repr(dict.get_item("a")) == "1");
        REQUIRE(repr(dict.get_item(2)) == "'b'");
        REQUIRE(text(dict.get_item("c")) == "KeyError: 'c'");
        REQUIRE(dict.set_item(3, 4.5).is_ok());
        REQUIRE(dict.del_item("a").is_ok());
        REQUIRE(text(dict.del_item("a")) == "KeyError: 'a'");
        REQUIRE(repr(dict) == "{2: 'b', 3: 4.5}");
        REQUIRE(*dict.contains(2));
        REQUIRE(!*dict.contains("a"));
        REQUIRE(text(dict.contains(*py.eval("[]"))).find("unhashable type: 'list'") != std::string::npos);
        REQUIRE(text(dict.set_item(*py.eval("[]"), 1)).find("TypeError: ") == 0);

        const auto list = *py.eval("[1, 2, 3]");
        REQUIRE(repr(list.get_item(-1)) == "3");
        REQUIRE(text(list.get_item(3)) == "IndexError: list index out of range");
        REQUIRE(text(py.eval("1")->get_item(0)) == "TypeError: 'int' object is not subscriptable");
    });
}

TEST_CASE("a length is asked for, and objects lie about it") {
    attach([](Python py) {
        const Script script(py, "class C:\n"
                                "    def __init__(self, n): self.n = n\n"
                                "    def __len__(self): return self.n\n");
        REQUIRE(*script("'abc'").len() == 3);
        REQUIRE(!*script("'abc'").is_empty());
        REQUIRE(*script("''").is_empty());
        REQUIRE(*script("C(2**62)").len() == std::size_t{1} << 62);
        REQUIRE(text(script("C(-1)").len()) == "ValueError: __len__() should return >= 0");
        REQUIRE(text(script("C(2**64)").len()).find("OverflowError: ") == 0);
        REQUIRE(text(script("C('x')").len()).find("TypeError: ") == 0);
        REQUIRE(text(script("1").len()) == "TypeError: object of type 'int' has no len()");
        REQUIRE(text(script("1").is_empty()) == "TypeError: object of type 'int' has no len()");
    });
}

TEST_CASE("comparisons are Python's, with values of C++ too") {
    attach([](Python py) {
        const auto two = *py.eval("2");
        REQUIRE(*two.lt(3));
        REQUIRE(*two.le(2.0));
        REQUIRE(*two.eq(*py.eval("2.0")));
        REQUIRE(*two.ne("2"));
        REQUIRE(*two.gt(1));
        REQUIRE(!*two.ge(3));
        REQUIRE(text(two.lt("x")) == "TypeError: '<' not supported between instances of 'int' and 'str'");
        REQUIRE(repr(two.rich_compare(3, CompareOp::lt)) == "True");
        const auto nan = *py.eval("float('nan')");
        REQUIRE(!*nan.eq(nan)); // identity does not decide
        REQUIRE(*nan.ne(nan));
    });
}

TEST_CASE("a comparison has the result that the object gives") {
    attach([](Python py) {
        const Script script(py, "class C:\n"
                                "    def __eq__(self, other): return 'yes'\n"
                                "    def __lt__(self, other): return []\n"
                                "    def __gt__(self, other): raise ValueError('no')\n"
                                "class Doubtful:\n"
                                "    def __bool__(self): raise KeyError('?')\n"
                                "class D:\n"
                                "    def __eq__(self, other): return Doubtful()\n");
        const auto object = script("C()");
        REQUIRE(repr(object.rich_compare(1, CompareOp::eq)) == "'yes'");
        REQUIRE(*object.eq(1));
        REQUIRE(!*object.lt(1));
        REQUIRE(text(object.gt(1)) == "ValueError: no");
        REQUIRE(text(script("D()").eq(1)) == "KeyError: '?'");
    });
}

TEST_CASE("compare() asks ==, < and > in this order") {
    attach([](Python py) {
        const auto two = *py.eval("2");
        REQUIRE(*two.compare(2) == std::weak_ordering::equivalent);
        REQUIRE(*two.compare(3) == std::weak_ordering::less);
        REQUIRE(*two.compare(1.5) == std::weak_ordering::greater);
        REQUIRE(text(two.compare("x")).find("TypeError: ") == 0);
        REQUIRE(text(two.compare(std::numeric_limits<double>::quiet_NaN())).find("TypeError: ") == 0);
    });
}

TEST_CASE("arithmetic is Python's, with operands of any convertible type") {
    attach([](Python py) {
        const auto seven = *py.eval("7");
        REQUIRE(repr(seven.neg()) == "-7");
        REQUIRE(repr(seven.pos()) == "7");
        REQUIRE(repr(seven.neg()->abs()) == "7");
        REQUIRE(repr(seven.bit_not()) == "-8");
        REQUIRE(repr(seven.add(2)) == "9");
        REQUIRE(repr(seven.sub(2.5)) == "4.5");
        REQUIRE(repr(seven.mul("ab")) == "'ababababababab'");
        REQUIRE(repr(seven.div(2)) == "3.5");
        REQUIRE(repr(seven.floor_div(2)) == "3");
        REQUIRE(repr(seven.rem(4)) == "3");
        REQUIRE(repr(seven.divmod(4)) == "(1, 3)");
        REQUIRE(repr(seven.pow(2)) == "49");
        REQUIRE(repr(seven.pow(2, 10)) == "9");
        REQUIRE(repr(seven.lshift(1)) == "14");
        REQUIRE(repr(seven.rshift(1)) == "3");
        REQUIRE(repr(seven.bit_and(3)) == "3");
        REQUIRE(repr(seven.bit_or(8)) == "15");
        REQUIRE(repr(seven.bit_xor(1)) == "6");
        REQUIRE(text(seven.matmul(1)) == "TypeError: unsupported operand type(s) for @: 'int' and 'int'");
        REQUIRE(text(seven.add("x")) == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
        REQUIRE(text(seven.div(0)) == "ZeroDivisionError: division by zero");
        REQUIRE(text(py.eval("'x'")->neg()) == "TypeError: bad operand type for unary -: 'str'");
        REQUIRE(text(seven.add("\xFF")).find("UnicodeDecodeError: ") == 0);
        REQUIRE(text(seven.pow(2, "\xFF")).find("UnicodeDecodeError: ") == 0);
    });
}

TEST_CASE("reflected operators and matrices are found") {
    attach([](Python py) {
        const Script script(py, "class M:\n"
                                "    def __radd__(self, other): return ('radd', other)\n"
                                "    def __matmul__(self, other): return ('matmul', other)\n"
                                "    def __imatmul__(self, other): return ('imatmul', other)\n");
        REQUIRE(repr(script("1").add(script("M()"))) == "('radd', 1)");
        REQUIRE(repr(script("M()").matmul(2)) == "('matmul', 2)");
        REQUIRE(repr(script("M()").imatmul(2)) == "('imatmul', 2)");
    });
}

TEST_CASE("in-place operators change what can change, and give what the name would be bound to") {
    attach([](Python py) {
        const auto list = *py.eval("[1]");
        REQUIRE((*list.iadd(*py.eval("[2]"))).is(list));
        REQUIRE((*list.imul(2)).is(list));
        REQUIRE(repr(list) == "[1, 2, 1, 2]");
        const auto set = *py.eval("{1, 2, 3}");
        REQUIRE((*set.isub(*py.eval("{1}"))).is(set));
        REQUIRE((*set.ibit_and(*py.eval("{2, 3}"))).is(set));
        REQUIRE((*set.ibit_or(*py.eval("{4}"))).is(set));
        REQUIRE((*set.ibit_xor(*py.eval("{2}"))).is(set));
        REQUIRE(repr(set) == "{3, 4}");
        const auto seven = *py.eval("7");
        REQUIRE(repr(seven.iadd(1)) == "8");
        REQUIRE(repr(seven.isub(1)) == "6");
        REQUIRE(repr(seven.imul(2)) == "14");
        REQUIRE(repr(seven.idiv(2)) == "3.5");
        REQUIRE(repr(seven.ifloor_div(2)) == "3");
        REQUIRE(repr(seven.irem(4)) == "3");
        REQUIRE(repr(seven.ipow(2)) == "49");
        REQUIRE(repr(seven.ilshift(1)) == "14");
        REQUIRE(repr(seven.irshift(1)) == "3");
        REQUIRE(repr(seven) == "7");
        REQUIRE(text(seven.iadd("x")).find("TypeError: ") == 0);
    });
}

TEST_CASE("truth, None, hash, str, repr and dir") {
    attach([](Python py) {
        const Script script(py, "class C:\n"
                                "    def __bool__(self): raise ValueError('?')\n"
                                "    def __hash__(self): return -1\n"
                                "    def __str__(self): return 1\n"
                                "    def __repr__(self): raise KeyError('r')\n"
                                "    def __dir__(self): return 'ba'\n");
        REQUIRE(*script("[0]").is_truthy());
        REQUIRE(!*script("[]").is_truthy());
        REQUIRE(text(script("C()").is_truthy()) == "ValueError: ?");
        REQUIRE(script("None").is_none());
        REQUIRE(!script("0").is_none());
        REQUIRE(*script("'abc'").hash() == *script("'ab' + 'c'").hash());
        REQUIRE(*script("-1").hash() == -2);
        REQUIRE(*script("C()").hash() == -2);
        REQUIRE(text(script("[]").hash()) == "TypeError: unhashable type: 'list'");
        REQUIRE(repr(script("1.5").str()) == "'1.5'");
        REQUIRE(repr(script("'x'").repr()) == "\"'x'\"");
        REQUIRE(text(script("C()").str()).find("TypeError: ") == 0);
        REQUIRE(text(script("C()").repr()) == "KeyError: 'r'");
        REQUIRE(repr(script("C()").dir()) == "['a', 'b']");
    });
}

TEST_CASE("an object is asked for its iterator") {
    attach([](Python py) {
        int sum = 0;
        for (const auto& item : *py.eval("(1, 2, 3)")->iter()) sum += *item->extract<int>();
        REQUIRE(sum == 6);
        REQUIRE(text(py.eval("1")->iter()) == "TypeError: 'int' object is not iterable");
    });
}

TEST_CASE("types are asked for") {
    attach([](Python py) {
        const auto object = *py.eval("True");
        REQUIRE(object.get_type().is(*py.eval("bool")));
        REQUIRE(*object.is_instance(*py.eval("int")));
        REQUIRE(*object.is_instance(*py.eval("(str, bool)")));
        REQUIRE(!*object.is_instance(*py.eval("str")));
        REQUIRE(object.is_exact_instance(*py.eval("bool")));
        REQUIRE(!object.is_exact_instance(*py.eval("int")));
        REQUIRE(text(object.is_instance(object)).find("TypeError: isinstance() arg 2 must be a type") == 0);
        REQUIRE(object.is_instance_of<PyAny>());
        REQUIRE(!object.is_exact_instance_of<PyAny>());
    });
}

TEST_CASE("super() looks behind a type") {
    attach([](Python py) {
        const Script script(py, "class A:\n"
                                "    def name(self): return 'A'\n"
                                "class B(A):\n"
                                "    def name(self): return 'B'\n");
        const auto type = *script("B").cast<PyType>();
        REQUIRE(repr(script("B()").super(type)->call_method("name")) == "'A'");
        REQUIRE(text(script("A()").super(type)).find("TypeError: ") == 0);
    });
}

TEST_CASE("an operation leaves no error and no reference behind") {
    attach([](Python py) {
        const auto list = *py.eval("[1]");
        const auto key = *py.eval("object()");
        const auto before = Py_REFCNT(key.as_ptr());
        (void)list.get_item(key);
        (void)list.contains(key);
        (void)list.eq(key);
        (void)list.add(key);
        (void)list.setattr("x", key);
        (void)list.call_method("append", key);
        REQUIRE(list.call_method("pop").is_ok());
        REQUIRE(Py_REFCNT(key.as_ptr()) == before);
        REQUIRE(Py_REFCNT(list.as_ptr()) == 1);
        REQUIRE(PyErr_Occurred() == nullptr);
    });
}
