// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Holders, references and bases as C++ sees them.
#include <tether/convert/memory.hpp>
#include <tether/embed.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using namespace tether;

namespace {

struct Part {
    int value = 0;
};
struct Whole {
    Part part;
};
struct Owned {
    static inline int alive = 0;
    int value;

    explicit Owned(int the_value) : value(the_value) {
        if (value < 0) throw std::invalid_argument("negative");
        ++alive;
    }
    Owned(const Owned&) = delete;
    virtual ~Owned() { --alive; }
};
struct OwnedMore : Owned {
    using Owned::Owned;
};
struct Both {
    int value = 1;
};
struct Failure : std::runtime_error {
    int code;
    explicit Failure(int the_code) : std::runtime_error("failed"), code(the_code) {}
};

} // namespace

template <>
inline constexpr auto tether::pyclass<Part> = Class<>{.name = "Part", .holder = Holder::reference};
template <> inline constexpr auto tether::pyclass<Whole> = Class<>{.name = "Whole"};
template <>
inline constexpr auto tether::pyclass<Owned> =
    Class<>{.name = "Owned", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<OwnedMore> =
    Class<Owned>{.name = "OwnedMore", .holder = Holder::unique};
template <>
inline constexpr auto tether::pyclass<Both> =
    Class<>{.name = "Both", .frozen = true, .holder = Holder::shared, .identity = true};
template <> inline constexpr auto tether::pyclass<Failure> = Class<PyValueError>{.name = "Failure"};

template <> inline constexpr auto tether::pymethods<Whole> = members(get_set<"part", &Whole::part>());
template <> inline constexpr auto tether::pymethods<Part> = members(get_set<"value", &Part::value>());

namespace {

Bound<PyModule> module_with_classes(Python py) {
    auto module = *PyModule::create(py, "reference_test");
    Module::over(module)
        .add_class<Part>()
        .add_class<Whole>()
        .add_class<Owned>()
        .add_class<OwnedMore>()
        .add_class<Both>()
        .add_class<Failure>();
    return module;
}

// Where the value stands follows from the declaration.
static_assert(detail::place_of<Part> == detail::Place::reference);
static_assert(detail::place_of<Whole> == detail::Place::inside);
static_assert(detail::place_of<OwnedMore> == detail::Place::unique);
static_assert(detail::place_of<Both> == detail::Place::shared);
static_assert(detail::place_of<Failure> == detail::Place::kept);
static_assert(detail::Layout<Owned>::size == detail::CommonBase<detail::Place::unique>::size);
static_assert(detail::Layout<OwnedMore>::size == detail::Layout<Owned>::size);
static_assert(std::derived_from<object<OwnedMore>, object<Owned>>);
static_assert(std::derived_from<object<Failure>, PyValueError>);

} // namespace

TEST_CASE("a part seen from Python is the part that C++ sees") {
    attach([](Python py) {
        auto const module = module_with_classes(py);
        auto whole = *object<Whole>::create(py, Part{3});
        auto part = *whole.getattr("part")->cast<Part>();
        CHECK(&*part.borrow() == &whole.borrow()->part);
        *part.setattr("value", 4);
        CHECK(whole.borrow()->part.value == 4);
        auto const borrowed = whole.borrow_mut();
        CHECK(part.try_borrow().is_err());
        CHECK(part.try_borrow_mut().is_err());
    });
}

TEST_CASE("a std::unique_ptr becomes an instance of its object's class") {
    attach([](Python py) {
        auto const module = module_with_classes(py);
        int const before = Owned::alive;
        {
            std::unique_ptr<Owned> pointer = std::make_unique<OwnedMore>(5);
            Owned* const address = pointer.get();
            *module.setattr("it", std::move(pointer));
            auto it = *module.getattr("it")->cast<Owned>();
#ifdef __cpp_rtti // without, the object is an instance of what the pointer says
            CHECK(it.is_instance_of<object<OwnedMore>>());
#endif
            CHECK(&*it.borrow() == address);
            *module.delattr("it");
        }
        CHECK(Owned::alive == before);
        CHECK(object<Owned>::create(py, -1).is_err());
        CHECK(Owned::alive == before);
    });
}

TEST_CASE("a std::shared_ptr goes to Python and back with its count") {
    attach([](Python py) {
        auto const module = module_with_classes(py);
        auto const shared = std::make_shared<Both>();
        *module.setattr("it", shared);
        CHECK(shared.use_count() == 2);
        {
            auto const back = *module.getattr("it")->extract<std::shared_ptr<Both>>();
            CHECK(back == shared);
            CHECK(shared.use_count() == 3);
        }
        auto const first = *module.getattr("it");
        *module.setattr("again", shared);
        CHECK(module.getattr("again")->is(first));
        *module.delattr("it");
        *module.delattr("again");
    });
}

TEST_CASE("a declared exception is thrown, caught as its class, and read again") {
    attach([](Python py) {
        auto const module = module_with_classes(py);
        Module::over(module).add_function<"fail()", [] { throw Failure(7); }>();
        auto const failed = module.call_method("fail");
        REQUIRE(failed.is_err());
        CHECK(failed.error().is_instance<object<Failure>>(py));
        CHECK(failed.error().is_instance<PyValueError>(py));
        CHECK(failed.error().value(py).cast<Failure>()->borrow()->code == 7);
        CHECK(*failed.error().value(py).str()->to_string() == "failed");
    });
}
