// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Functions, methods and constructors with every kind of parameter, which give back what was bound, for
// fuzz_arguments.py: their literals tell it what Python would do.
#include <tether/pyclass.hpp>

#include <cstdint>
#include <string>

using namespace tether;

namespace {

using Any = const PyAny&;
using Args = const PyTuple&;
using Kwargs = const PyDict&;
using Int = std::int32_t;
using Text = std::string_view;

template <class... P> Bound<PyTuple> bound(Python py, P... values) { return *PyTuple::create(py, values...); }

/// What its constructor was called with.
struct Box {
    Py<PyTuple> values;

    Bound<PyTuple> given(Python py) const { return values.clone_ref(py).into_bound(py); }
};

template <class... P> Box box(Python py, P... values) { return Box{bound<P...>(py, values...).unbind()}; }

template <class... P> Bound<PyTuple> method_of(const Box&, Python py, P... values) {
    return bound<P...>(py, values...);
}

/// A function, and its literal in the list of all.
template <fixed_string S, auto F> void add(Module& m, const PyList& literals) {
    m.add_function<S, F>();
    literals.append(S.view()).value();
}

} // namespace

template <>
inline constexpr auto tether::pyclass<Box> = Class<>{.name = "Box", .frozen = true, .subclass = true};
template <>
inline constexpr auto tether::pymethods<Box> =
    members(init<"(a, b=2, /, c=3, *, d, e=5)", &box<Any, Any, Any, Any, Any>>(),
            method<"given()", &Box::given>(), method<"nothing()", &method_of<>>(),
            method<"one(a, /)", &method_of<Any>>(),
            method<"some(a, b=2, *rest, c=3)", &method_of<Any, Any, Args, Any>>(),
            static_method<"fixed(a, b: int = 2, *, c: int = 3)", &bound<Any, Int, Int>>());

TETHER_MODULE(arguments, m) {
    auto literals = *PyList::create(m.py());
    add<"nothing()", bound<>>(m, literals);
    add<"one(a, /)", bound<Any>>(m, literals);
    add<"one_or_none(a=None, /)", bound<Any>>(m, literals);
    add<"named(a)", bound<Any>>(m, literals);
    add<"two(a, b)", bound<Any, Any>>(m, literals);
    add<"first_only(a, /, b)", bound<Any, Any>>(m, literals);
    add<"defaults(a, b=2, c='x', d=())", bound<Any, Any, Any, Any>>(m, literals);
    add<"only_defaults(a=1, b=b'2', c=-3.5)", bound<Any, Any, Any>>(m, literals);
    add<"slashes(a, b=2, /, c=3)", bound<Any, Any, Any>>(m, literals);
    add<"keywords(*, a, b=2, c)", bound<Any, Any, Any>>(m, literals);
    add<"mixed(a, b=2, /, c=3, *, d, e=5)", bound<Any, Any, Any, Any, Any>>(m, literals);
    add<"rest(*args)", bound<Args>>(m, literals);
    add<"options(**kwargs)", bound<Kwargs>>(m, literals);
    add<"both(*args, **kwargs)", bound<Args, Kwargs>>(m, literals);
    add<"all(a, b=2, /, c=3, *args, d, e=5, **kwargs)", bound<Any, Any, Any, Args, Any, Any, Kwargs>>(
        m, literals);
    add<"hidden(a, /, **kwargs)", bound<Any, Kwargs>>(m, literals);
    add<"rest_and_one(*args, a)", bound<Args, Any>>(m, literals);
    add<"alike(aa, ab, ba, a, aaaaaaaaa, baaaaaaaa, aaaaaaaab, größe)",
        bound<Any, Any, Any, Any, Any, Any, Any, Any>>(m, literals);
    add<"alike_keywords(*, aa=1, ab=2, a=3, aaaaaaaaa=4, baaaaaaaa=5, größe=6)",
        bound<Any, Any, Any, Any, Any, Any>>(m, literals);
    add<"int_only(a: int)", bound<Int>>(m, literals);
    add<"three_ints(a: int, b: int = 2, c: int = -3)", bound<Int, Int, Int>>(m, literals);
    add<"cells(a: int, /, b: float = 2.5, *, c: bool = True, d: str = 'x', e: int)",
        bound<Int, double, bool, Text, Int>>(m, literals);
    add<"six_cells(a: int, b: int, c: int, d: str = '', e: str = 'ä', f: float = 0.5)",
        bound<Int, Int, Int, Text, Text, double>>(m, literals);
    add<"optionals(a: int = 1, b: int = 2, *args, c: int = 3, **kwargs)", bound<Int, Int, Args, Int, Kwargs>>(
        m, literals);
    m.add("LITERALS", literals).add_class<Box>();
}
