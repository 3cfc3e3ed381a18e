// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python callables as callbacks and as std::function, in functions and in classes; for test_callbacks.py.
#include <tether/convert/functional.hpp>
#include <tether/pyclass.hpp>

#include <algorithm>
#include <thread>

namespace called {

using tether::Callback;

/// How many buttons live, whatever Python thinks of their objects.
inline int alive = 0;

struct Button {
    Callback<int(int)> on_click;
    std::vector<Callback<void()>> others;
    std::optional<Callback<void()>> last;

    explicit Button(Callback<int(int)> callback) : on_click(std::move(callback)) { ++alive; }
    Button(const Button&) = delete;
    Button& operator=(const Button&) = delete;
    ~Button() { --alive; }

    int click(int times) const {
        int result = 0;
        for (int i = 0; i < times; ++i) result = on_click(i);
        return result;
    }
};

/// Holds what the collector cannot see.
struct Timer {
    std::function<int(int)> step;
};

struct Point {
    double x = 0;
};

/// Calls on a thread that Python does not know, while this one waits detached.
template <class F> void elsewhere(tether::Python py, F f) {
    py.detach(tether::assume_ungil([&] { std::thread(std::move(f)).join(); }));
}

} // namespace called

using namespace tether;
using namespace called;

template <> inline constexpr auto tether::pyclass<Button> = Class<>{.name = "Button", .weakref = true};
template <> inline constexpr auto tether::pyclass<Timer> = Class<>{.name = "Timer", .weakref = true};
template <> inline constexpr auto tether::pyclass<called::Point> = Class<>{.name = "Point"};

template <>
inline constexpr auto tether::pymethods<Button> =
    members(init<"(on_click)", Callback<int(int)>>(), get_set<"on_click", &Button::on_click>(),
            get_set<"last", &Button::last>(), field<"others", &Button::others>,
            method<"click(times=1)", &Button::click>(),
            method<"add(callback)",
                   [](Button& b, Callback<void()> callback) { b.others.push_back(std::move(callback)); }>(),
            method<"fire()", [](const Button& b) {
                for (const auto& each : b.others) each();
            }>());
template <>
inline constexpr auto tether::pymethods<Timer> =
    members(init<"()">(), get_set<"step", &Timer::step>(),
            method<"run(n)", [](const Timer& t, int n) { return t.step(n); }>());
template <>
inline constexpr auto tether::pymethods<called::Point> =
    members(init<"(x)", double>(), get_set<"x", &called::Point::x>());

TETHER_MODULE(callbacks, m, .gil_used = false) {
#ifdef __cpp_rtti
    m.add("HAS_RTTI", true);
#else
    m.add("HAS_RTTI", false);
#endif
    m.add_class<Button>().add_class<Timer>().add_class<called::Point>();
    m.add_function<"alive()", [] { return alive; }>();

    m.add_function<"call(f)", [](const Callback<int(int, std::string)>& f) { return f(3, "three"); }>();
    m.add_function<"call_void(f)", [](Callback<void()> f) { f(); }>();
    m.add_function<"call_maybe(f=None)", [](std::optional<Callback<int()>> f) { return f ? (*f)() : -1; }>();
    m.add_function<"call_point(f)",
                   [](const Callback<double(called::Point)>& f) { return f(called::Point{2}); }>();
    m.add_function<"call_view(f, object)", [](const Callback<std::string(std::string_view, const PyAny&)>& f,
                                              const PyAny& object) { return f("text", object); }>();
    m.add_function<"give_back(f)", [](Callback<void()> f) { return f; }>();
    m.add_function<"caught(f)", [](const Callback<int()>& f) -> std::string {
        try {
            return std::to_string(f());
        } catch (const std::exception& error) {
            return error.what();
        }
    }>();
    m.add_function<"value_or(f, other)",
                   [](const Callback<PyResult<int>()>& f, int other) { return f().value_or(other); }>();
    m.add_function<"passed_on(f)", [](const Callback<PyResult<int>()>& f) { return f(); }>();
    m.add_function<"moved_from(f)", [](Callback<int()> f) {
        Callback<int()> const other = std::move(f);
        return f();
    }>();

    m.add_function<"apply(f, n)", [](const std::function<int(int)>& f, int n) { return f(n); }>();
    m.add_function<"is_empty(f=None)", [](std::function<int(int)> f) { return f == nullptr; }>();
    m.add_function<"same(f)", [](std::function<int(int)> f) { return f; }>();
    m.add_function<"adder(n)", [](int n) { return std::function<int(int)>([n](int i) { return n + i; }); }>();
    m.add_function<"doer()", [] { return std::function<void()>([] {}); }>();
    m.add_function<"nothing()", [] { return std::function<void()>(); }>();
    m.add_function<"sorted_by(values, key)",
                   [](std::vector<int> values, const std::function<double(int)>& key) {
                       std::sort(values.begin(), values.end(), [&](int a, int b) { return key(a) < key(b); });
                       return values;
                   }>();

    m.add_function<"call_elsewhere(f)", [](Python py, const Callback<int(int)>& f) {
        int result = 0;
        elsewhere(py, [&] { result = f(7); });
        return result;
    }>();
    m.add_function<"fail_elsewhere(f)", [](Python py, const Callback<int(int)>& f) {
        std::exception_ptr thrown;
        elsewhere(py, [&] {
            try {
                f(1);
            } catch (...) {
                thrown = std::current_exception();
            }
        });
        if (thrown) std::rethrow_exception(thrown);
    }>();
    m.add_function<"drop_elsewhere(f)", [](Python py, std::function<int(int)> f) {
        auto copy = f;
        f = nullptr;
        elsewhere(py, [taken = std::move(copy)]() mutable {
            auto const another = taken;
            taken = nullptr;
        });
    }>();
}
