// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The module written by hand against the C API: each function by the cheapest convention that accepts its
// calls.
#include "../load.hpp"
#include "work.hpp"

#include <cstring>
#include <exception>
#include <initializer_list>
#include <new>

namespace {

struct Parameters {
    const char* function;
    int count;
    int positional_only;
    int positional;
    int required;
    PyObject* names[6]; // interned when the module is made
};

int find(const Parameters& parameters, PyObject* keyword) {
    for (int i = parameters.positional_only; i < parameters.count; ++i) {
        if (parameters.names[i] == keyword) return i;
    }
    for (int i = parameters.positional_only; i < parameters.count; ++i) {
        if (PyUnicode_Compare(parameters.names[i], keyword) == 0) return i;
    }
    return -1;
}

bool bind(const Parameters& parameters, Arguments arguments, Py_ssize_t given, PyObject* keywords,
          PyObject** out) {
    if (given > parameters.positional) return count_is(parameters.function, given, parameters.positional);
    for (Py_ssize_t i = 0; i < parameters.count; ++i) out[i] = i < given ? arguments[i] : nullptr;
    Py_ssize_t named = keywords ? PyTuple_GET_SIZE(keywords) : 0;
    for (Py_ssize_t k = 0; k < named; ++k) {
        PyObject* keyword = PyTuple_GET_ITEM(keywords, k);
        int i = find(parameters, keyword);
        if (i < 0 || out[i]) {
            PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", parameters.function,
                         keyword);
            return false;
        }
        out[i] = arguments[given + k];
    }
    for (int i = 0; i < parameters.required; ++i) {
        if (!out[i]) {
            PyErr_Format(PyExc_TypeError, "%s() missing required argument '%U'", parameters.function,
                         parameters.names[i]);
            return false;
        }
    }
    return true;
}

bool intern(Parameters& parameters, std::initializer_list<const char*> names) {
    int i = 0;
    for (const char* name : names) {
        parameters.names[i] = PyUnicode_InternFromString(name);
        if (!parameters.names[i++]) return false;
    }
    return true;
}

// ---- the calls

PyObject* nothing(PyObject*, Arguments, Py_ssize_t given) {
    if (!count_is("nothing", given, 0)) return nullptr;
    work::nothing();
    Py_RETURN_NONE;
}

template <class A, auto Call, class Make> PyObject* call_one(PyObject* object, Make make) {
    A a{};
    if (!load(object, a)) return nullptr;
    return make(Call(a));
}

PyObject* next(PyObject*, PyObject* object) { return call_one<int, work::next>(object, PyLong_FromLongLong); }
PyObject* half(PyObject*, PyObject* object) {
    return call_one<double, work::half>(object, PyFloat_FromDouble);
}
PyObject* length(PyObject*, PyObject* object) {
    return call_one<std::string_view, work::length>(object, PyLong_FromSize_t);
}

PyObject* echo(PyObject*, PyObject* object) {
    std::string_view a;
    if (!load(object, a)) return nullptr;
    try {
        std::string out = work::echo(std::string(a));
        return PyUnicode_FromStringAndSize(out.data(), static_cast<Py_ssize_t>(out.size()));
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

PyObject* add(PyObject*, Arguments arguments, Py_ssize_t given) {
    int a = 0, b = 0;
    if (!count_is("add", given, 2) || !load(arguments[0], a) || !load(arguments[1], b)) return nullptr;
    return PyLong_FromLongLong(work::add(a, b));
}

template <PyObject* (*Call)(PyObject*, PyObject*), Parameters& P>
PyObject* one_named(PyObject* self, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[1];
    if (given != 1 || keywords) {
        if (!bind(P, arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }
    return Call(self, arguments[0]);
}

bool load_six(Arguments given, int& a, int& b, double& c, double& d, bool& e, std::string_view& f) {
    return load(given[0], a) && load(given[1], b) && load(given[2], c) && load(given[3], d) &&
           load(given[4], e) && load(given[5], f);
}

PyObject* six(PyObject*, Arguments arguments, Py_ssize_t given) {
    int a = 0, b = 0;
    double c = 0, d = 0;
    bool e = false;
    std::string_view f;
    if (!count_is("six", given, 6) || !load_six(arguments, a, b, c, d, e, f)) return nullptr;
    return PyFloat_FromDouble(work::mixed(a, b, c, d, e, f));
}

Parameters next_names{"next_named", 1, 0, 1, 1, {}};
Parameters half_names{"half_named", 1, 0, 1, 1, {}};
Parameters length_names{"length_named", 1, 0, 1, 1, {}};
Parameters echo_names{"echo_named", 1, 0, 1, 1, {}};
Parameters add_names{"add_named", 2, 0, 2, 2, {}};
Parameters scale_names{"scale", 2, 0, 2, 1, {}};
Parameters margins_names{"margins", 4, 0, 4, 4, {}};
Parameters mixed_names{"mixed", 6, 2, 4, 3, {}};
Parameters six_names{"six_named", 6, 0, 6, 6, {}};

PyObject* add_named(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[2];
    if (given != 2 || keywords) {
        if (!bind(add_names, arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }
    int a = 0, b = 0;
    if (!load(arguments[0], a) || !load(arguments[1], b)) return nullptr;
    return PyLong_FromLongLong(work::add(a, b));
}

PyObject* scale(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[2];
    if (given != 2 || keywords) {
        if (!bind(scale_names, arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }
    int a = 0, b = 2;
    if (!load(arguments[0], a) || (arguments[1] && !load(arguments[1], b))) return nullptr;
    return PyLong_FromLongLong(work::scale(a, b));
}

PyObject* margins(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[4];
    if (given != 4 || keywords) {
        if (!bind(margins_names, arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }
    int left = 0, right = 0, bottom = 0, top = 0;
    if (!load(arguments[0], left) || !load(arguments[1], right) || !load(arguments[2], bottom) ||
        !load(arguments[3], top)) {
        return nullptr;
    }
    return PyLong_FromLongLong(work::margins(left, right, bottom, top));
}

PyObject* mixed(PyObject*, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[6];
    if (!bind(mixed_names, arguments, given, keywords, bound)) return nullptr;
    int a = 0, b = 0;
    double c = 0, d = 1.5;
    bool e = true;
    std::string_view f = "x";
    if (!load(bound[0], a) || !load(bound[1], b) || !load(bound[2], c) || (bound[3] && !load(bound[3], d)) ||
        (bound[4] && !load(bound[4], e)) || (bound[5] && !load(bound[5], f))) {
        return nullptr;
    }
    return PyFloat_FromDouble(work::mixed(a, b, c, d, e, f));
}

PyObject* six_named(PyObject* self, Arguments arguments, Py_ssize_t given, PyObject* keywords) {
    PyObject* bound[6];
    if (given != 6 || keywords) {
        if (!bind(six_names, arguments, given, keywords, bound)) return nullptr;
        arguments = bound;
    }
    return six(self, arguments, 6);
}

// ---- errors

PyObject* fail(PyObject*, PyObject* object) {
    int a = 0;
    if (!load(object, a)) return nullptr;
    if (a < 0) {
        PyErr_SetString(PyExc_ValueError, "negative");
        return nullptr;
    }
    return PyLong_FromLong(a);
}

PyObject* look_up(PyObject*, Arguments arguments, Py_ssize_t given) {
    if (!count_is("look_up", given, 2)) return nullptr;
    return PyObject_GetItem(arguments[0], arguments[1]);
}

PyObject* at(PyObject*, PyObject* object) {
    int a = 0;
    if (!load(object, a)) return nullptr;
    try {
        return PyLong_FromLong(work::at(a));
    } catch (const std::out_of_range& e) {
        PyErr_SetString(PyExc_IndexError, e.what());
    } catch (const std::exception& e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
    }
    return nullptr;
}

PyObject* fail_always(PyObject*, Arguments, Py_ssize_t given) {
    if (count_is("fail_always", given, 0)) PyErr_SetString(PyExc_ValueError, "always");
    return nullptr;
}

PyObject* catches(PyObject*, PyObject* callable) {
    PyObject* done = PyObject_CallNoArgs(callable);
    if (done) {
        Py_DECREF(done);
        Py_RETURN_FALSE;
    }
    if (!PyErr_ExceptionMatches(PyExc_ValueError)) return nullptr;
    PyErr_Clear();
    Py_RETURN_TRUE;
}

struct ErrorIsSet {};

PyObject* look_up_throwing(PyObject*, Arguments arguments, Py_ssize_t given) {
    if (!count_is("look_up_throwing", given, 2)) return nullptr;
    try {
        PyObject* found = PyObject_GetItem(arguments[0], arguments[1]);
        if (!found) throw ErrorIsSet{};
        return found;
    } catch (const ErrorIsSet&) {
        return nullptr;
    }
}

// ---- conversions

PyObject* bytes_size(PyObject*, PyObject* object) {
    if (PyBytes_CheckExact(object)) return PyLong_FromSsize_t(PyBytes_GET_SIZE(object));
    Py_buffer buffer;
    if (PyObject_GetBuffer(object, &buffer, PyBUF_FULL_RO) < 0) return nullptr;
    bool is_bytes = buffer.ndim == 1 && buffer.itemsize == 1 && PyBuffer_IsContiguous(&buffer, 'C');
    Py_ssize_t size = buffer.len;
    PyBuffer_Release(&buffer);
    if (is_bytes) return PyLong_FromSsize_t(size);
    PyErr_SetString(PyExc_TypeError, "expected bytes");
    return nullptr;
}

PyObject* zeros(PyObject*, PyObject* object) {
    int count = 0;
    if (!load(object, count)) return nullptr;
    try {
        auto out = work::zeros(count);
        return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(out.data()),
                                         static_cast<Py_ssize_t>(out.size()));
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

bool is_plain(PyObject* item, std::int64_t) { return PyLong_CheckExact(item); }
bool is_plain(PyObject* item, double) { return PyFloat_CheckExact(item); }

// A list is read in place. It may shrink while an element converts itself, so its size is asked each time,
// and only elements that run no code of their own are used without a reference.
template <class T> bool load(PyObject* object, std::vector<T>& out) {
    if (PyList_Check(object)) {
        out.reserve(static_cast<std::size_t>(PyList_GET_SIZE(object)));
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object); ++i) {
            PyObject* item = PyList_GET_ITEM(object, i);
            T value{};
            if (is_plain(item, value)) {
                if (!load(item, value)) return false;
            } else {
                Py_INCREF(item);
                bool loaded = load(item, value);
                Py_DECREF(item);
                if (!loaded) return false;
            }
            out.push_back(value);
        }
        return true;
    }
    if (!PySequence_Check(object) || PyUnicode_Check(object) || PyBytes_Check(object) ||
        PyByteArray_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected a sequence, got %s", Py_TYPE(object)->tp_name);
        return false;
    }
    PyObject* items = PySequence_Tuple(object);
    if (!items) return false;
    bool loaded = true;
    for (Py_ssize_t i = 0; loaded && i < PyTuple_GET_SIZE(items); ++i) {
        T value{};
        loaded = load(PyTuple_GET_ITEM(items, i), value);
        if (loaded) out.push_back(value);
    }
    Py_DECREF(items);
    return loaded;
}

template <class T, auto Call, class Make> PyObject* call_vector(PyObject* object, Make make) {
    try {
        std::vector<T> a;
        if (!load(object, a)) return nullptr;
        return make(Call(a));
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

PyObject* sum_ints(PyObject*, PyObject* object) {
    return call_vector<std::int64_t, work::sum_ints>(object, PyLong_FromLong);
}

PyObject* sum_floats(PyObject*, PyObject* object) {
    return call_vector<double, work::sum_floats>(object, PyFloat_FromDouble);
}

PyObject* ends(PyObject*, PyObject* object) {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_CONTIG_RO | PyBUF_FORMAT) < 0) return nullptr;
    PyObject* out = nullptr;
    if (view.ndim == 1 && view.format && !std::strcmp(view.format, "d")) {
        std::span values(static_cast<const double*>(view.buf), static_cast<std::size_t>(view.shape[0]));
        out = PyFloat_FromDouble(work::ends(values));
    } else {
        PyErr_SetString(PyExc_TypeError, "expected a row of doubles");
    }
    PyBuffer_Release(&view);
    return out;
}

template <auto Call, class Make> PyObject* make_list(PyObject* object, Make make) {
    int count = 0;
    if (!load(object, count)) return nullptr;
    try {
        auto values = Call(count);
        PyObject* list = PyList_New(static_cast<Py_ssize_t>(values.size()));
        if (!list) return nullptr;
        for (std::size_t i = 0; i < values.size(); ++i) {
            PyObject* item = make(values[i]);
            if (!item) {
                Py_DECREF(list);
                return nullptr;
            }
            PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), item);
        }
        return list;
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

PyObject* ints(PyObject*, PyObject* object) { return make_list<work::ints>(object, PyLong_FromLong); }
PyObject* floats(PyObject*, PyObject* object) { return make_list<work::floats>(object, PyFloat_FromDouble); }

PyObject* twice(PyObject*, PyObject* object) {
    if (!PyTuple_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected tuple, got %s", Py_TYPE(object)->tp_name);
        return nullptr;
    }
    if (PyTuple_GET_SIZE(object) != 2) {
        PyErr_Format(PyExc_ValueError, "expected a tuple of 2, got one of %zd", PyTuple_GET_SIZE(object));
        return nullptr;
    }
    int a = 0;
    double b = 0;
    if (!load(PyTuple_GET_ITEM(object, 0), a) || !load(PyTuple_GET_ITEM(object, 1), b)) return nullptr;
    auto [first, second] = work::twice({a, b});
    PyObject* out = PyTuple_New(2);
    if (!out) return nullptr;
    PyTuple_SET_ITEM(out, 0, PyLong_FromLong(first));
    PyTuple_SET_ITEM(out, 1, PyFloat_FromDouble(second));
    if (!PyTuple_GET_ITEM(out, 0) || !PyTuple_GET_ITEM(out, 1)) Py_CLEAR(out);
    return out;
}

PyObject* maybe(PyObject*, PyObject* object) {
    std::optional<int> a;
    if (object != Py_None && !load(object, a.emplace())) return nullptr;
    auto out = work::maybe(a);
    if (!out) Py_RETURN_NONE;
    return PyLong_FromLong(*out);
}

PyObject* total(PyObject*, PyObject* object) {
    if (!PyDict_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected dict, got %s", Py_TYPE(object)->tp_name);
        return nullptr;
    }
    try {
        work::Counts out;
        Py_ssize_t at = 0;
        PyObject *key = nullptr, *value = nullptr;
        while (PyDict_Next(object, &at, &key, &value)) {
            std::string_view text;
            int number = 0;
            Py_INCREF(key);
            Py_INCREF(value);
            bool loaded = load(key, text) && load(value, number);
            if (loaded) out.insert_or_assign(std::string(text), number);
            Py_DECREF(key);
            Py_DECREF(value);
            if (!loaded) return nullptr;
        }
        return PyLong_FromLongLong(work::total(out));
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

PyObject* counts(PyObject*, Arguments, Py_ssize_t given) {
    if (!count_is("counts", given, 0)) return nullptr;
    try {
        PyObject* out = PyDict_New();
        if (!out) return nullptr;
        for (const auto& [text, number] : work::counts()) {
            PyObject* key = PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
            PyObject* value = key ? PyLong_FromLong(number) : nullptr;
            int done = value ? PyDict_SetItem(out, key, value) : -1;
            Py_XDECREF(key);
            Py_XDECREF(value);
            if (done < 0) {
                Py_DECREF(out);
                return nullptr;
            }
        }
        return out;
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

// ---- Python from C++

struct Names {
    PyObject *b, *b_tuple, *value, *append;
} names;

PyObject* call_positional(PyObject*, PyObject* callable) {
    PyObject* arguments[3] = {nullptr, PyLong_FromLong(1), PyLong_FromLong(2)};
    PyObject* out = nullptr;
    if (arguments[1] && arguments[2]) {
        out = PyObject_Vectorcall(callable, arguments + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    }
    Py_XDECREF(arguments[1]);
    Py_XDECREF(arguments[2]);
    return out;
}

PyObject* call_keyword(PyObject*, PyObject* callable) {
    PyObject* arguments[3] = {nullptr, PyLong_FromLong(1), PyLong_FromLong(2)};
    PyObject* out = nullptr;
    if (arguments[1] && arguments[2]) {
        out = PyObject_Vectorcall(callable, arguments + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, names.b_tuple);
    }
    Py_XDECREF(arguments[1]);
    Py_XDECREF(arguments[2]);
    return out;
}

PyObject* call_method(PyObject*, PyObject* list) {
    PyObject* arguments[3] = {nullptr, list, PyLong_FromLong(1)};
    if (!arguments[2]) return nullptr;
    PyObject* out =
        PyObject_VectorcallMethod(names.append, arguments + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    Py_DECREF(arguments[2]);
    return out;
}

PyObject* get_value(PyObject*, PyObject* object) { return PyObject_GetAttr(object, names.value); }

PyObject* set_value(PyObject*, PyObject* object) {
    PyObject* value = PyLong_FromLong(1);
    if (!value) return nullptr;
    int done = PyObject_SetAttr(object, names.value, value);
    Py_DECREF(value);
    if (done < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject* get_key(PyObject*, PyObject* object) { return PyObject_GetItem(object, names.value); }

PyObject* set_key(PyObject*, PyObject* object) {
    PyObject* value = PyLong_FromLong(1);
    if (!value) return nullptr;
    int done = PyObject_SetItem(object, names.value, value);
    Py_DECREF(value);
    if (done < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject* get_index(PyObject*, PyObject* list) {
    if (!PyList_Check(list)) {
        PyErr_Format(PyExc_TypeError, "expected list, got %s", Py_TYPE(list)->tp_name);
        return nullptr;
    }
    PyObject* item = PyList_GetItem(list, 1);
    Py_XINCREF(item);
    return item;
}

bool is_this_thread_attached() {
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked() != nullptr;
#elif PY_VERSION_HEX >= 0x030C0000
    return _PyThreadState_UncheckedGet() != nullptr;
#else
    // One current state for all threads: that of whoever holds the GIL.
    PyThreadState* holder = _PyThreadState_UncheckedGet();
    return holder != nullptr && holder == PyGILState_GetThisThreadState();
#endif
}

PyObject* attach(PyObject*, PyObject* object) {
    int count = 0;
    if (!load(object, count)) return nullptr;
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        bool is_attached = is_this_thread_attached();
        PyGILState_STATE state = is_attached ? PyGILState_UNLOCKED : PyGILState_Ensure();
        sum += Py_REFCNT(object) > 0;
        if (!is_attached) PyGILState_Release(state);
    }
    return PyLong_FromSsize_t(sum);
}

PyObject* detach(PyObject*, PyObject* object) {
    int count = 0;
    if (!load(object, count)) return nullptr;
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        PyThreadState* state = PyEval_SaveThread();
        ++sum;
        PyEval_RestoreThread(state);
    }
    return PyLong_FromSsize_t(sum);
}

PyObject* detach_attach(PyObject*, PyObject* object) {
    int count = 0;
    if (!load(object, count)) return nullptr;
    Py_ssize_t sum = 0;
    for (int i = 0; i < count; ++i) {
        PyThreadState* saved = PyEval_SaveThread();
        PyGILState_STATE state = PyGILState_Ensure();
        sum += Py_REFCNT(object) > 0;
        PyGILState_Release(state);
        PyEval_RestoreThread(saved);
    }
    return PyLong_FromSsize_t(sum);
}

PyObject* add_kept(PyObject* self, PyObject* object) {
    int a = 0;
    if (!load(object, a)) return nullptr;
    return PyLong_FromLongLong(work::add(a, static_cast<int>(PyLong_AsLong(self))));
}

PyMethodDef adder_definition = {"adder", add_kept, METH_O, nullptr};

PyObject* adder(PyObject*, PyObject* object) {
    int kept = 0;
    if (!load(object, kept)) return nullptr;
    PyObject* self = PyLong_FromLong(kept);
    if (!self) return nullptr;
    PyObject* out = PyCFunction_New(&adder_definition, self);
    Py_DECREF(self);
    return out;
}

// ---- the module

using WithCount = PyObject* (*)(PyObject*, Arguments, Py_ssize_t);
using WithNames = PyObject* (*)(PyObject*, Arguments, Py_ssize_t, PyObject*);

PyMethodDef define(const char* name, PyCFunction function) { return {name, function, METH_O, nullptr}; }
PyMethodDef define(const char* name, WithCount function) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)), METH_FASTCALL,
            nullptr};
}
PyMethodDef define(const char* name, WithNames function) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)),
            METH_FASTCALL | METH_KEYWORDS, nullptr};
}

PyMethodDef methods[] = {
    define("nothing", nothing),
    define("next", next),
    define("next_named", one_named<next, next_names>),
    define("add", add),
    define("add_named", add_named),
    define("half", half),
    define("half_named", one_named<half, half_names>),
    define("length", length),
    define("length_named", one_named<length, length_names>),
    define("echo", echo),
    define("echo_named", one_named<echo, echo_names>),
    define("scale", scale),
    define("margins", margins),
    define("mixed", mixed),
    define("six", six),
    define("six_named", six_named),
    define("fail", fail),
    define("fail_always", fail_always),
    define("catches", catches),
    define("look_up", look_up),
    define("look_up_throwing", look_up_throwing),
    define("at", at),
    define("bytes_size", bytes_size),
    define("zeros", zeros),
    define("sum_ints", sum_ints),
    define("sum_floats", sum_floats),
    define("ends", ends),
    define("ints", ints),
    define("floats", floats),
    define("twice", twice),
    define("maybe", maybe),
    define("total", total),
    define("counts", counts),
    define("call_positional", call_positional),
    define("call_keyword", call_keyword),
    define("call_method", call_method),
    define("get_value", get_value),
    define("set_value", set_value),
    define("get_key", get_key),
    define("set_key", set_key),
    define("get_index", get_index),
    define("attach", attach),
    define("detach", detach),
    define("detach_attach", detach_attach),
    define("adder", adder),
    {nullptr, nullptr, 0, nullptr},
};

int prepare(PyObject*) {
    names.b = PyUnicode_InternFromString("b");
    names.value = PyUnicode_InternFromString("value");
    names.append = PyUnicode_InternFromString("append");
    names.b_tuple = names.b ? PyTuple_Pack(1, names.b) : nullptr;
    if (!names.b_tuple || !names.value || !names.append) return -1;
    for (Parameters* one : {&next_names, &half_names, &length_names, &echo_names}) {
        if (!intern(*one, {"a"})) return -1;
    }
    if (!intern(add_names, {"a", "b"}) || !intern(scale_names, {"a", "b"})) return -1;
    if (!intern(margins_names, {"left", "right", "bottom", "top"})) return -1;
    if (!intern(six_names, {"a", "b", "c", "d", "e", "f"})) return -1;
    return intern(mixed_names, {"a", "b", "c", "d", "e", "f"}) ? 0 : -1;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(prepare)}, WITHOUT_GIL{0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hand_calls", nullptr, 0, methods, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_hand_calls() { return PyModuleDef_Init(&definition); }
