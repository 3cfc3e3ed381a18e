// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The frame of every fuzzer: Python with the module TETHER_FUZZ_MODULE inside, and each input passed to one()
// of fuzz_<module>.py, which raises where the module does not do what it says. The C API and not Tether:
// what drives must not be what is driven.
#include <Python.h>
#include <sanitizer/allocator_interface.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

#define TETHER_TEXT_OF(name) #name
#define TETHER_TEXT(name) TETHER_TEXT_OF(name)
#define TETHER_INIT_OF(name) PyInit_##name
#define TETHER_INIT(name) TETHER_INIT_OF(name)

extern "C" PyObject* TETHER_INIT(TETHER_FUZZ_MODULE)();

// Blocks are counted here, and exactly; what Python itself never gives back is no leak of ours.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

namespace {

std::atomic<long> blocks{0};
PyObject* one = nullptr;
PyObject* collect = nullptr;

void check(bool holds) {
    if (holds) return;
    PyErr_Print();
    std::abort();
}

/// Blocks of memory, and references to what lives for ever and costs none.
long count() {
    PyObject* const number = PyObject_CallNoArgs(collect);
    check(number != nullptr);
    Py_DECREF(number);
    long references = 0;
    for (PyObject* object : {Py_None, Py_True, Py_False, Py_Ellipsis, Py_NotImplemented})
        references += static_cast<long>(Py_REFCNT(object));
    for (PyTypeObject* type : {&PyLong_Type, &PyUnicode_Type, &PyTuple_Type, &PyDict_Type, &PyList_Type})
        references += static_cast<long>(Py_REFCNT(reinterpret_cast<PyObject*>(type)));
    return blocks + references;
}

void run(PyObject* input) {
    PyObject* const result = PyObject_CallOneArg(one, input);
    if (result == nullptr) {
        PyErr_Print();
        PyObject* const text = PyObject_Repr(input);
        std::fprintf(stderr, "the input is %s\n", text != nullptr ? PyUnicode_AsUTF8(text) : "lost");
        std::abort();
    }
    Py_DECREF(result);
}

long growth(PyObject* input, int runs) {
    const long before = count();
    for (int i = 0; i < runs; ++i) run(input);
    return count() - before;
}

/// As tests/modules/conftest.py does it: a cache grows now and then, a leak with the number of runs.
void check_leaks(PyObject* input) {
    for (int runs = 1;; runs *= 2) {
        growth(input, runs);
        const long leaked = growth(input, 5 * runs) - growth(input, 2 * runs);
        if (leaked < 2 * runs) return;
        if (runs < 128) continue;
        PyObject* const text = PyObject_Repr(input);
        std::fprintf(stderr, "%ld blocks and references are left behind each time by %s\n",
                     leaked / (3 * runs), text != nullptr ? PyUnicode_AsUTF8(text) : "?");
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    setenv("PYTHONMALLOC", "malloc", 1); // each object is a block that the sanitizer knows
    setenv("PYTHONHASHSEED", "0", 1);    // an input that fails fails again
    setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
    if (PyImport_AppendInittab(TETHER_TEXT(TETHER_FUZZ_MODULE), &TETHER_INIT(TETHER_FUZZ_MODULE)) != 0)
        std::abort();
    Py_InitializeEx(0);
    PyObject* const path = PySys_GetObject("path");
    for (const char* folder : {TETHER_FUZZ_TESTS, TETHER_FUZZ_TESTS "/fuzz"}) {
        PyObject* const text = PyUnicode_FromString(folder);
        check(text != nullptr && PyList_Insert(path, 0, text) == 0);
        Py_DECREF(text);
    }
    const char* const other = std::getenv("TETHER_FUZZ_SCRIPT");
    PyObject* const script =
        PyImport_ImportModule(other != nullptr ? other : "fuzz_" TETHER_TEXT(TETHER_FUZZ_MODULE));
    check(script != nullptr);
    one = PyObject_GetAttrString(script, "one");
    PyObject* const gc = PyImport_ImportModule("gc");
    check(one != nullptr && gc != nullptr);
    collect = PyObject_GetAttrString(gc, "collect");
    PyObject* const frozen = PyObject_CallMethod(gc, "freeze", nullptr);
    check(collect != nullptr && frozen != nullptr);
    __sanitizer_install_malloc_and_free_hooks(
        [](const volatile void*, std::size_t) { blocks.fetch_add(1, std::memory_order_relaxed); },
        [](const volatile void* block) {
            if (block != nullptr) blocks.fetch_sub(1, std::memory_order_relaxed);
        });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static long inputs = 0;
    PyObject* const input =
        PyBytes_FromStringAndSize(reinterpret_cast<const char*>(data), static_cast<Py_ssize_t>(size));
    check(input != nullptr);
    run(input);
    if (++inputs % 512 == 0) check_leaks(input);
    Py_DECREF(input);
    return 0;
}
