// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The classes by hand against the C API: heap types that CPython calls by vectorcall, members straight in
// their slots, no check that the language does not ask for.
#include "../load.hpp"
#include "work.hpp"

#include <new>
#include <utility>

namespace {

using work::Kind;

struct State {
    PyObject *x, *y; // interned
};
State names;

template <class T> struct Instance {
    PyObject_HEAD T value;
};

template <class T> PyTypeObject* type = nullptr;

template <class T> T& value(PyObject* object) { return reinterpret_cast<Instance<T>*>(object)->value; }

/// A type that Python may derive from takes the allocator of the class that was called.
template <class T> constexpr bool may_be_base = std::is_same_v<T, work::Open>;

/// Memory of instances that ended, for the next ones; the lock that it needs without the GIL is not worth it.
#ifdef Py_GIL_DISABLED
constexpr bool has_free_list = false;
#else
constexpr bool has_free_list = true;
#endif
template <class T>
constexpr bool is_recycled = has_free_list && std::is_same_v<T, work::PointOf<Kind::recycled>>;
constexpr int kept_at_most = 16;
PyObject* kept[kept_at_most];
int kept_count = 0;

template <class T, class... From> PyObject* make(From&&... from) {
    PyObject* object = nullptr;
    if (is_recycled<T> && kept_count > 0) {
        object = kept[--kept_count];
    } else {
        object = static_cast<PyObject*>(PyObject_Malloc(sizeof(Instance<T>)));
    }
    if (!object) return PyErr_NoMemory();
    PyObject_Init(object, type<T>);
    new (&value<T>(object)) T{std::forward<From>(from)...};
    return object;
}

template <class T> void destroy(PyObject* object) {
    PyTypeObject* its = Py_TYPE(object);
    value<T>(object).~T();
    if (is_recycled<T> && kept_count < kept_at_most) {
        kept[kept_count++] = object;
    } else {
        its->tp_free(object);
    }
    Py_DECREF(its);
}

// ---- points

bool bind_keywords(PyObject* const* arguments, Py_ssize_t given, PyObject* keywords, PyObject** out) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keywords); ++i) {
        PyObject* keyword = PyTuple_GET_ITEM(keywords, i);
        int at = keyword == names.x                         ? 0
                 : keyword == names.y                       ? 1
                 : PyUnicode_Compare(keyword, names.x) == 0 ? 0
                 : PyUnicode_Compare(keyword, names.y) == 0 ? 1
                                                            : -1;
        if (at < 0 || out[at]) {
            PyErr_Format(PyExc_TypeError, "got an unexpected keyword argument '%U'", keyword);
            return false;
        }
        out[at] = arguments[given + i];
    }
    return true;
}

template <class T>
PyObject* construct(PyObject*, PyObject* const* arguments, std::size_t flags, PyObject* keywords) {
    Py_ssize_t given = PyVectorcall_NARGS(flags);
    if (given > 2) return count_is("Point", given, 2), nullptr;
    PyObject* found[2] = {given > 0 ? arguments[0] : nullptr, given > 1 ? arguments[1] : nullptr};
    if (keywords && !bind_keywords(arguments, given, keywords, found)) return nullptr;
    double x = 0, y = 0;
    if (found[0] && !load(found[0], x)) return nullptr;
    if (found[1] && !load(found[1], y)) return nullptr;
    return make<T>(x, y);
}

/// For the classes that Python derives from ours; a class itself is called by vectorcall.
template <class T> PyObject* create(PyTypeObject* cls, PyObject* arguments, PyObject* keywords) {
    const char* list[] = {"x", "y", nullptr};
    double x = 0, y = 0;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|dd", const_cast<char**>(list), &x, &y))
        return nullptr;
    PyObject* object = cls->tp_alloc(cls, 0);
    if (object) new (&value<T>(object)) T{x, y};
    return object;
}

template <class T> bool is_instance(PyObject* object) {
    if constexpr (may_be_base<T>) return PyObject_TypeCheck(object, type<T>);
    return Py_IS_TYPE(object, type<T>);
}

template <class T> PyObject* get_x(PyObject* self, void*) { return PyFloat_FromDouble(value<T>(self).x); }

template <class T> int set_x(PyObject* self, PyObject* to, void*) {
    if (!to) {
        PyErr_SetString(PyExc_AttributeError, "can't delete attribute");
        return -1;
    }
    return load(to, value<T>(self).x) ? 0 : -1;
}

PyObject* get_z(PyObject* self, void*) { return PyFloat_FromDouble(value<work::Solid>(self).z); }

template <class T> PyObject* norm(PyObject* self, PyObject*) {
    return PyFloat_FromDouble(value<T>(self).norm());
}

template <class T> PyObject* square(PyObject* self, void*) {
    return PyFloat_FromDouble(value<T>(self).norm());
}

template <class T> Py_hash_t hash(PyObject* self) {
    auto made = static_cast<Py_hash_t>(std::hash<T>{}(value<T>(self)));
    return made == -1 ? -2 : made;
}

template <class T> PyObject* scaled(PyObject* self, PyObject* argument) {
    double by = 0;
    if (!load(argument, by)) return nullptr;
    return PyFloat_FromDouble(value<T>(self).scaled(by));
}

template <class T> PyObject* dot(PyObject* self, PyObject* argument) {
    if (!is_instance<T>(argument)) {
        PyErr_Format(PyExc_TypeError, "expected a point, got %s", Py_TYPE(argument)->tp_name);
        return nullptr;
    }
    return PyFloat_FromDouble(value<T>(self).dot(value<T>(argument)));
}

template <class T> PyObject* twin(PyObject* self, PyObject*) { return make<T>(value<T>(self).twin()); }

template <class T> PyObject* add(PyObject* left, PyObject* right) {
    if (!is_instance<T>(left) || !is_instance<T>(right)) Py_RETURN_NOTIMPLEMENTED;
    return make<T>(value<T>(left) + value<T>(right));
}

template <class T> PyObject* compare(PyObject* left, PyObject* right, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || !is_instance<T>(right)) Py_RETURN_NOTIMPLEMENTED;
    return Py_NewRef((value<T>(left) == value<T>(right)) == (operation == Py_EQ) ? Py_True : Py_False);
}

template <class T>
PyMethodDef point_methods[] = {{"norm", norm<T>, METH_NOARGS, ""},
                               {"scaled", scaled<T>, METH_O, ""},
                               {"dot", dot<T>, METH_O, ""},
                               {"twin", twin<T>, METH_NOARGS, ""},
                               {}};

template <class T>
PyGetSetDef point_attributes[] = {
    {"x", get_x<T>, std::is_same_v<T, work::PointOf<Kind::checked>> ? set_x<T> : nullptr, "", nullptr},
    {"square", square<T>, nullptr, "", nullptr},
    {}};

PyGetSetDef solid_attributes[] = {{"z", get_z, nullptr, "", nullptr}, {}};

// ---- paths

template <class Path> struct Iterator {
    PyObject_HEAD PyObject* owner;
    std::size_t next;
};

template <class Path> void end_iterator(PyObject* self) {
    PyTypeObject* its = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_XDECREF(reinterpret_cast<Iterator<Path>*>(self)->owner);
    PyObject_GC_Del(self);
    Py_DECREF(its);
}

template <class Path> int visit_iterator(PyObject* self, visitproc visit, void* arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(reinterpret_cast<Iterator<Path>*>(self)->owner);
    return 0;
}

template <class Path> PyObject* next(PyObject* self) {
    auto* iterator = reinterpret_cast<Iterator<Path>*>(self);
    if (!iterator->owner) return nullptr;
    const auto& values = value<Path>(iterator->owner).values();
    if (iterator->next < values.size()) return PyFloat_FromDouble(values[iterator->next++]);
    Py_CLEAR(iterator->owner);
    return nullptr;
}

template <class Path> PyTypeObject* iterator_type = nullptr;

template <class Path> PyObject* iterate(PyObject* self) {
    auto* iterator = PyObject_GC_New(Iterator<Path>, iterator_type<Path>);
    if (!iterator) return nullptr;
    iterator->owner = Py_NewRef(self);
    iterator->next = 0;
    PyObject_GC_Track(iterator);
    return reinterpret_cast<PyObject*>(iterator);
}

template <class Path>
PyObject* construct_path(PyObject*, PyObject* const* arguments, std::size_t flags, PyObject* keywords) {
    if (keywords) {
        PyErr_SetString(PyExc_TypeError, "Path() takes no keyword arguments");
        return nullptr;
    }
    int count = 0;
    if (!count_is("Path", PyVectorcall_NARGS(flags), 1) || !load(arguments[0], count)) return nullptr;
    return make<Path>(count);
}

template <class Path> PyObject* refuse(PyTypeObject*, PyObject*, PyObject*) {
    PyErr_SetString(PyExc_TypeError, "call the class");
    return nullptr;
}

template <class Path> Py_ssize_t size(PyObject* self) {
    return static_cast<Py_ssize_t>(value<Path>(self).size());
}

template <class Path> PyObject* item(PyObject* self, Py_ssize_t index) {
    const auto& values = value<Path>(self).values();
    if (index < 0 || static_cast<std::size_t>(index) >= values.size()) {
        PyErr_SetString(PyExc_IndexError, "no such place");
        return nullptr;
    }
    return PyFloat_FromDouble(values[static_cast<std::size_t>(index)]);
}

/// By the slot of mappings, which Python asks first: one call less than by that of sequences.
template <class Path> PyObject* subscript(PyObject* self, PyObject* key) {
    Py_ssize_t index = 0;
    if (long small = 0; read_compact(key, small)) {
        index = small;
    } else {
        index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && PyErr_Occurred()) return nullptr;
    }
    return item<Path>(self, index < 0 ? index + size<Path>(self) : index);
}

template <class Path> int expose(PyObject* self, Py_buffer* view, int flags) {
    const auto& values = value<Path>(self).values();
    auto size = static_cast<Py_ssize_t>(values.size() * sizeof(double));
    if (PyBuffer_FillInfo(view, self, const_cast<double*>(values.data()), size, 1, flags) < 0) return -1;
    view->itemsize = sizeof(double);
    if (view->format) view->format = const_cast<char*>("d");
    if (view->shape) {
        view->internal = reinterpret_cast<void*>(values.size());
        view->shape = reinterpret_cast<Py_ssize_t*>(&view->internal);
    }
    return 0;
}

template <class Path, class Point> PyObject* points(PyObject* self, PyObject*) {
    const auto values = value<Path>(self).points();
    PyObject* list = PyList_New(static_cast<Py_ssize_t>(values.size()));
    for (std::size_t i = 0; list && i < values.size(); ++i) {
        PyObject* point = make<Point>(values[i]);
        if (!point)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), point);
    }
    return list;
}

template <class Path, class Point>
PyMethodDef path_methods[] = {{"points", points<Path, Point>, METH_NOARGS, ""}, {}};

// ---- the module

template <class F> PyType_Slot slot(int id, F* given) { return {id, reinterpret_cast<void*>(given)}; }

template <class T>
bool add_type(PyObject* module, const char* name, vectorcallfunc call, PyType_Slot* slots,
              PyObject* base = nullptr) {
    unsigned flags = Py_TPFLAGS_DEFAULT | (may_be_base<T> ? Py_TPFLAGS_BASETYPE : 0);
    PyType_Spec spec{name, sizeof(Instance<T>), 0, flags, slots};
    PyObject* made = PyType_FromSpecWithBases(&spec, base);
    if (!made) return false;
    type<T> = reinterpret_cast<PyTypeObject*>(made);
    type<T>->tp_vectorcall = call;
    return PyModule_AddType(module, type<T>) == 0;
}

template <Kind kind> bool add_point(PyObject* module, const char* name) {
    using T = work::PointOf<kind>;
    PyType_Slot slots[] = {slot(Py_tp_new, create<T>),
                           slot(Py_tp_dealloc, destroy<T>),
                           {Py_tp_methods, point_methods<T>},
                           {Py_tp_getset, point_attributes<T>},
                           slot(Py_tp_richcompare, compare<T>),
                           slot(Py_tp_hash, kind == Kind::frozen ? hash<T> : PyObject_HashNotImplemented),
                           slot(Py_nb_add, add<T>),
                           {0, nullptr}};
    return add_type<T>(module, name, construct<T>, slots);
}

bool add_solid(PyObject* module) {
    using T = work::Solid;
    PyType_Slot slots[] = {slot(Py_tp_new, create<T>),
                           slot(Py_tp_dealloc, destroy<T>),
                           {Py_tp_getset, solid_attributes},
                           {0, nullptr}};
    return add_type<T>(module, "hand_classes.Solid", construct<T>, slots,
                       reinterpret_cast<PyObject*>(type<work::Open>));
}

template <Kind kind> bool add_path(PyObject* module, const char* name) {
    using Path = work::PathOf<kind>;
    PyType_Slot iterator_slots[] = {slot(Py_tp_dealloc, end_iterator<Path>),
                                    slot(Py_tp_traverse, visit_iterator<Path>),
                                    slot(Py_tp_iter, PyObject_SelfIter),
                                    slot(Py_tp_iternext, next<Path>),
                                    {0, nullptr}};
    PyType_Spec spec{"hand_classes.Iterator", sizeof(Iterator<Path>), 0,
                     Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, iterator_slots};
    iterator_type<Path> = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
    PyType_Slot slots[] = {slot(Py_tp_new, refuse<Path>),
                           slot(Py_tp_dealloc, destroy<Path>),
                           {Py_tp_methods, path_methods<Path, work::PointOf<kind>>},
                           slot(Py_tp_iter, iterate<Path>),
                           slot(Py_sq_length, size<Path>),
                           slot(Py_sq_item, item<Path>),
                           slot(Py_mp_subscript, subscript<Path>),
                           slot(Py_bf_getbuffer, expose<Path>),
                           {0, nullptr}};
    return iterator_type<Path> && add_type<Path>(module, name, construct_path<Path>, slots);
}

int prepare(PyObject* module) {
    names = {PyUnicode_InternFromString("x"), PyUnicode_InternFromString("y")};
    bool done = names.x && names.y && add_point<Kind::checked>(module, "hand_classes.Point") &&
                add_point<Kind::frozen>(module, "hand_classes.Frozen") &&
                add_point<Kind::recycled>(module, "hand_classes.Recycled") &&
                add_point<Kind::open>(module, "hand_classes.Open") && add_solid(module) &&
                add_path<Kind::checked>(module, "hand_classes.Path") &&
                add_path<Kind::frozen>(module, "hand_classes.FrozenPath");
    return done ? 0 : -1;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(prepare)}, WITHOUT_GIL{0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "hand_classes", nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_hand_classes() { return PyModuleDef_Init(&definition); }
