// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What the types do when Python's memory ends, at each allocation in turn.
#include <tether/types/bytearray.hpp>
#include <tether/types/bytes_writer.hpp>
#include <tether/types/capsule.hpp>
#include <tether/types/complex.hpp>
#include <tether/types/float.hpp>
#include <tether/types/generic_alias.hpp>
#include <tether/types/int.hpp>
#include <tether/types/module.hpp>
#include <tether/types/super.hpp>
#include <tether/types/weakref.hpp>

#include <catch2/catch.hpp>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_type_of;
using tether_tests::Script;

namespace {

/// Runs `f` with the first allocation failing, then the second, and so on until it succeeds: each failure is
/// MemoryError. Does nothing where this Python cannot do that.
template <class F> void fails_in_order(Python py, const char* what, F&& f) {
    auto module = py.import("_testcapi");
    if (module.is_err()) return;
    auto const fail = *module->getattr("set_nomemory");
    auto const remove = *module->getattr("remove_mem_hooks");
    INFO(what);
    for (int from = 0; from < 200; ++from) {
        auto const start = *PyInt::create(py, from);
        auto const stop = *PyInt::create(py, from + 1);
        *fail.call(start, stop);
        auto result = f();
        *remove.call();
        CHECK_FALSE(PyErr::occurred(py));
        if (result.is_ok()) return;
        CHECK(error_type_of(result) == "MemoryError");
    }
    FAIL("always out of memory");
}

} // namespace

TEST_CASE("what is made of C++ values fails with MemoryError, and leaves nothing behind") {
    attach([](Python py) {
        std::string const large(5000, 'x');
        fails_in_order(py, "str", [&] { return PyString::create(py, large); });
        fails_in_order(py, "interned", [&] { return PyString::create_interned(py, "tether_memory_test"); });
        fails_in_order(py, "format", [&] { return PyString::format(py, "{} {}", 12345, 1.5); });
        fails_in_order(py, "bytes", [&] { return PyBytes::create(py, large); });
        fails_in_order(py, "bytes, filled", [&] { return PyBytes::create_with(py, 5000, [](auto) {}); });
        fails_in_order(py, "int", [&] { return PyInt::create(py, 1LL << 60); });
        fails_in_order(py, "complex", [&] { return PyComplex::create(py, 1, 2); });
        fails_in_order(py, "capsule", [&] { return PyCapsule::create(py, large, "name"); });
        fails_in_order(py, "module", [&] { return PyModule::create(py, "tether_memory_test"); });
        fails_in_order(py, "writer", [&]() -> PyResult<Bound<PyBytes>> {
            TETHER_TRY(auto writer, BytesWriter::create(py, 10));
            for (int i = 0; i < 5; ++i) TETHER_TRY(writer.write(large));
            CHECK(writer.len() == 5 * large.size());
            return std::move(writer).finish();
        });
    });
}

TEST_CASE("what is made of Python objects fails with MemoryError, and leaves nothing behind") {
    attach([](Python py) {
        Script const script(py,
                            "class Thing: pass\nthing = Thing()\nclass Base: pass\nclass Sub(Base): pass\n");
        auto const thing = script("thing");
        auto const type = script.get<PyType>("Sub");
        auto const object = script("Sub()");
        auto const print = script("print");
        auto const bytes = *PyByteArray::create(py, "abc");
        fails_in_order(py, "weak reference", [&] { return PyWeakrefReference::create(thing); });
        fails_in_order(py, "weak proxy", [&] { return PyWeakrefProxy::create_with(thing, print); });
        fails_in_order(py, "resize", [&] { return bytes.resize(bytes.len() + 100000); });
        fails_in_order(py, "super", [&] { return object.super(type); });
        fails_in_order(py, "generic alias", [&] { return PyGenericAlias::create(type, thing); });
        auto const text = *PyString::create(py, "caf\u00e9");
        fails_in_order(py, "UTF-8", [&] { return text.to_string(); });
        fails_in_order(py, "bytes of UTF-8", [&] { return text.encode_utf8(); });
    });
}
