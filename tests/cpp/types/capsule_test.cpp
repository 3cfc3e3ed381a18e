// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/types/capsule.hpp>
#include <tether/types/module.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <stdexcept>

#include "scripted.hpp"

using namespace tether;
using tether_tests::error_of;
using tether_tests::error_type_of;
using tether_tests::references;
using tether_tests::Script;

namespace {

/// Counts those that live.
struct Counted {
    int value;
    static inline int living = 0;
    explicit Counted(int number) : value(number) { ++living; }
    Counted(const Counted& other) : value(other.value) { ++living; }
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --living; }
};

struct MoveOnly {
    int* target;
    explicit MoveOnly(int* pointer) : target(pointer) {}
    MoveOnly(MoveOnly&& other) noexcept : target(std::exchange(other.target, nullptr)) {}
    MoveOnly& operator=(MoveOnly&&) = delete;
    ~MoveOnly() {
        if (target != nullptr) ++*target;
    }
};

/// What sys.unraisablehook is told, as long as this lives.
class Unraisable {
  public:
    explicit Unraisable(Python py)
        : script_(py,
                  "import sys\n"
                  "seen = []\n"
                  "old = sys.unraisablehook\n"
                  "sys.unraisablehook = lambda u: seen.append(f'{u.exc_type.__name__}: {u.exc_value}')\n") {}
    ~Unraisable() { script_("setattr(sys, 'unraisablehook', old)"); }
    Unraisable(const Unraisable&) = delete;
    Unraisable& operator=(const Unraisable&) = delete;

    std::string seen() const { return *script_("str(seen)").extract<std::string>(); }

  private:
    Script script_;
};

} // namespace

TEST_CASE("a capsule owns its value and the text of its name") {
    attach([](Python py) {
        {
            std::string name = "tether.test.counted";
            auto capsule = *PyCapsule::create(py, Counted(5), name.c_str());
            name = "overwritten..........";
            CHECK(Counted::living == 1);
            CHECK((*capsule.pointer_checked<Counted>("tether.test.counted"))->value == 5);
            (*capsule.pointer_checked<Counted>("tether.test.counted"))->value = 6;
            auto another = capsule;
            CHECK((*another.pointer_checked<Counted>("tether.test.counted"))->value == 6);
            CHECK(std::string_view(capsule.name()) == "tether.test.counted");
            CHECK(references(capsule) == 2);
        }
        CHECK(Counted::living == 0);
    });
}

TEST_CASE("a capsule's pointer is for who knows its name") {
    attach([](Python py) {
        auto capsule = *PyCapsule::create(py, 5, "right");
        CHECK(**capsule.pointer_checked<int>("right") == 5);
        CHECK(error_of(capsule.pointer_checked<int>("wrong")) ==
              "ValueError: PyCapsule_GetPointer called with incorrect name");
        CHECK(error_type_of(capsule.pointer_checked<int>(nullptr)) == "ValueError");
        CHECK(capsule.is_valid_checked("right"));
        CHECK_FALSE(capsule.is_valid_checked("righ"));
        CHECK_FALSE(capsule.is_valid_checked(nullptr));
        auto nameless = *PyCapsule::create(py, 5, nullptr);
        CHECK(nameless.name() == nullptr);
        CHECK(**nameless.pointer_checked<int>(nullptr) == 5);
        CHECK(error_type_of(nameless.pointer_checked<int>("")) == "ValueError");
        auto empty = *PyCapsule::create(py, 5, "");
        CHECK(**empty.pointer_checked<int>("") == 5);
        CHECK(error_of(py.eval("5")->cast<PyCapsule>()) ==
              "TypeError: 'int' object is not an instance of 'PyCapsule'");
    });
}

TEST_CASE("a capsule's value may be over-aligned, large, or only movable") {
    attach([](Python py) {
        struct alignas(64) Aligned {
            std::array<double, 9> numbers;
        };
        auto capsule = *PyCapsule::create(py, Aligned{{1, 2}}, "aligned");
        auto* const aligned = *capsule.pointer_checked<Aligned>("aligned");
        CHECK(reinterpret_cast<std::uintptr_t>(aligned) % 64 == 0);
        CHECK(aligned->numbers[1] == 2);
        int destroyed = 0;
        {
            auto moved = *PyCapsule::create(py, MoveOnly(&destroyed), "moved");
        }
        CHECK(destroyed == 1);
    });
}

TEST_CASE("a capsule's destructor sees the value and the context") {
    attach([](Python py) {
        int seen = 0;
        int context = 0;
        {
            auto capsule =
                *PyCapsule::create(py, Counted(5), "name", [&seen](Counted& counted, void* pointer) {
                    seen = counted.value;
                    if (pointer != nullptr) *static_cast<int*>(pointer) = 7;
                });
            CHECK(capsule.context() == nullptr);
            capsule.set_context(&context);
            CHECK(capsule.context() == &context);
            CHECK(seen == 0);
        }
        CHECK(seen == 5);
        CHECK(context == 7);
        CHECK(Counted::living == 0);
    });
}

TEST_CASE("what a capsule's destructor throws goes to sys.unraisablehook") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        {
            (void)*PyCapsule::create(py, Counted(1), nullptr,
                                     [](Counted&, void*) { throw std::out_of_range("no"); });
        }
        {
            (void)*PyCapsule::create(py, 1, nullptr, [&](int&, void*) { *py.eval("{}['key']"); });
        }
        CHECK(unraisable.seen() == R"(['IndexError: no', "KeyError: 'key'"])");
        CHECK(Counted::living == 0);
    });
}

TEST_CASE("a capsule that dies while an exception is in flight leaves that as it was") {
    attach([](Python py) {
        Unraisable const unraisable(py);
        PyObject* const capsule = (*PyCapsule::create(py, 1, nullptr, [&](int&, void*) {
                                      CHECK_FALSE(PyErr::occurred(py));
                                      *py.eval("1 / 0");
                                  })).into_ptr();
        PyErr::make<PyValueError>("in flight").restore(py);
        Py_DECREF(capsule);
        CHECK(std::string_view(PyErr::fetch(py).what()) == "ValueError: in flight");
        CHECK(unraisable.seen() == "['ZeroDivisionError: division by zero']");
    });
}

TEST_CASE("a capsule of a pointer does not own it") {
    attach([](Python py) {
        int number = 5;
        {
            auto capsule = *PyCapsule::create_with_pointer(py, &number, "number");
            CHECK(*capsule.pointer_checked<int>("number") == &number);
        }
        CHECK(number == 5);
        {
            auto capsule = *PyCapsule::create_with_pointer(py, &number, nullptr, [](PyObject* object) {
                *static_cast<int*>(PyCapsule_GetPointer(object, nullptr)) = 6;
            });
        }
        CHECK(number == 6);
        CHECK(error_type_of(PyCapsule::create_with_pointer(py, nullptr, "null")) == "ValueError");
    });
}

TEST_CASE("a capsule is imported by the name of a module and an attribute") {
    attach([](Python py) {
        auto module = *PyModule::from_code(py, "", "", "tether_capsules");
        *module.setattr("number", *PyCapsule::create(py, 5, "tether_capsules.number"));
        *module.setattr("other", *PyCapsule::create(py, 5, "something else"));
        *module.setattr("none", py.None().as_any());
        CHECK(**PyCapsule::import <int>(py, "tether_capsules.number") == 5);
        CHECK(error_type_of(PyCapsule::import <int>(py, "tether_capsules.other")) == "AttributeError");
        CHECK(error_type_of(PyCapsule::import <int>(py, "tether_capsules.none")) == "AttributeError");
        CHECK(error_type_of(PyCapsule::import <int>(py, "tether_capsules.missing")) == "AttributeError");
        CHECK(error_type_of(PyCapsule::import <int>(py, "tether_no_module.x")) == "ImportError");
        CHECK(PyCapsule::import <void>(py, "datetime.datetime_CAPI").is_ok());
        *py.import("sys")->getattr("modules")->del_item("tether_capsules");
    });
}
