// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The binder beside Python's own: every call of a small enumeration is made to a Python function and to a
// bound one of the same signature, and both must do the same or say the same.
#include <tether/function/arguments.hpp>
#include <tether/function/signature_parser.hpp>

#include <catch2/catch.hpp>

#include <string>

using namespace tether::detail;
using tether::fixed_string;

namespace {

struct Attached {
    PyGILState_STATE state = PyGILState_Ensure();
    Attached() = default;
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;
    ~Attached() { PyGILState_Release(state); }
};

/// What was bound as a tuple, the string '-' where a default counts; `*args` and `**kwargs` are never left
/// out there.
PyObject* show(const Signature& s, PyObject** slots) {
    PyObject* const result = PyTuple_New(s.count);
    for (std::size_t i = 0; result != nullptr && i < s.count; ++i) {
        const ParameterKind kind = s.kind(i);
        PyObject* item = slots[i];
        if (item != nullptr)
            Py_INCREF(item);
        else if (kind == ParameterKind::var_positional)
            item = PyTuple_New(0);
        else if (kind == ParameterKind::var_keyword)
            item = PyDict_New();
        else
            item = PyUnicode_FromString("-");
        PyTuple_SetItem(result, static_cast<Py_ssize_t>(i), item);
    }
    release_arguments(s, slots);
    return result;
}

const Signature& signature_of(PyObject* capsule) {
    return *static_cast<const Signature*>(PyCapsule_GetPointer(capsule, nullptr));
}

PyObject* call_array(PyObject* self, PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames) {
    PyObject* slots[16];
    const Signature& s = signature_of(self);
    return bind_arguments(s, args, nargs, kwnames, slots) ? show(s, slots) : nullptr;
}

PyObject* call_in_place(PyObject* self, PyObject* const* args, Py_ssize_t nargs, PyObject* kwnames) {
    const Signature& s = signature_of(self);
    if (s.has_var_positional || s.has_var_keyword) return call_array(self, args, nargs, kwnames);
    PyObject* slots[16];
    auto bound_count = static_cast<std::size_t>(nargs);
    PyObject* const* const bound = bind_in_place(s, args, bound_count, kwnames, slots);
    if (bound == nullptr) return nullptr;
    PyObject* shown[16]{};
    for (std::size_t i = 0; i < bound_count; ++i) shown[i] = bound[i];
    return show(s, shown);
}

PyObject* call_tuple(PyObject* self, PyObject* args, PyObject* kwargs) {
    PyObject* slots[16];
    const Signature& s = signature_of(self);
    return bind_arguments(s, args, kwargs, slots) ? show(s, slots) : nullptr;
}

PyMethodDef by_array{"f", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_array)),
                     METH_FASTCALL | METH_KEYWORDS, nullptr};
PyMethodDef in_place{"f", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_in_place)),
                     METH_FASTCALL | METH_KEYWORDS, nullptr};
PyMethodDef by_tuple{"f", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_tuple)),
                     METH_VARARGS | METH_KEYWORDS, nullptr};

template <fixed_string S>
constexpr std::size_t count_of =
    parse_signature<16, count_equals(S.text, sizeof S.text - 1), 0>(S, "", false).head.count;

/// A signature and its text, which Python reads as well.
struct Case {
    const Signature* signature;
    const char* text;
};

template <fixed_string S> Case make_case() {
    static_assert(signature_table<S, count_of<S>>.head.fault == SignatureFault::none);
    return {&signature_table<S, count_of<S>>.signature(), S.text};
}

constexpr const char* driver = R"py(
import itertools

class Str(str):
    pass

def python_function(text):
    names = {}
    parameters = text[text.index('(') + 1:text.rindex(')')]
    order = [p.split('=')[0].strip().lstrip('*') for p in parameters.split(',') if p.strip() not in ('', '/', '*')]
    order_text = ''.join(o + ', ' for o in order)
    exec(f'''def f({parameters.replace('=0', '="-"')}): return ({order_text})''', names)
    return names['f'], order

def outcome(f, args, kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return str(e).partition('. Did you mean')[0]  # what newer versions add

def differences(text, *bound):
    f, order = python_function(text)
    keywords = [*order, 'x', 'größer', 'z\udc80', Str('a'), '', 'a' * 257]
    wrong = []
    calls = 0
    for given in range(5):
        args = tuple(range(given))
        for size in range(4):
            for names in (itertools.permutations if size < 3 else itertools.combinations)(keywords, size):
                kwargs = {name: 10 + i for i, name in enumerate(names)}
                expected = outcome(f, args, kwargs)
                for b in bound:
                    calls += 1
                    got = outcome(b, args, kwargs)
                    if got != expected:
                        wrong.append(f'{text}: {args} {kwargs}: {expected!r}, not {got!r}')
        everything = dict.fromkeys(keywords, 1)
        if outcome(f, args, everything) != outcome(bound[0], args, everything):
            wrong.append(f'{text}: {args} {everything}')
    assert calls > 100
    return '\n'.join(wrong[:5])
)py";

/// Runs code with these names and gives the value of its variable `result` as text.
std::string run(const std::string& code, std::initializer_list<std::pair<const char*, PyObject*>> names) {
    PyObject* const globals = PyDict_New();
    PyDict_SetItemString(globals, "__builtins__", PyEval_GetBuiltins());
    for (const auto& [name, value] : names) PyDict_SetItemString(globals, name, value);
    PyObject* const done = PyRun_String(code.c_str(), Py_file_input, globals, globals);
    if (done == nullptr) PyErr_Print();
    REQUIRE(done != nullptr);
    Py_DECREF(done);
    PyObject* const text = PyObject_Str(PyDict_GetItemString(globals, "result"));
    std::string result = PyUnicode_AsUTF8(text);
    Py_DECREF(text);
    PyDict_Clear(globals); // breaks the cycles through the functions made here
    Py_DECREF(globals);
    return result;
}

/// The text of the TypeError that is raised, which is taken.
std::string take_type_error() {
    CHECK(PyErr_ExceptionMatches(PyExc_TypeError));
    PyObject* const error = tether::ffi::take_raised();
    PyObject* const text = PyObject_Str(error);
    std::string result = PyUnicode_AsUTF8(text);
    Py_DECREF(text);
    Py_DECREF(error);
    return result;
}

/// The functions of a signature, as long as it is in scope.
struct Functions {
    PyObject* array;
    PyObject* place;
    PyObject* tuple;

    explicit Functions(const Signature* signature) {
        PyObject* const self = PyCapsule_New(const_cast<Signature*>(signature), nullptr, nullptr);
        array = PyCFunction_New(&by_array, self);
        place = PyCFunction_New(&in_place, self);
        tuple = PyCFunction_New(&by_tuple, self);
        Py_DECREF(self);
    }
    Functions(const Functions&) = delete;
    Functions& operator=(const Functions&) = delete;
    ~Functions() {
        Py_DECREF(array);
        Py_DECREF(place);
        Py_DECREF(tuple);
    }
};

/// Makes the calls of the driver.
void compare(const Case& each) {
    const Functions bound(each.signature);
    PyObject* const text = PyUnicode_FromString(each.text);
    CHECK(run(std::string(driver) + "result = differences(text, by_array, in_place, by_tuple)",
              {{"text", text},
               {"by_array", bound.array},
               {"in_place", bound.place},
               {"by_tuple", bound.tuple}}) == "");
    Py_DECREF(text);
}

} // namespace

TEST_CASE("arguments are bound as Python binds them, and refused in its words") {
    Attached attached;
    const Case cases[] = {
        make_case<"f()">(),
        make_case<"f(a)">(),
        make_case<"f(a, b)">(),
        make_case<"f(a, b, c)">(),
        make_case<"f(a=0)">(),
        make_case<"f(a, b=0)">(),
        make_case<"f(a, b=0, c=0)">(),
        make_case<"f(a, /)">(),
        make_case<"f(a, b, /)">(),
        make_case<"f(a, b=0, /)">(),
        make_case<"f(a, b, /, c)">(),
        make_case<"f(a, /, b, c=0)">(),
        make_case<"f(a=0, /, b=0)">(),
        make_case<"f(*, k)">(),
        make_case<"f(*, k, l)">(),
        make_case<"f(*, k, l, m)">(),
        make_case<"f(*, k=0)">(),
        make_case<"f(*, k=0, l)">(),
        make_case<"f(a, *, k)">(),
        make_case<"f(a, *, k=0, l=0)">(),
        make_case<"f(a, b=0, *, k, l=0)">(),
        make_case<"f(a, /, b, *, k)">(),
        make_case<"f(*args)">(),
        make_case<"f(a, *args)">(),
        make_case<"f(a=0, *args, k)">(),
        make_case<"f(a, /, *args, k=0)">(),
        make_case<"f(**kwargs)">(),
        make_case<"f(a, **kwargs)">(),
        make_case<"f(a, /, **kwargs)">(),
        make_case<"f(a, b, /, c=0, **kwargs)">(),
        make_case<"f(*args, **kwargs)">(),
        make_case<"f(a, /, b=0, *args, k, l=0, **kwargs)">(),
    };
    for (const Case& each : cases) compare(each);
}

// CPython's own compiler loses a block of memory for each identifier beyond ASCII.
TEST_CASE("names beyond ASCII are bound as Python binds them", "[leaks]") {
    Attached attached;
    compare(make_case<"f(größer, x)">());
    compare(make_case<"f(größer, /, größe=0)">());
}

TEST_CASE("long lists of parameters are refused in Python's words") {
    Attached attached;
    const Case cases[] = {make_case<"f(a, b, c, d, e=0, *, k, l, m, n, o=0)">(),
                          make_case<"f(a, bc, def_, ab, abc, abd)">(),
                          make_case<"f(alpha_one, *, alpha_two, alphabetical=0, alphabeticals=0)">()};
    for (const Case& each : cases) {
        const Functions bound(each.signature);
        PyObject* const text = PyUnicode_FromString(each.text);
        CHECK(run(std::string(driver) + R"(
f, order = python_function(text)
result = ''
for given in range(9):
    for left in itertools.product((False, True), repeat=len(order)):
        kwargs = {name: 1 for name, is_left in zip(order, left) if not is_left}
        expected = outcome(f, range(given), kwargs)
        for b in by_array, in_place, by_tuple:
            got = outcome(b, range(given), kwargs)
            if got != expected:
                result += f'{given} {kwargs}: {expected}, not {got}\n'
)",
                  {{"text", text},
                   {"by_array", bound.array},
                   {"in_place", bound.place},
                   {"by_tuple", bound.tuple}}) == "");
        Py_DECREF(text);
    }
}

TEST_CASE("a method is named with its class in what a wrong call is told") {
    Attached attached;
    static constexpr auto table = parse_signature<1, 0, 6>(fixed_string("scale(k)"), "Point", false);
    const Functions bound(&table.signature());
    CHECK(run(R"(
try: by_array(l=1)
except TypeError as e: result = e
)",
              {{"by_array", bound.array}}) == "Point.scale() got an unexpected keyword argument 'l'");
}

TEST_CASE("a keyword is its parameter's name by its text, whichever object says it and in any order") {
    Attached attached;
    const Case each = make_case<"f(left, right=0, *, bottom=0, l=0)">();
    const Functions bound(each.signature);
    const char* const program = R"(
import itertools
result = ''
names = ['left', 'right', 'bottom', 'l']
for chosen in itertools.permutations(names):
    same = dict(zip(chosen, range(4)))
    other = {''.join(list(name)): value for name, value in same.items()}
    wanted = tuple(same[name] for name in names)
    for given in (same, other):
        if in_place(**given) != wanted:
            result += f'{given} '
    del other[chosen[0]]
    rest = tuple(same[name] if name in other else '-' for name in names)
    if chosen[0] != 'left' and in_place(**other) != rest:
        result += f'{other} '
for wrong in ('lef', 'leftt', 'Left', 'rught', 'bottom\0', 'größe', ''):
    try:
        in_place(0, **{wrong: 1})
    except TypeError as error:
        if str(error) != f"f() got an unexpected keyword argument '{wrong}'":
            result += str(error)
    else:
        result += wrong
)";
    CHECK(run(program, {{"in_place", bound.place}}) == "");
    CHECK(State::enter() != nullptr); // from here on the names are kept
    CHECK(run(program, {{"in_place", bound.place}}) == "");
    CHECK(run(program, {{"in_place", bound.place}}) == "");
}

TEST_CASE("keywords that are no str are refused, not read") {
    Attached attached;
    const Functions bound(make_case<"f(a=0, **kwargs)">().signature);
    PyObject* const number = PyLong_FromLong(5);

    PyObject* const names = PyTuple_Pack(1, number);
    CHECK(PyObject_Vectorcall(bound.array, &number, 0, names) == nullptr);
    CHECK(take_type_error() == "f() keywords must be strings");

    PyObject* const dict = PyDict_New();
    PyDict_SetItem(dict, number, number);
    PyObject* const empty = PyTuple_New(0);
    PyObject* slots[2];
    CHECK(!bind_arguments(*make_case<"f(a=0, **kwargs)">().signature, empty, dict, slots));
    CHECK(take_type_error() == "f() keywords must be strings");
    for (PyObject* object : {number, names, dict, empty}) Py_DECREF(object);
}

TEST_CASE("an ordinary call makes neither a tuple nor a dict, and every fault gives back what was made") {
    Attached attached;
    const Signature& s = *make_case<"f(a, *args, k, **kwargs)">().signature;
    PyObject* const a = PyUnicode_FromString("a value of the test's own");
    PyObject* const names = Py_BuildValue("(ss)", "k", "extra");
    PyObject* const only_k = PyTuple_GetSlice(names, 0, 1);
    PyObject* const only_extra = PyTuple_GetSlice(names, 1, 2);
    PyObject* const args[] = {a, a, a, a};
    PyObject* slots[4];
    const Py_ssize_t before = Py_REFCNT(a);

    REQUIRE(bind_arguments(s, args, 1, only_k, slots));
    CHECK(slots[0] == a);
    CHECK(slots[1] == nullptr);
    CHECK(slots[2] == a);
    CHECK(slots[3] == nullptr);
    CHECK(Py_REFCNT(a) == before);
    release_arguments(s, slots);

    REQUIRE(bind_arguments(s, args, 2, names, slots));
    CHECK(PyTuple_GET_SIZE(slots[1]) == 1);
    CHECK(PyDict_GET_SIZE(slots[3]) == 1);
    CHECK(Py_REFCNT(slots[1]) == 1);
    CHECK(Py_REFCNT(slots[3]) == 1);
    CHECK(Py_REFCNT(a) == before + 2);
    release_arguments(s, slots);
    CHECK(Py_REFCNT(a) == before);

    CHECK(!bind_arguments(s, args, 2, only_extra, slots)); // k is missing, kwargs was made
    CHECK(take_type_error() == "f() missing 1 required keyword-only argument: 'k'");
    CHECK(Py_REFCNT(a) == before);
    for (PyObject* object : {a, names, only_k, only_extra}) Py_DECREF(object);
}

TEST_CASE("running out of memory while binding is a MemoryError, and nothing is lost") {
    Attached attached;
    const Functions bound(make_case<"f(a, /, größe=0, *args, k=0, **kwargs)">().signature);
    CHECK(run(R"(
result = 'no _testcapi'
try:
    from _testcapi import set_nomemory, remove_mem_hooks
except ImportError:
    pass
else:
    result = 'done'
    kwargs = {'gr' + chr(246) + chr(223) + 'e': 1, 'k': 2, 'x' + chr(233): 3, 'y': 4}
    def attempt(f, n, *args, **kwargs):
        set_nomemory(n, n + 1)
        try:
            return f(*args, **kwargs)
        except (MemoryError, TypeError) as e:
            return e
        finally:
            remove_mem_hooks()
    for f in by_array, by_tuple:
        for args in (), (1,), (1, 2, 3):
            for n in range(40):
                outcome = attempt(f, n, *args, **kwargs)
                if not isinstance(outcome, (tuple, MemoryError, TypeError)):
                    result = outcome
)",
              {{"by_array", bound.array}, {"by_tuple", bound.tuple}}) != "");
}
