// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What threads share by the library's own means: values made once, locks, names, errors, callbacks.
#include "races.hpp"

#include <tether/convert/functional.hpp>
#include <tether/function/callback.hpp>
#include <tether/sync.hpp>

#include <array>
#include <string>
#include <thread>
#include <vector>

using namespace tether;

namespace {

constexpr std::size_t rooms = 4096;
std::array<PyOnceLock<Py<PyAny>>, rooms> values;
std::array<std::once_flag, rooms> flags;
std::array<int, rooms> called{};

/// Makes an object once a number; each third attempt fails.
PyResult<Borrowed<PyAny>> once(Python py, std::size_t number, bool fails) {
    TETHER_TRY(auto* value, values.at(number).get_or_try_init(py, [&]() -> PyResult<Py<PyAny>> {
        if (fails) return PyErr::make<PyValueError>("fails");
        if (number % 3 == 0) py.detach([] { std::this_thread::yield(); });
        return py.eval("[]")->unbind();
    }));
    return value->bind(py);
}

int call_once(Python py, std::size_t number) {
    call_once_attached(py, flags.at(number), [&] { ++called.at(number); });
    return called.at(number);
}

Mutex<long> counted;
std::mutex plain;
std::shared_mutex shared;
long plainly_counted = 0;
long shared_counted = 0;

void count(Python py, int i) {
    {
        const auto guard = counted.lock();
        ++*guard;
        if (i % 7 == 0) (void)py.eval("1").is_ok();
        if (i % 50 == 0) py.detach([] {});
    }
    if (i % 3 == 0) py.detach([] { ++*counted.lock(); });
    {
        const auto lock = lock_attached(py, plain);
        ++plainly_counted;
    }
    if (i % 4 == 0) {
        const auto lock = lock_attached(py, shared);
        ++shared_counted;
    } else {
        const auto lock = lock_shared_attached(py, shared);
        (void)shared_counted;
    }
}

std::vector<long> counts() { return {*counted.lock(), plainly_counted, shared_counted}; }

/// What the locks of Python objects guard.
struct Guarded {
    long one = 100;
    long other = 0;
    long changes = 0;
} guarded;

/// Moves between two numbers under the locks of two objects.
void move_between(const PyAny& one, const PyAny& other, bool back) {
    auto const move = [](long& from, long& to) {
        if (from == 0) return;
        --from;
        ++to;
    };
    // Whichever comes first, the order in which they are locked is the same.
    if (back)
        with_critical_section(other, one, [&] { move(guarded.other, guarded.one); });
    else
        with_critical_section(one, other, [&] { move(guarded.one, guarded.other); });
    with_critical_section(one, [&] { ++guarded.changes; });
}

std::vector<long> numbers() { return {guarded.one + guarded.other, guarded.changes}; }

template <std::size_t I> consteval fixed_string<8> name_of_number() {
    const char text[8] = {'n', 'a', 'm', 'e', '_', '0' + I / 10, '0' + I % 10, 0};
    return fixed_string<8>(text);
}

constexpr std::size_t names = 60;

/// The interned names of all numbers, each by a slot of its own.
template <std::size_t... I> std::vector<std::string> interned(Python py, std::index_sequence<I...>) {
    return {intern<name_of_number<I>()>(py).to_string().value()...};
}

PyResult<int> imported(Python py, bool fails) {
    TETHER_TRY(auto one, (import_once<"collections", "OrderedDict">(py)));
    TETHER_TRY(auto other, (import_once<"json", "JSONDecodeError">(py)));
    return one.is(other) || (fails && import_once<"no_such_module_here", "name">(py).is_ok()) ? 1 : 0;
}

PerInterpreter<Py<PyAny>> of_interpreter;

Borrowed<PyAny> here(Python py) {
    return of_interpreter.here(py).get_or_init(py, [&] { return py.eval("[]")->unbind(); }).bind(py);
}

const PyErr lazy_error = PyErr::make<PyValueError>("shared");
Mutex<std::optional<PyErr>> exchanged;

/// One error that all threads look at, one that they replace, and one that each makes and raises: an
/// exception that two threads raise at once is a race of Python's own, which writes its traceback.
PyResult<void> raise_shared(Python py, int i) {
    PyErr mine = PyErr::make<PyKeyError>("mine");
    {
        const auto guard = exchanged.lock();
        if (guard->has_value()) mine = **guard;
        if (i % 5 == 0) *guard = PyErr::make<PyKeyError>("new");
    }
    if (i % 3 == 0) (void)mine.value(py);
    py.detach([](const PyErr& seen) { (void)PyErr(seen).what(); }, mine);
    if (!lazy_error.is_instance<PyValueError>(py) || !lazy_error.value(py).is(lazy_error.value(py)))
        return PyErr::make<PyRuntimeError>("another error");
    if (i % 2 == 0) return PyErr::make<PyValueError>(lazy_error.what());
    return ok();
}

int apply(const Callback<int(int)>& f, int i) { return f(i); }

int apply_detached(Python py, std::function<int(int)> f, int i) {
    return py.detach(
        [](std::function<int(int)> mine, int number) {
            int result = 0;
            if (number % 10 == 0)
                std::jthread([&] { result = mine(number); }).join();
            else
                result = mine(number);
            return result;
        },
        std::move(f), i);
}

/// References that come and go on attached and detached threads.
int exchange(Python py, const PyAny& object, int i) {
    static constinit Mutex<std::optional<Py<PyAny>>> kept;
    auto mine = object.cast_unchecked<PyAny>().unbind();
    if (i % 2 == 0) {
        *kept.lock() = std::move(mine);
    } else {
        py.detach(
            [](Py<PyAny> given) {
                const std::optional<Py<PyAny>> former = std::exchange(*kept.lock(), std::move(given));
            },
            std::move(mine));
    }
    return i;
}

} // namespace

void add_shared(Module& m) {
    m.add_function<"once(number, fails)", once>()
        .add_function<"call_once(number)", call_once>()
        .add_function<"count(i)", count>()
        .add_function<"counts()", counts>()
        .add_function<"move_between(one, other, back)", move_between>()
        .add_function<"numbers()", numbers>()
        .add_function<"interned()",
                      [](Python py) { return interned(py, std::make_index_sequence<names>()); }>()
        .add_function<"imported(fails)", imported>()
        .add_function<"here()", here>()
        .add_function<"raise_shared(i)", raise_shared>()
        .add_function<"apply(f, i)", apply>()
        .add_function<"apply_detached(f, i)", apply_detached>()
        .add_function<"exchange(object, i)", exchange>();
}
