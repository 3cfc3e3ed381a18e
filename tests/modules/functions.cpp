// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Functions of every shape that a signature can have, for test_functions.py.
#include <tether/tether.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using namespace tether;

namespace {

struct Point3 {
    double x, y, z;
};

int answer() { return 42; }
void nothing() noexcept {}
int identity(int value) { return value; }
int subtract(int a, int b) { return a - b; }
double half(double value) noexcept { return value / 2; }
std::string shout(std::string_view text) { return std::string(text) + "!"; }
std::string six(std::uint8_t a, std::int16_t b, std::uint32_t c, std::int64_t d, double e, bool f) {
    return std::to_string(a) + ' ' + std::to_string(b) + ' ' + std::to_string(c) + ' ' + std::to_string(d) +
           ' ' + std::to_string(e) + ' ' + std::to_string(f);
}

Bound<PyTuple> defaults(Python py, int i, double f, std::string s, std::vector<std::byte> b, bool t,
                        std::optional<int> n, const PyTuple& tuple, const PyList& list, const PyDict& dict,
                        const PyAny& any) {
    list.append(1).value();
    dict.set_item("k", 1).value();
    return *PyTuple::create(py, i, f, s, b, t, n, tuple, list, dict, any);
}

Bound<PyTuple> variadic(Python py, int first, const PyTuple& args, int key, const PyDict& kwargs) {
    return *PyTuple::create(py, first, args, key, kwargs);
}

Bound<PyTuple> maybe_kwargs(Python py, std::optional<Bound<PyDict>> kwargs) {
    return *PyTuple::create(py, kwargs.has_value(), kwargs);
}

int keyword_only(int a, int b) { return a * 10 + b; }

Bound<PyTuple> object_keyword(Python py, const PyAny& a, const PyAny& b) {
    return *PyTuple::create(py, a, b);
}

double area(double r) { return r * r; }
int area(int a, int b) { return a * b; }

enum class Level : int { low = 1, high = 9 };

int level(Level value) { return static_cast<int>(value); }

std::string joined(std::vector<std::string> words, std::string_view end, std::optional<std::string> mark) {
    std::string result;
    for (const std::string& word : words) result += word;
    return result.append(end).append(mark.value_or(""));
}

std::string unlucky(const std::string& text) { return text; }

std::string texts(std::string value, const std::string& reference, std::string_view view,
                  std::optional<std::string> maybe) {
    return value + reference + std::string(view) + maybe.value_or("-");
}

// Every way to take an object, with a default that C++ makes.
Bound<PyTuple> objects(const PyDict& view, Bound<PyDict> owned, const Bound<PyAny>& reference,
                       Borrowed<PyList> borrowed, Py<PyAny> py, const PyAny& any,
                       std::optional<Bound<PyList>> maybe, std::optional<Borrowed<PyAny>> number) {
    view.set_item("seen", true).value();
    return *PyTuple::create(view.py(), view, owned, reference, borrowed, py, any, maybe, number);
}

Bound<PyDict> new_dict(Python py) { return *PyDict::create(py, item("a", 1)); }

Bound<PyList> new_list() { return *PyList::create(Python::assume_attached(), 1, 2); }

// The object that another default is made of: its count tells what a call left behind.
int after_failing(const PyList& /*list*/, const PyAny& /*any*/, int last) { return last; }

std::string module_name(const PyModule& module, int n) {
    return *module.name()->to_string() + std::to_string(n);
}

PyResult<int> checked(int value) {
    if (value < 0) return PyErr::make<PyValueError>("negative");
    return value;
}

// An error that is given, not raised.
PyErr error_as_value(Python py, int code) { return PyErr::make<PyOSError>(py, code, "told"); }

int throwing(const std::string& what) {
    if (what == "out_of_range") throw std::out_of_range("index 7");
    if (what == "runtime") throw std::runtime_error("no luck");
    if (what == "bad_alloc") throw std::bad_alloc();
    if (what == "int") throw 5;
    if (what == "raised") throw Raised(PyErr::make<PyLookupError>("raised"));
    return 0;
}

PyResult<Bound<PyAny>> call_back(const PyAny& f) { return f(1, kw<"two">(2)); }

// The value of a callable, passed by throw where it fails.
Bound<PyAny> call_back_throwing(const PyAny& f) { return *f(); }

std::optional<std::string_view> echo(std::optional<std::string_view> text) { return text; }

std::size_t count_bytes(std::span<const std::byte> bytes) { return bytes.size(); }

std::size_t nested(const std::vector<std::vector<int>>& rows) { return rows.size(); }

Bound<PyList> owned(Bound<PyList> list) { return list; }

Py<PyAny> unbound(Py<PyAny> any) { return any; }

// A default whose conversion is Python code's.
bool is_none(const PyAny& value) { return value.is_none(); }

} // namespace

template <> struct tether::FromPyObject<Level> {
    [[maybe_unused]] static constexpr const char* python_type = "int";

    static PyResult<Level> extract(const PyAny& object) {
        return object.extract<int>().transform([](int value) { return static_cast<Level>(value); });
    }
};

template <> struct tether::IntoPyObject<Point3> {
    [[maybe_unused]] static constexpr const char* python_type = "tuple[float, float, float]";

    static PyResult<Bound<PyTuple>> into_pyobject(Python py, const Point3& p) {
        return PyTuple::create(py, p.x, p.y, p.z);
    }
};

TETHER_MODULE(functions, m, .gil_used = false) {
    m.add_function<"answer()", answer>()
        .add_function<"nothing()", nothing>()
        .add_function<"identity(value, /)", identity>("One positional argument.")
        .add_function<"subtract(a, b, /)", subtract>()
        .add_function<"subtract_named(a, b)", subtract>()
        .add_function<"half(value, /)", half>()
        .add_function<"shout(text)", shout>()
        .add_function<"six(a, b, c, d, e, f)", six>()
        .add_function<"defaults(i=-3, f=1.5, s='a\\n\\'\\u00e9', b=b'\\x00b', t=True, n=None, tuple=(), "
                      "list=[], dict={}, "
                      "any='x')",
                      defaults>()
        .add_function<"variadic(first, /, *args, key=7, **kwargs)", variadic>()
        .add_function<"maybe_kwargs(**kwargs)", maybe_kwargs>()
        .add_function<"keyword_only(*, a, b=2)", keyword_only>()
        .add_function<"object_keyword(a, *, b='x')", object_keyword>()
        .add_function<"area_circle(r: float) -> float", overload<double>(area)>()
        .add_function<"area_rectangle(a: 'int', b: int = 3) -> int", overload<int, int>(area)>()
        .add_function<"level(value=Level.HIGH)", level, default_for<"value", Level::high>>()
        .add_function<"joined(words=WORDS, end=END, mark=None)", joined,
                      default_for<"words", [] { return std::vector<std::string>{"a", "b"}; }>,
                      default_for<"end", [] { return std::string_view("."); }>>()
        .add_function<"unlucky(text=NONE)", unlucky,
                      default_for<"text", []() -> std::string { throw std::runtime_error("no default"); }>>()
        .add_function<"texts(value=A, reference=B, view=C, maybe=D)", texts,
                      default_for<"value", [] { return std::string(100, 'a'); }>,
                      default_for<"reference", [](Python) { return std::string(100, 'b'); }>,
                      default_for<"view", [] { return std::string(100, 'c'); }>,
                      default_for<"maybe", []() -> std::optional<std::string> { return {}; }>>()
        .add_function<
            "objects(view={'a': 1}, owned=B, *, reference=C, borrowed=[1, 2], py=5, any=True, maybe=G, "
            "number=None)",
            objects, default_for<"view", new_dict>, default_for<"owned", new_dict>,
            default_for<"reference", [](Python py) { return PyDict::create(py); }>,
            default_for<"borrowed", new_list>, default_for<"py", [] { return 5; }>, default_for<"any", true>,
            default_for<"maybe", [] { return std::optional(new_list()); }>>()
        .add_function<"after_failing(list=L, any=A, last=Z)", after_failing, default_for<"list", new_list>,
                      default_for<"any", [](Python py) { return py.eval("missing"); }>,
                      default_for<"last", 3>>()
        .add_function<"of_another_type(list=L, last=1)", [](const PyList& list, int) { return list.len(); },
                      default_for<"list", [](Python py) { return py.eval("{}"); }>>()
        .add_function<
            "thrown(list=L, number=N)", [](const PyList& list, int) { return list.len(); },
            default_for<"list", []() -> Bound<PyList> { throw std::out_of_range("no list"); }>,
            default_for<"number",
                        [](Python) -> PyResult<int> { return PyErr::make<PyLookupError>("no number"); }>>()
        .add_function<"module_name(n=1)", module_name, pass_module>()
        .add_function<"checked(value)", checked>()
        .add_function<"error_as_value(code)", error_as_value>()
        .add_function<"throwing(what)", throwing>()
        .add_function<"call_back(f)", call_back>()
        .add_function<"call_back_throwing(f, /)", call_back_throwing>()
        .add_function<"echo(text=None)", echo>()
        .add_function<"count_bytes(bytes)", count_bytes>()
        .add_function<"nested(rows)", nested>()
        .add_function<"owned(list)", owned>()
        .add_function<"unbound(any)", unbound>()
        .add_function<"is_none(value=None)", is_none>()
        .add_function<"point()", [] { return Point3{1, 2, 3}; }>()
        .add_function<"größe(weite=2)", [](int weite) { return weite * 2; }>()
        .add_function<"token_last(a, b)", [](int a, int b, Python py) { return *PyInt::create(py, a + b); }>()
        .add_function<"with_result()", []() -> PyResult<void> { return ok(); }>();

    int calls = 0;
    m.add_closure<"counter(step=1)">([calls](int step) mutable { return calls += step; },
                                     "Counts its calls.");
    m.add_function<"make_adder(n)", [](Python py, int n) {
        return closure<"add(x, /)">(py, [n](int x) { return x + n; }, "Adds what make_adder() was given.");
    }>();
    m.add_function<"make_plain_adder(n, doc=None)", [](Python py, int n, std::optional<std::string> doc) {
        return closure<"add(x, /)">(py, [n](int x) { return x + n; }, doc ? doc->c_str() : "");
    }>();
    m.add_function<"keep(value)", [](Python py, Py<PyAny> value) {
        return closure<"kept()">(py,
                                 [kept = std::move(value)](Python inner) { return kept.clone_ref(inner); });
    }>();
}
