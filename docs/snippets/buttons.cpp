// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/function/callback.hpp>
#include <tether/pyclass.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace tether;

// [button]
struct Button {
    std::string label;
    std::vector<Callback<void(std::string)>> on_click;

    explicit Button(std::string a_label) : label(std::move(a_label)) {}
    void click() const {
        for (const auto& callback : on_click) callback(label);
    }
};
// [/button]

// [class]
template <> inline constexpr auto tether::pyclass<Button> = Class<>{.name = "Button", .weakref = true};

template <>
inline constexpr auto tether::pymethods<Button> =
    members(init<"(label)", std::string>(),
            field<"on_click", &Button::on_click>, // declared, and so it is seen
            method<"click()", &Button::click>(),
            method<"connect(callback)", [](Button& button, Callback<void(std::string)> callback) {
                button.on_click.push_back(std::move(callback));
            }>());
// [/class]

// [function]
int longest(const std::vector<std::string>& words, const Callback<int(std::string)>& measure) {
    int most = 0;
    for (const auto& word : words) most = std::max(most, measure(word));
    return most;
}
// [/function]

// [capture]
auto recorder(Python py, Py<PyList> list) {
    return closure<"record(label)">(
        py, capture(std::move(list), [](const Py<PyList>& labels, Python p, const PyString& label) {
            return labels.bind(p).append(label);
        }));
}
// [/capture]

TETHER_MODULE(buttons, m) {
    m.add_function<"recorder(list)", recorder>();
    m.add_class<Button>();
    m.add_function<"longest(words, measure)", longest>();
}
