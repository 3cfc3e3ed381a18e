// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/pyclass.hpp>

#include <catch2/catch.hpp>

#include <limits>

using namespace tether;
using tether::detail::check_format;
using tether::detail::FormatFault;
using tether::detail::FormatReader;
using tether::detail::special_index;
using tether::detail::special_methods;

// A name is special by itself, whatever its signature.
static_assert(special_index("__add__(other)") >= 0 && special_index("__add__ (other)") >= 0);
static_assert(special_index("__add") == -1 && special_index("__adds__(other)") == -1);
static_assert(special_index("_add_(other)") == -1 && special_index("add(other)") == -1);
static_assert(special_index("__private(a)") == -1 && special_index("__format__(spec)") == -1);

// The parts of one slot stand one behind the other, as merging them expects.
static_assert([] {
    for (std::size_t i = 1; i < std::size(special_methods); ++i) {
        const auto& method = special_methods[i];
        bool const pairs = method.shape != tether::detail::SlotShape::comparison && method.part == 1;
        if (pairs && (special_methods[i - 1].slot != method.slot || special_methods[i - 1].part != 0))
            return false;
    }
    return true;
}());
static_assert(special_index("__ge__()") - special_index("__lt__()") == Py_GE &&
              special_index("__richcmp__()") - special_index("__lt__()") == tether::detail::all_comparisons);

// Orders.
static_assert(matches(CompareOp::lt, 1 <=> 2) && !matches(CompareOp::lt, 2 <=> 2));
static_assert(matches(CompareOp::le, 2 <=> 2) && !matches(CompareOp::le, 3 <=> 2));
static_assert(matches(CompareOp::eq, 2 <=> 2) && matches(CompareOp::ne, 1 <=> 2));
static_assert(matches(CompareOp::gt, 3 <=> 2) && matches(CompareOp::ge, 2 <=> 2));
static_assert([] {
    constexpr auto unordered = std::numeric_limits<double>::quiet_NaN() <=> 1.0;
    for (CompareOp const op : {CompareOp::lt, CompareOp::le, CompareOp::eq, CompareOp::gt, CompareOp::ge})
        if (matches(op, unordered)) return false;
    return matches(CompareOp::ne, unordered);
}());

// Formats.
static_assert(check_format(nullptr, nullptr, 0, false) == FormatFault::none);
static_assert(check_format("", nullptr, 0, false) == FormatFault::none);
static_assert(check_format("{{}}", nullptr, 0, false) == FormatFault::none);
static_assert(check_format("{x}", nullptr, 0, false) == FormatFault::name);
static_assert(check_format("a{x!r:>{{", nullptr, 0, true) == FormatFault::braces);
static_assert(check_format("{x", nullptr, 0, true) == FormatFault::braces);
static_assert(check_format("x}", nullptr, 0, true) == FormatFault::braces);
static_assert(check_format("{}", nullptr, 0, true) == FormatFault::braces);
static_assert(check_format("{x!q}", nullptr, 0, true) == FormatFault::braces);
static_assert(check_format("{x!}", nullptr, 0, true) == FormatFault::braces);
static_assert([] {
    FormatReader reader("a{{{x!r:>8}}}b");
    bool well = reader.next() == FormatReader::Piece::text && reader.text == "a";
    well = well && reader.next() == FormatReader::Piece::text && reader.text == "{";
    well = well && reader.next() == FormatReader::Piece::field && reader.field.name == "x" &&
           reader.field.conversion == 'r' && reader.field.spec == ">8";
    well = well && reader.next() == FormatReader::Piece::text && reader.text == "}";
    well = well && reader.next() == FormatReader::Piece::text && reader.text == "b";
    return well && reader.next() == FormatReader::Piece::end && reader.next() == FormatReader::Piece::end;
}());

namespace {

struct Heap {
    std::vector<int> indexed{1, 2, 3};
    std::vector<std::string> texts{"a", "b"};
};

// Fails in the middle.
struct Failing {
    int value = 0;
};
struct Failures {
    std::vector<Failing> items{{1}, {-1}, {2}};
};

} // namespace

template <> inline constexpr auto tether::pyclass<Heap> = Class<>{.name = "Heap"};
template <> inline constexpr auto tether::pymethods<Heap> = members();
template <> inline constexpr auto tether::pyclass<Failures> = Class<>{.name = "Failures"};
template <> inline constexpr auto tether::pymethods<Failures> = members();

template <> struct tether::IntoPyObject<Failing> {
    static PyResult<Bound<PyInt>> into_pyobject(Python py, const Failing& item) {
        if (item.value < 0) return PyErr::make<PyValueError>("negative");
        return PyInt::create(py, item.value);
    }
};

namespace {

void add_classes(Python py) {
    auto module = *PyModule::create(py, "slots_test");
    Module::over(module).add_class<Heap>().add_class<Failures>();
}

std::string items_of(const PyIterator& iterator) {
    std::string all;
    for (const auto& item : iterator) all += *(*item).str()->to_string() + ' ';
    return all;
}

} // namespace

TEST_CASE("an iterator goes through a part of an instance, as C++ makes it") {
    attach([](Python py) {
        add_classes(py);
        auto const heap = *object<Heap>::create(py);
        CHECK(items_of(*make_iterator(heap, &Heap::indexed)) == "1 2 3 ");
        CHECK(items_of(*make_iterator(heap, &Heap::texts)) == "a b ");
        CHECK(items_of(*make_iterator(heap, [](const Heap& self) -> auto& { return self.indexed; })) ==
              "1 2 3 ");
        CHECK(items_of(*make_iterator(heap, &Heap::indexed, [](int item) { return item * item; })) ==
              "1 4 9 ");
        auto const borrowed = heap.borrow();
        CHECK(items_of(*make_iterator(heap, borrowed->texts.begin() + 1, borrowed->texts.end())) == "b ");
    });
}

TEST_CASE("an iterator is refused while the instance is being changed") {
    attach([](Python py) {
        add_classes(py);
        auto const heap = *object<Heap>::create(py);
        auto const iterator = *make_iterator(heap, &Heap::indexed);
        auto const kept = heap.borrow_mut();
        CHECK(iterator.next().error().is_instance<PyRuntimeError>(py));
        CHECK(make_iterator(heap, kept->texts.begin(), kept->texts.end())
                  .error()
                  .is_instance<PyRuntimeError>(py));
    });
}

TEST_CASE("an item that fails does not end an iterator by index") {
    attach([](Python py) {
        add_classes(py);
        auto const failures = *object<Failures>::create(py);
        auto const iterator = *make_iterator(failures, &Failures::items);
        CHECK(*(*iterator.next())->extract<int>() == 1);
        CHECK(iterator.next().error().is_instance<PyValueError>(py));
        CHECK(*(*iterator.next())->extract<int>() == 2);
        CHECK_FALSE(iterator.next()->has_value());
        CHECK_FALSE(iterator.next()->has_value());
    });
}

TEST_CASE("a description of memory has the strides of dense items") {
    std::int32_t cells[6]{};
    BufferInfo const info(cells, {2, 3});
    CHECK(info.data == cells);
    CHECK(std::string(info.format) == "i");
    CHECK((info.item_size == 4 && !info.readonly));
    CHECK(info.strides == std::vector<Py_ssize_t>{12, 4});
    const double numbers[2]{};
    BufferInfo const row = std::span(numbers);
    CHECK((row.readonly && row.shape == std::vector<Py_ssize_t>{2} && std::string(row.format) == "d"));
}
