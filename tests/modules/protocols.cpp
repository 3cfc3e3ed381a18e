// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Classes with every special method, for test_protocols.py.
#include <tether/pyclass.hpp>
#include <tether/types/complex.hpp>

#include <array>
#include <cmath>
#include <list>
#include <map>
#include <string>
#include <vector>

using namespace tether;

namespace {

// Operators.

struct Number {
    long value = 0;
    auto operator<=>(const Number&) const = default;
};

std::string told(const char* what, const Number& self, long other) {
    return std::string(what) + ' ' + std::to_string(self.value) + ' ' + std::to_string(other);
}

// A vector of two: what most operators are for.
struct Vec {
    double x = 0, y = 0;
    bool operator==(const Vec&) const = default;
};

struct Ordered {
    double value = 0;
    auto operator<=>(const Ordered&) const = default;
};

// With < and == alone.
struct Less {
    int value = 0;
    bool operator<(const Less& other) const { return value < other.value; }
    bool operator==(const Less& other) const { return value == other.value; }
};

struct Key {
    int value = 0;
    bool operator==(const Key&) const = default;
};

struct Compared {
    int value = 0;
};

struct Equal {
    int value = 0;
};

struct RichCompared {
    int value = 0;
};

// Containers.

struct Row {
    std::vector<int> items;

    int get(std::size_t index) const {
        if (index >= items.size()) throw std::out_of_range("Row index out of range");
        return items[index];
    }
    void set(std::size_t index, int value) { items.at(index) = value; }
    void remove(std::size_t index) {
        if (index >= items.size()) throw std::out_of_range("Row index out of range");
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    }
    std::size_t len() const { return items.size(); }
    bool contains(int value) const {
        for (int item : items)
            if (item == value) return true;
        return false;
    }
    void append(int value) { items.push_back(value); }
};

struct Sequence : Row {};
struct Mapping {
    std::map<std::string, int> items;
};
struct ReadOnly {};
struct Length {
    long long value = 0;
};

struct Chain {
    std::vector<int> items;
};

// Attributes and descriptors.

struct Attributes {
    int declared = 1;
};
struct Guarded {
    std::string log;
};
struct Watched {
    std::string log;
};
struct Descriptor {};
struct ReadDescriptor {};

// Conversions, truth, calls.

struct Scalar {
    double value = 0;
};
struct Truth {
    int value = 0;
};
struct Hash {
    Bound<PyAny> value() const { return held.bind(Python::assume_attached()).to_owned(); }
    Py<PyAny> held;
};
struct Wrap {
    std::uint64_t value = 0;
};
struct Callable {
    int base = 0;
    int operator()(int a, int b) const { return base + a * b; }
};
struct FastCallable : Callable {};

// Iteration.

struct Countdown {
    int from = 0;
    Countdown& iter() { return *this; }
    std::optional<int> next() {
        if (from <= 0) return std::nullopt;
        return from--;
    }
};
struct Endless {};
struct Returning {
    bool done = false;
};
struct Bag {
    std::vector<int> vector{1, 2, 3};
    std::list<int> list{1, 2, 3};
    std::map<std::string, int> map{{"a", 1}, {"b", 2}};
    std::vector<bool> bits{true, false};
    std::vector<int> fresh() const { return {7, 8}; }
    const std::vector<int>& as_vector() const { return vector; }
    void add(int value) {
        vector.push_back(value);
        list.push_back(value);
    }
};
struct ByVector : Bag {};
struct ByList : Bag {};
struct ByMember : Bag {};
struct ByValue : Bag {};
struct OfClasses {
    std::vector<Scalar> scalars{{1.5}, {2.5}};
    const std::vector<Scalar>& all() const { return scalars; }
};
struct ByMutable : Bag {
    std::vector<int>& all() { return vector; }
};
struct LockedList {
    std::list<int> items{1, 2};
};
struct Sender {
    int sum = 0;
    PyResult<SendResult> send(const PyAny& value) {
        TETHER_TRY(int const number, value.is_none() ? PyResult<int>(1) : value.extract<int>());
        sum += number;
        return SendResult{*PyInt::create(value.py(), sum), (sum > 10)};
    }
};
struct Awaitable {};
struct AsyncCountdown {
    int from = 0;
};

// Ends and buffers.

struct Final {
    Py<PyAny> log;
    bool fails = false;
};

struct Samples {
    std::vector<double> items{1, 2, 3};
    int released = 0;
};
struct Image {
    std::array<std::uint8_t, 6> pixels{1, 2, 3, 4, 5, 6};
};
struct Strided {
    std::array<std::int32_t, 6> cells{0, 1, 2, 3, 4, 5};
};

// Text.

struct Named {
    std::string name;
    double value = 0;
    Py<PyAny> other;
};

struct Base {
    int value = 0;
};
struct Derived : Base {};

struct Ordinary {};

struct Busy {
    bool operator==(const Busy&) const = default;
    int value = 0;
};

} // namespace

template <> struct std::hash<Key> {
    std::size_t operator()(const Key& key) const noexcept { return static_cast<std::size_t>(key.value); }
};

#define DECLARE(T, ...)                                                                                      \
    template <> inline constexpr auto tether::pyclass<T> = tether::Class<> {                                 \
        .name = #T __VA_OPT__(, ) __VA_ARGS__                                                                \
    }

DECLARE(Number, .frozen = true);
DECLARE(Vec, .eq = true);
DECLARE(Ordered, .eq = true, .ord = true);
DECLARE(Less, .eq = true, .ord = true);
DECLARE(Key, .eq = true, .frozen = true, .hash = true);
DECLARE(Compared);
DECLARE(Equal);
DECLARE(RichCompared);
DECLARE(Row, .subclass = true);
DECLARE(Sequence, .sequence = true);
DECLARE(Mapping, .mapping = true);
DECLARE(ReadOnly);
DECLARE(Length);
DECLARE(Chain);
DECLARE(Attributes, .dict = true);
DECLARE(Guarded, .dict = true);
DECLARE(Watched, .subclass = true);
DECLARE(Descriptor);
DECLARE(ReadDescriptor);
DECLARE(Scalar);
DECLARE(Truth);
DECLARE(Hash);
DECLARE(Wrap);
DECLARE(Callable, .subclass = true);
DECLARE(FastCallable, .callable = true, .subclass = true);
DECLARE(Countdown);
DECLARE(Endless);
DECLARE(Returning);
DECLARE(Bag, .weakref = true);
DECLARE(ByVector);
DECLARE(ByList, .weakref = true);
DECLARE(ByMember);
DECLARE(ByValue);
DECLARE(OfClasses);
DECLARE(ByMutable);
DECLARE(LockedList, .locked = true);
DECLARE(Sender);
DECLARE(Awaitable);
DECLARE(AsyncCountdown);
DECLARE(Final, .subclass = true);
DECLARE(Samples);
DECLARE(Image, .frozen = true);
DECLARE(Strided);
DECLARE(Named, .repr = "Named({name}, {value:.2f})", .str = "{{{name}}} {other!r} {other}");
DECLARE(Base, .subclass = true);
template <> inline constexpr auto tether::pyclass<Derived> = tether::Class<Base>{.name = "Derived"};
DECLARE(Ordinary);
DECLARE(Busy, .eq = true);
#undef DECLARE

// All operators by name: what was called, with which operands.
#define BINARY(name)                                                                                         \
    method<"__" #name "__(other)",                                                                           \
           [](const Number& self, long other) { return told("__" #name "__", self, other); }>(),             \
        method<"__r" #name "__(other)",                                                                      \
               [](const Number& self, long other) { return told("__r" #name "__", self, other); }>(),        \
        method<"__i" #name "__(other)",                                                                      \
               [](const Number& self, long other) { return told("__i" #name "__", self, other); }>()
template <>
inline constexpr auto tether::pymethods<Number> = members(
    init<"(value)", long>(), BINARY(add), BINARY(sub), BINARY(mul), BINARY(matmul), BINARY(truediv),
    BINARY(floordiv), BINARY(mod), BINARY(lshift), BINARY(rshift), BINARY(and), BINARY(xor), BINARY(or),
    method<"__divmod__(other)",
           [](const Number& self, long other) { return told("__divmod__", self, other); }>(),
    method<"__rdivmod__(other)",
           [](const Number& self, long other) { return told("__rdivmod__", self, other); }>(),
    method<"__pow__(other, modulo)",
           [](const Number& self, long other, std::optional<long> modulo) {
               return told("__pow__", self, other) + ' ' + std::to_string(modulo.value_or(-1));
           }>(),
    method<"__rpow__(other)", [](const Number& self, long other) { return told("__rpow__", self, other); }>(),
    method<"__ipow__(other)", [](const Number& self, long other) { return told("__ipow__", self, other); }>(),
    method<"__neg__()", [](const Number& self) { return Number{-self.value}; }>(),
    method<"__pos__()", [](const Number& self) { return told("__pos__", self, 0); }>(),
    method<"__abs__()", [](const Number& self) { return std::labs(self.value); }>(),
    method<"__invert__()", [](const Number& self) { return ~self.value; }>(),
    method<"__index__()", [](const Number& self) { return self.value; }>(),
    method<"__int__()", [](const Number& self) { return self.value + 1; }>(),
    method<"__float__()", [](const Number& self) { return static_cast<double>(self.value) / 2; }>(),
    method<"__complex__()",
           [](const Number& self, Python py) {
               return *PyComplex::create(py, static_cast<double>(self.value), 1.0);
           }>(),
    method<"__round__(digits=0)",
           [](const Number& self, int digits) { return told("__round__", self, digits); }>(),
    method<"__repr__()", [](const Number& self) { return "Number(" + std::to_string(self.value) + ")"; }>());
#undef BINARY

template <>
inline constexpr auto tether::pymethods<Vec> = members(
    init<"(x=0.0, y=0.0)", double, double>(), get_set<"x", &Vec::x>(), get_set<"y", &Vec::y>(),
    method<"__add__(other)", [](const Vec& a, const Vec& b) { return Vec{a.x + b.x, a.y + b.y}; }>(),
    method<"__mul__(k)", [](const Vec& a, double k) { return Vec{a.x * k, a.y * k}; }>(),
    method<"__rmul__(k)", [](const Vec& a, double k) { return Vec{a.x * k, a.y * k}; }>(),
    method<"__iadd__(other)", [](Vec& a, Vec b) { a.x += b.x, a.y += b.y; }>(),
    method<"__isub__(other)",
           [](Vec& a, Vec b) -> Vec& {
               a.x -= b.x, a.y -= b.y;
               return a;
           }>(),
    method<"__imul__(k)", [](const Vec& a, double k) { return Vec{a.x * k, a.y * k}; }>(),
    method<"__sub__(other)",
           [](const Vec&, const Vec&) -> PyResult<Vec> { return PyErr::make<PyZeroDivisionError>("no"); }>(),
    method<"__truediv__(other)",
           [](const Vec&, double k) -> Vec {
               if (k == 0) throw std::domain_error("division of a Vec by zero");
               return {};
           }>(),
    method<"__or__(callable)", [](Vec& self, const PyAny& f) { return *f(*f.py().eval("None")), self.x; }>(),
    method<"call(f)", [](Vec& self, const PyAny& f) {
        (void)self;
        return *f();
    }>());

template <> inline constexpr auto tether::pymethods<Ordered> = members(init<"(value)", double>());
template <> inline constexpr auto tether::pymethods<Less> = members(init<"(value)", int>());
template <> inline constexpr auto tether::pymethods<Key> = members(init<"(value)", int>());

template <>
inline constexpr auto tether::pymethods<Compared> = members(
    init<"(value)", int>(), method<"__lt__(other)", [](const Compared& a, int b) { return a.value < b; }>(),
    method<"__le__(other)", [](const Compared& a, int b) { return a.value <= b; }>(),
    method<"__eq__(other)", [](const Compared& a, int b) { return a.value == b; }>(),
    method<"__ne__(other)", [](const Compared& a, int b) { return "ne " + std::to_string(a.value - b); }>(),
    method<"__gt__(other)",
           [](const Compared& a, int b) -> PyResult<bool> {
               if (b == 13) return PyErr::make<PyLookupError>("thirteen");
               return b < a.value;
           }>(),
    method<"__ge__(other)", [](const Compared& a, int b) { return a.value >= b; }>(),
    method<"__hash__()", [](const Compared& a) { return a.value; }>());

template <>
inline constexpr auto tether::pymethods<Equal> = members(
    init<"(value)", int>(), method<"__eq__(other)", [](const Equal& a, int b) { return a.value == b; }>());

template <>
inline constexpr auto tether::pymethods<RichCompared> =
    members(init<"(value)", int>(),
            method<"__richcmp__(other, op)", [](const RichCompared& a, const RichCompared& b, CompareOp op) {
                return matches(op, a.value <=> b.value);
            }>());

template <>
inline constexpr auto tether::pymethods<Row> =
    members(init<"(items=())", [](const PyAny& items) { return Row{*items.extract<std::vector<int>>()}; }>(),
            method<"__len__()", &Row::len>(), method<"__getitem__(index)", &Row::get>(),
            method<"__setitem__(index, value)", &Row::set>(), method<"__delitem__(index)", &Row::remove>(),
            method<"__contains__(value)", &Row::contains>(), method<"append(value)", &Row::append>());

template <>
inline constexpr auto tether::pymethods<Sequence> = members(
    init<"(items=())", [](const PyAny& items) { return Sequence{{*items.extract<std::vector<int>>()}}; }>(),
    method<"__len__()", &Sequence::len>(), method<"__getitem__(index)", &Sequence::get>(),
    method<"__setitem__(index, value)", &Sequence::set>(), method<"__delitem__(index)", &Sequence::remove>());

template <>
inline constexpr auto tether::pymethods<Mapping> =
    members(init<"()">(), method<"__len__()", [](const Mapping& self) { return self.items.size(); }>(),
            method<"__getitem__(key)",
                   [](const Mapping& self, const std::string& key) -> PyResult<int> {
                       auto const found = self.items.find(key);
                       if (found == self.items.end()) return PyErr::make<PyKeyError>(key);
                       return found->second;
                   }>(),
            method<"__setitem__(key, value)",
                   [](Mapping& self, std::string key, int value) { self.items[std::move(key)] = value; }>());

template <>
inline constexpr auto tether::pymethods<ReadOnly> =
    members(init<"()">(), method<"__delitem__(key)", [](const ReadOnly&, const PyAny&) {}>());

template <>
inline constexpr auto tether::pymethods<Length> = members(
    init<"(value)", long long>(), method<"__len__()", [](const Length& self) { return self.value; }>());

template <>
inline constexpr auto tether::pymethods<Chain> = members(
    init<"(items)", std::vector<int>>(),
    method<"__concat__(other)",
           [](const Chain& a, const Chain& b) {
               Chain both = a;
               both.items.insert(both.items.end(), b.items.begin(), b.items.end());
               return both;
           }>(),
    method<"__repeat__(times)",
           [](const Chain& a, int times) {
               Chain all;
               for (int i = 0; i < times; ++i)
                   all.items.insert(all.items.end(), a.items.begin(), a.items.end());
               return all;
           }>(),
    method<"__inplace_concat__(other)",
           [](Chain& a, Chain b) { a.items.insert(a.items.end(), b.items.begin(), b.items.end()); }>(),
    method<"__inplace_repeat__(times)",
           [](Chain& a, std::size_t times) { a.items.resize(a.items.size() * times); }>(),
    get<"items", &Chain::items>());

template <>
inline constexpr auto tether::pymethods<Attributes> = members(
    init<"()">(), get_set<"declared", &Attributes::declared>(),
    get<"broken", [](const Attributes&) -> PyResult<int> { return PyErr::make<PyKeyError>("broken"); }>(),
    method<"__getattr__(name)", [](const Attributes&, const std::string& name) -> PyResult<std::string> {
        if (name.starts_with("no_")) return PyErr::make<PyAttributeError>(name);
        return "missing " + name;
    }>());

template <>
inline constexpr auto tether::pymethods<Guarded> = members(
    init<"()">(),
    method<"__getattribute__(name)",
           [](const object<Guarded>& self, const PyString& name) -> PyResult<Bound<PyAny>> {
               auto const text = *name.to_string();
               if (text == "secret") return PyErr::make<PyAttributeError>("secret");
               if (text == "log") return *PyString::create(self.py(), self.borrow()->log);
               return PyString::create(self.py(), "seen " + text).transform([](Bound<PyString> seen) {
                   return Bound<PyAny>(std::move(seen));
               });
           }>(),
    method<"__getattr__(name)", [](const Guarded&, const std::string& name) { return "guarded " + name; }>(),
    method<"__setattr__(name, value)",
           [](Guarded& self, const std::string& name, int value) {
               self.log += "set " + name + ' ' + std::to_string(value) + ';';
           }>(),
    method<"__delattr__(name)",
           [](Guarded& self, const std::string& name) { self.log += "del " + name + ';'; }>());

template <>
inline constexpr auto tether::pymethods<Watched> =
    members(init<"()">(), get_set<"log", &Watched::log>(),
            method<"__delattr__(name)", [](Watched& self, const std::string& name) { self.log = name; }>());

template <>
inline constexpr auto tether::pymethods<Descriptor> =
    members(init<"()">(),
            method<"__get__(instance, owner=None)",
                   [](const Descriptor&, const PyAny& instance, const PyAny& owner) {
                       return *PyTuple::create(instance.py(), instance, owner);
                   }>(),
            method<"__set__(instance, value)", [](const Descriptor&, const PyAny& instance,
                                                  int value) { instance.setattr("told", value).value(); }>(),
            method<"__delete__(instance)", [](const Descriptor&, const PyAny& instance) {
                instance.setattr("told", "deleted").value();
            }>());

template <>
inline constexpr auto tether::pymethods<ReadDescriptor> = members(
    init<"()">(), method<"__set__(instance, value)", [](const ReadDescriptor&, const PyAny&, int) {}>());

template <>
inline constexpr auto tether::pymethods<Scalar> = members(
    init<"(value)", double>(), method<"__float__()", [](const Scalar& self) { return self.value; }>(),
    method<"__format__(spec)",
           [](const Scalar& self, const std::string& spec) { return spec + std::to_string(self.value); }>(),
    method<"__enter__()", [](const Bound<Scalar>& self) { return self; }>(),
    method<"__exit__(type, value, traceback)",
           [](Scalar&, const PyAny& type, const PyAny&, const PyAny&) { return !type.is_none(); }>(),
    method<"__reversed__()", [](const Scalar&) { return std::vector<int>{2, 1}; }>(),
    method<"__fspath__()", [](const Scalar&) { return "/scalar"; }>(),
    class_method<"__class_getitem__(item)",
                 [](const PyType& type, const PyAny& item) {
                     return *PyTuple::create(type.py(), type, item);
                 }>(),
    class_attr<"__contains__", [](Python py) { return py.None(); }>(),
    method<"__iter__()", [](const Scalar&) { return std::vector<int>{1}; }>());

template <>
inline constexpr auto tether::pymethods<Truth> =
    members(init<"(value)", int>(), method<"__bool__()", [](const Truth& self) -> PyResult<bool> {
                if (self.value < 0) return PyErr::make<PyValueError>("neither");
                return self.value != 0;
            }>());

template <>
inline constexpr auto tether::pymethods<Hash> =
    members(init<"(held)", Py<PyAny>>(), method<"__hash__()", &Hash::value>(),
            method<"__len__()", &Hash::value>(), method<"__bool__()", &Hash::value>());

template <>
inline constexpr auto tether::pymethods<Wrap> = members(
    init<"(value)", std::uint64_t>(), method<"__hash__()", [](const Wrap& self) { return self.value; }>());

template <>
inline constexpr auto tether::pymethods<Callable> = members(
    init<"(base=0)", int>(),
    method<"__call__(a, b=2, *args, key=1, **kwargs)",
           [](const Callable& self, Python py, int a, int b, const PyTuple& args, int key,
              const PyDict& kwargs) { return *PyTuple::create(py, self(a, b), args, key, kwargs); }>());
template <>
inline constexpr auto tether::pymethods<FastCallable> =
    members(init<"(base=0)", [](int base) { return FastCallable{{base}}; }>(),
            method<"__call__(a, b=2)", [](const FastCallable& self, int a, int b) { return self(a, b); }>());

template <>
inline constexpr auto tether::pymethods<Countdown> =
    members(init<"(start)", int>(), method<"__iter__()", &Countdown::iter>(),
            method<"__next__()", &Countdown::next>());

template <>
inline constexpr auto tether::pymethods<Endless> =
    members(init<"()">(), method<"__iter__()", [](const Bound<Endless>& self) { return self; }>(),
            method<"__next__()", [](const Endless&) { return 1; }>());

template <>
inline constexpr auto tether::pymethods<Returning> =
    members(init<"()">(), method<"__iter__()", [](const Bound<Returning>& self) { return self; }>(),
            method<"__next__()", [](Returning& self, Python py) -> PyResult<std::optional<int>> {
                if (std::exchange(self.done, true)) return PyErr::make<PyStopIteration>(py, 42);
                return 1;
            }>());

template <>
inline constexpr auto tether::pymethods<Bag> = members(
    init<"()">(), method<"add(value)", &Bag::add>(),
    method<"by_vector()", [](const object<Bag>& self) { return make_iterator(self, &Bag::vector); }>(),
    method<"by_method()", [](const object<Bag>& self) { return make_iterator(self, &Bag::as_vector); }>(),
    method<"by_list()", [](const object<Bag>& self) { return make_iterator(self, &Bag::list); }>(),
    method<"by_fresh()", [](const object<Bag>& self) { return make_iterator(self, &Bag::fresh); }>(),
    method<"bits()", [](const object<Bag>& self) { return make_iterator(self, &Bag::bits); }>(),
    method<"items()", [](const object<Bag>& self) { return make_iterator(self, &Bag::map); }>(),
    method<"keys()",
           [](const object<Bag>& self) {
               return make_iterator(self, &Bag::map, [](const auto& item) { return item.first; });
           }>(),
    method<"tail()",
           [](const object<Bag>& self) {
               auto const bag = self.borrow();
               return make_iterator(self, ++bag->list.begin(), bag->list.end());
           }>(),
    method<"of_other(owner)", [](const Bag&, const PyAny& owner) {
        static constexpr int values[] = {4, 5};
        return make_iterator(owner, std::begin(values), std::end(values));
    }>());

template <>
inline constexpr auto tether::pymethods<ByVector> = members(
    init<"()">(), method<"__iter__()", &ByVector::as_vector>(), method<"add(value)", &ByVector::add>());
template <>
inline constexpr auto tether::pymethods<ByList> =
    members(init<"()">(),
            method<"__iter__()", [](const ByList& self) -> const std::list<int>& { return self.list; }>(),
            method<"add(value)", &ByList::add>());
template <>
inline constexpr auto tether::pymethods<ByMember> =
    members(init<"()">(), method<"__iter__()", &ByMember::map>());
template <>
inline constexpr auto tether::pymethods<OfClasses> =
    members(init<"()">(), method<"__iter__()", &OfClasses::all>(),
            method<"again()",
                   [](const Bound<OfClasses>& self) { return make_iterator(self, &OfClasses::scalars); }>());
template <>
inline constexpr auto tether::pymethods<ByValue> =
    members(init<"()">(), method<"__iter__()", &ByValue::fresh>());
template <>
inline constexpr auto tether::pymethods<ByMutable> =
    members(init<"()">(), method<"__iter__()", &ByMutable::all>(), method<"add(value)", &ByMutable::add>());
template <>
inline constexpr auto tether::pymethods<LockedList> =
    members(init<"()">(), method<"__iter__()", &LockedList::items>());

template <>
inline constexpr auto tether::pymethods<Sender> =
    members(init<"()">(), method<"__iter__()", [](const Bound<Sender>& self) { return self; }>(),
            method<"__send__(value)", &Sender::send>(), method<"send(value)", &Sender::send>());

template <>
inline constexpr auto tether::pymethods<Awaitable> =
    members(init<"()">(), method<"__await__()", [](const Awaitable&) { return std::vector<int>{}; }>());

template <>
inline constexpr auto tether::pymethods<AsyncCountdown> =
    members(init<"(start)", int>(),
            method<"__aiter__()", [](const Bound<AsyncCountdown>& self) { return self; }>(),
            method<"__anext__()", [](AsyncCountdown& self) -> std::optional<Awaitable> {
                if (self.from-- <= 0) return std::nullopt;
                return Awaitable{};
            }>());

template <>
inline constexpr auto tether::pymethods<Final> =
    members(init<"(log, fails=False)", Py<PyAny>, bool>(), method<"__del__()", [](Final& self, Python py) {
                self.log.bind(py).call_method("append", "end").value();
                if (self.fails) throw std::runtime_error("at the end");
            }>());

template <>
inline constexpr auto tether::pymethods<Samples> =
    members(init<"()">(), method<"__buffer__()", [](Samples& self) { return std::span(self.items); }>(),
            method<"__release_buffer__()", [](const object<Samples>&) {}>(),
            method<"append(value)", [](Samples& self, double value) { self.items.push_back(value); }>(),
            get<"items", &Samples::items>());

template <>
inline constexpr auto tether::pymethods<Image> =
    members(init<"()">(), method<"__buffer__(flags)", [](const Image& self, int) {
                return BufferInfo(self.pixels.data(), {2, 3});
            }>());

template <>
inline constexpr auto tether::pymethods<Strided> =
    members(init<"()">(), method<"__buffer__()", [](const Strided& self) -> PyResult<BufferInfo> {
                BufferInfo info(self.cells.data(), {3});
                info.strides = {8};
                return info;
            }>());

template <>
inline constexpr auto tether::pymethods<Named> = members(
    init<"(name, value=0.0)",
         [](std::string name, double value) {
             return Named{std::move(name), value, attach([](Python py) { return py.None().unbind(); })};
         }>(),
    get<"name", &Named::name>(), get<"value", &Named::value>(), get_set<"other", &Named::other>());

template <>
inline constexpr auto tether::pymethods<Base> = members(
    init<"(value)", int>(), get<"value", &Base::value>(),
    method<"__add__(other)", [](const Base& self, int other) { return self.value + other; }>(),
    method<"__setitem__(key, value)", [](Base& self, int, int value) { self.value = value; }>(),
    method<"__delitem__(key)", [](Base& self, int) { self.value = -1; }>(),
    method<"__lt__(other)", [](const Base& self, int other) { return self.value < other; }>(),
    method<"__getattr__(name)", [](const Base&, const std::string& name) { return "base " + name; }>(),
    method<"__setattr__(name, value)",
           [](Base& self, const std::string&, int value) { self.value = value; }>());
template <>
inline constexpr auto tether::pymethods<Derived> = members(
    init<"(value)", [](int value) { return Derived{{value}}; }>(),
    method<"__radd__(other)", [](const Derived& self, int other) { return other - self.value; }>(),
    method<"__setitem__(key, value)", [](Derived& self, int, int value) { self.value = value * 2; }>(),
    method<"__gt__(other)", [](const Derived& self, int other) { return other < self.value; }>(),
    method<"__delattr__(name)", [](Derived& self, const std::string&) { self.value = -2; }>());

template <>
inline constexpr auto tether::pymethods<Ordinary> =
    members(init<"()">(), method<"__private(a)", [](const Ordinary&, int a) { return a; }>(),
            method<"__unknown__(a, b=2)", [](const Ordinary&, int a, int b) { return a + b; }>());

template <>
inline constexpr auto tether::pymethods<Busy> =
    members(init<"()">(), method<"__getitem__(key)", [](const Busy& self, int) { return self.value; }>(),
            method<"__add__(other)", [](const Busy&, const Busy&) { return 1; }>(),
            method<"__len__()", [](Busy&) { return 0; }>(),
            method<"change(f)", [](Busy&, const PyAny& f) { return *f(); }>(),
            method<"read(f)", [](const Busy&, const PyAny& f) { return *f(); }>());

TETHER_MODULE(protocols, m, .gil_used = false) {
    m.add_class<Number>().add_class<Vec>().add_class<Ordered>().add_class<Less>().add_class<Key>();
    m.add_class<Compared>().add_class<Equal>().add_class<RichCompared>();
    m.add_class<Row>().add_class<Sequence>().add_class<Mapping>().add_class<ReadOnly>().add_class<Length>();
    m.add_class<Chain>().add_class<Attributes>().add_class<Guarded>().add_class<Watched>();
    m.add_class<Descriptor>().add_class<ReadDescriptor>().add_class<Scalar>().add_class<Truth>();
    m.add_class<Hash>().add_class<Wrap>().add_class<Callable>().add_class<FastCallable>();
    m.add_class<Countdown>().add_class<Endless>().add_class<Returning>().add_class<Bag>();
    m.add_class<ByVector>()
        .add_class<ByList>()
        .add_class<ByMember>()
        .add_class<ByValue>()
        .add_class<OfClasses>();
    m.add_class<ByMutable>().add_class<LockedList>().add_class<Sender>().add_class<Awaitable>();
    m.add_class<AsyncCountdown>().add_class<Final>().add_class<Samples>().add_class<Image>();
    m.add_class<Strided>().add_class<Named>().add_class<Base>().add_class<Derived>();
    m.add_class<Ordinary>().add_class<Busy>();
    // What no operator of Python's reaches: the sequence slots themselves.
    m.add_function<"concat(a, b)", [](const PyAny& a, const PyAny& b) {
        return *Bound<PyAny>::from_owned_ptr_or_err(a.py(), PySequence_Concat(a.as_ptr(), b.as_ptr()));
    }>();
    m.add_function<"inplace_concat(a, b)", [](const PyAny& a, const PyAny& b) {
        return *Bound<PyAny>::from_owned_ptr_or_err(a.py(), PySequence_InPlaceConcat(a.as_ptr(), b.as_ptr()));
    }>();
    m.add_function<"sequence_item(a, index)", [](const PyAny& a, Py_ssize_t index) {
        return *Bound<PyAny>::from_owned_ptr_or_err(a.py(), PySequence_GetItem(a.as_ptr(), index));
    }>();
    m.add_function<"slots(type)", [](const PyAny& any) {
        auto* const type = reinterpret_cast<PyTypeObject*>(any.as_ptr());
        auto const has = [&](int slot) { return PyType_GetSlot(type, slot) != nullptr; };
        return std::vector<bool>{has(Py_mp_length), has(Py_sq_length),        has(Py_mp_subscript),
                                 has(Py_sq_item),   has(Py_mp_ass_subscript), has(Py_sq_ass_item)};
    }>();
}
