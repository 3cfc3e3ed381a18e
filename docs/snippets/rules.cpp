// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/embed.hpp>
#include <tether/tether.hpp>

#include <cstdio>
#include <thread>

using namespace tether;

// [inittab]
TETHER_MODULE(shop, m) {
    m.add_function<"price(item)", [](std::string_view item) { return item == "tea" ? 3.5 : 1.0; }>();
}

int main() {
    append_to_inittab("shop", PyInit_shop).value(); // before Python starts
    Interpreter python;
    // [/inittab]

    // [from_code]
    attach([](Python py) {
        auto rules = *PyModule::from_code(py,
                                          "import shop\n"
                                          "def total(items): return sum(map(shop.price, items))\n",
                                          "rules.py", "rules");
        auto total = *rules.getattr("total")->call(std::vector{"tea", "bun"})->extract<double>();
        std::printf("total %.2f\n", total);
    });
    // [/from_code]

    // [code]
    Py<PyCode> discount = attach([](Python py) {
        return PyCode::compile(py, "price * 0.9 if price > limit else price", "discount",
                               CodeInput::expression)
            ->unbind();
    });
    // [/code]

    // [threads]
    std::thread worker([&discount] {
        attach([&discount](Python py) {
            for (double price : {2.0, 10.0}) {
                auto scope = *PyDict::create(py, item("price", price), item("limit", 5));
                std::printf("%.2f\n", *discount.bind(py).run(in{.globals = scope})->extract<double>());
            }
        });
    });
    worker.join(); // before `python` ends
} // the interpreter ends here
// [/threads]
