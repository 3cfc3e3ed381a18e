# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Writes one module of up to 720 functions: each order of six numeric parameters, for each way of binding.

python generate.py {tether,nanobind,hand} [--count 720] [--unnamed]
"""

import argparse
import itertools

TYPES = ("uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "float")
NAMES = "abcdef"
MODULE = "functions"

# What someone writes who binds many functions by hand: one converter a type, one binder for the names.
HAND = r"""#include <Python.h>

#include <cstdint>
#include <limits>

namespace {

template <class T> bool load_signed(PyObject* object, T& out) {
    long long value = PyLong_AsLongLong(object);
    if (value == -1 && PyErr_Occurred()) return false;
    if (value < static_cast<long long>(std::numeric_limits<T>::min()) ||
        value > static_cast<long long>(std::numeric_limits<T>::max())) {
        PyErr_Format(PyExc_OverflowError, "%R is out of range", object);
        return false;
    }
    out = static_cast<T>(value);
    return true;
}

template <class T> bool load_unsigned(PyObject* object, T& out) {
    PyObject* index = PyNumber_Index(object);
    if (!index) return false;
    unsigned long long value = PyLong_AsUnsignedLongLong(index);
    Py_DECREF(index);
    if (value == static_cast<unsigned long long>(-1) && PyErr_Occurred()) return false;
    if (value > std::numeric_limits<T>::max()) {
        PyErr_Format(PyExc_OverflowError, "%R is out of range", object);
        return false;
    }
    out = static_cast<T>(value);
    return true;
}

bool load(PyObject* object, std::uint16_t& out) { return load_unsigned(object, out); }
bool load(PyObject* object, std::uint32_t& out) { return load_unsigned(object, out); }
bool load(PyObject* object, std::uint64_t& out) { return load_unsigned(object, out); }
bool load(PyObject* object, std::int32_t& out) { return load_signed(object, out); }
bool load(PyObject* object, std::int64_t& out) { return load_signed(object, out); }
bool load(PyObject* object, float& out) {
    double value = PyFloat_AsDouble(object);
    if (value == -1 && PyErr_Occurred()) return false;
    out = static_cast<float>(value);
    return true;
}

constexpr const char* names[] = {"a", "b", "c", "d", "e", "f"};

bool bind(const char* function, PyObject* const* arguments, Py_ssize_t given, PyObject* keywords, PyObject** out) {
    if (given > 6) {
        PyErr_Format(PyExc_TypeError, "%s() takes 6 positional arguments but %zd were given", function, given);
        return false;
    }
    for (Py_ssize_t i = 0; i < 6; ++i) out[i] = i < given ? arguments[i] : nullptr;
    for (Py_ssize_t k = 0; keywords && k < PyTuple_GET_SIZE(keywords); ++k) {
        PyObject* keyword = PyTuple_GET_ITEM(keywords, k);
        int i = 0;
        while (i < 6 && PyUnicode_CompareWithASCIIString(keyword, names[i]) != 0) ++i;
        if (i == 6 || out[i]) {
            PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", function, keyword);
            return false;
        }
        out[i] = arguments[given + k];
    }
    for (int i = 0; i < 6; ++i) {
        if (!out[i]) {
            PyErr_Format(PyExc_TypeError, "%s() missing required argument '%s'", function, names[i]);
            return false;
        }
    }
    return true;
}

"""


def hand_function(name: str, types: tuple[str, ...]) -> str:
    declared = " ".join(f"{t} {n};" for t, n in zip(types, NAMES))
    loads = " || ".join(f"!load(arguments[{i}], {n})" for i, n in enumerate(NAMES))
    return f"""
PyObject* call_{name}(PyObject*, PyObject* const* arguments, Py_ssize_t given, PyObject* keywords) {{
    PyObject* bound[6];
    if (given != 6 || keywords) {{
        if (!bind("{name}", arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }}
    {declared}
    if ({loads}) return nullptr;
    return PyFloat_FromDouble(static_cast<double>({name}({", ".join(NAMES)})));
}}"""


def generate(kind: str, count: int, named: bool) -> str:
    orders = list(itertools.permutations(TYPES))[:count]
    functions = [(f"test_{i:04}", types) for i, types in enumerate(orders)]
    out = [
        {
            "tether": "#include <tether/tether.hpp>\n\n#include <cstdint>\n",
            "nanobind": "#include <nanobind/nanobind.h>\n\n#include <cstdint>\n",
            "hand": HAND,
        }[kind]
    ]

    def lambda_of(types: tuple[str, ...]) -> str:
        parameters = ", ".join(f"{t} {n}" for t, n in zip(types, NAMES))
        return f"({parameters}) {{ return {' + '.join(f'static_cast<float>({n})' for n in NAMES)}; }}"

    if kind != "nanobind":
        out += [f"static float {name}{lambda_of(types)}" for name, types in functions]

    if kind == "tether":
        out.append(f"\nTETHER_MODULE({MODULE}, m) {{")
        signature = ", ".join(NAMES) if named else ", ".join(NAMES) + ", /"
        out += [f'    m.add_function<"{name}({signature})", {name}>();' for name, _ in functions]
        out.append("}")
    elif kind == "nanobind":
        arguments = "".join(f', nanobind::arg("{n}")' for n in NAMES) if named else ""
        out.append(f"\nNB_MODULE({MODULE}, m) {{")
        # nanobind compiles lambdas faster than function pointers (38 s against 45).
        out += [f'    m.def("{name}", []{lambda_of(types)}{arguments});' for name, types in functions]
        out.append("}")
    else:
        out += [hand_function(name, types) for name, types in functions]
        out.append("\nPyMethodDef methods[] = {")
        for name, _ in functions:
            cast = f"reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_{name}))"
            out.append(f'    {{"{name}", {cast}, METH_FASTCALL | METH_KEYWORDS, nullptr}},')
        out.append("    {nullptr, nullptr, 0, nullptr},\n};")
        out.append("PyModuleDef_Slot slots[] = {{0, nullptr}};")
        out.append(
            f'PyModuleDef definition = {{PyModuleDef_HEAD_INIT, "{MODULE}", nullptr, 0, methods, slots, '
            "nullptr, nullptr, nullptr};"
        )
        out.append("} // namespace\n")
        out.append(f"PyMODINIT_FUNC PyInit_{MODULE}() {{ return PyModuleDef_Init(&definition); }}")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("tether", "nanobind", "hand"))
    parser.add_argument("--count", type=int, default=720)
    parser.add_argument("--unnamed", action="store_true")
    options = parser.parse_args()
    print(generate(options.kind, options.count, not options.unnamed), end="")
