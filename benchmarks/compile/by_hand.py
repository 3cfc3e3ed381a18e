# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By hand, against the C API."""

from compile.declared import NAMES, Declared, function, struct

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


def hand_arguments(name: str, types: tuple[str, ...]) -> str:
    declared = " ".join(f"{t} {n};" for t, n in zip(types, NAMES))
    loads = " || ".join(f"!load(arguments[{i}], {n})" for i, n in enumerate(NAMES))
    return f"""    if (given != 6 || keywords) {{
        if (!bind("{name}", arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }}
    {declared}
    if ({loads}) return nullptr;
"""


def hand_function(name: str, types: tuple[str, ...]) -> str:
    return f"""
PyObject* call_{name}(PyObject*, PyObject* const* arguments, Py_ssize_t given, PyObject* keywords) {{
    PyObject* bound[6];
{hand_arguments(name, types)}    return PyFloat_FromDouble(static_cast<double>({name}({", ".join(NAMES)})));
}}"""


def module_end(name: str) -> str:
    return f"""
PyModuleDef definition = {{PyModuleDef_HEAD_INIT, "{name}", nullptr, 0, methods, slots, nullptr, nullptr, nullptr}};
}} // namespace

PyMODINIT_FUNC PyInit_{name}() {{ return PyModuleDef_Init(&definition); }}"""


def method_table(declared: Declared) -> str:
    casts = {name: f"reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_{name}))" for name, _ in declared}
    lines = [f'    {{"{name}", {cast}, METH_FASTCALL | METH_KEYWORDS, nullptr}},' for name, cast in casts.items()]
    return "\n".join(["\nPyMethodDef methods[] = {", *lines, "    {nullptr, nullptr, 0, nullptr},\n};"])


def bound(declared: Declared) -> list[str]:
    return [HAND, *(function(*each) for each in declared), *(hand_function(*each) for each in declared)]


def functions(module: str, declared: Declared, named: bool) -> str:
    slots = "PyModuleDef_Slot slots[] = {{0, nullptr}};"
    return "\n".join([*bound(declared), method_table(declared), slots, module_end(module), ""])


def part(number: int, declared: Declared) -> str:
    add = f"\nint add_{number}(PyObject* module) {{ return PyModule_AddFunctions(module, methods); }}\n"
    return "\n".join([*bound(declared), method_table(declared), "} // namespace", add])


def whole(module: str, parts: int) -> str:
    out = ["#include <Python.h>\n", *(f"int add_{i}(PyObject*);" for i in range(parts)), "\nnamespace {\n"]
    out += ["int prepare(PyObject* module) {", *(f"    if (add_{i}(module) < 0) return -1;" for i in range(parts))]
    out += ["    return 0;\n}\nPyMethodDef methods[] = {{}};"]
    out += ["PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(prepare)}, {0, nullptr}};"]
    return "\n".join([*out, module_end(module), ""])


# One shape of constructor and of end for all classes: what differs is the type of the value.
HAND_CLASSES = r"""
template <class T> struct Instance {
    PyObject_HEAD T value;
};

template <class T> T& value(PyObject* object) { return reinterpret_cast<Instance<T>*>(object)->value; }

void destroy(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    PyObject_Free(object);
    Py_DECREF(type);
}

PyObject* refuse(PyTypeObject* type, PyObject*, PyObject*) {
    PyErr_Format(PyExc_TypeError, "%s.__new__() is not to be called", type->tp_name);
    return nullptr;
}

template <class T> PyObject* sum(PyObject* self, PyObject*) {
    return PyFloat_FromDouble(static_cast<double>(value<T>(self).sum()));
}

template <class T> PyMethodDef class_methods[] = {{"sum", sum<T>, METH_NOARGS, nullptr}, {}};

bool add_class(PyObject* module, const char* name, int size, PyMethodDef* methods, vectorcallfunc call) {
    PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(destroy)},
                           {Py_tp_new, reinterpret_cast<void*>(refuse)},
                           {Py_tp_methods, methods},
                           {0, nullptr}};
    PyType_Spec spec{name, size, 0, Py_TPFLAGS_DEFAULT, slots};
    PyObject* made = PyType_FromSpec(&spec);
    if (!made) return false;
    reinterpret_cast<PyTypeObject*>(made)->tp_vectorcall = call;
    int status = PyModule_AddType(module, reinterpret_cast<PyTypeObject*>(made));
    Py_DECREF(made);
    return status == 0;
}
"""


def hand_class(name: str, types: tuple[str, ...]) -> str:
    return f"""
PyObject* make_{name}(PyObject* type, PyObject* const* arguments, size_t flags, PyObject* keywords) {{
    PyObject* bound[6];
    Py_ssize_t given = PyVectorcall_NARGS(flags);
{hand_arguments(name, types)}    PyObject* self = static_cast<PyObject*>(PyObject_Malloc(sizeof(Instance<{name}>)));
    if (!self) return PyErr_NoMemory();
    PyObject_Init(self, reinterpret_cast<PyTypeObject*>(type));
    new (&value<{name}>(self)) {name}({", ".join(NAMES)});
    return self;
}}"""


def classes(module: str, declared: Declared) -> str:
    out = [HAND.replace("#include <limits>", "#include <limits>\n#include <new>"), HAND_CLASSES]
    out += [struct(*each) for each in declared]
    out += [hand_class(*each) for each in declared]
    out.append("int prepare(PyObject* module) {")
    for name, _ in declared:
        arguments = f'"{module}.{name}", sizeof(Instance<{name}>), class_methods<{name}>, make_{name}'
        out.append(f"    if (!add_class(module, {arguments})) return -1;")
    out.append("    return 0;\n}\nPyMethodDef methods[] = {{}};")
    out.append("PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(prepare)}, {0, nullptr}};")
    return "\n".join([*out, module_end(module), ""])
