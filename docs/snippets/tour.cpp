// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// [all]
#include <tether/tether.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace tether;

namespace {

std::string sum_as_string(std::size_t a, std::size_t b) { return std::to_string(a + b); }

double mean(const std::vector<double>& values, double otherwise) {
    if (values.empty()) return otherwise;
    double sum = 0;
    for (double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

PyResult<double> root(double x) {
    if (x < 0) return PyErr::make<PyValueError>("x must not be negative");
    return std::sqrt(x);
}

Bound<PyDict> lengths(Python py, const PyList& words) {
    auto result = *PyDict::create(py);
    for (auto word : words) *result.set_item(word, *word.len());
    return result;
}

} // namespace

TETHER_MODULE(tour, m) {
    m.doc("What a module in C++ looks like.");
    m.add_function<"sum_as_string(a, b=2)", sum_as_string>("Formats the sum of two numbers as string.")
        .add_function<"mean(values, *, otherwise=0.0)", mean>("The mean of some numbers.")
        .add_function<"root(x, /)", root>("The square root.")
        .add_function<"lengths(words)", lengths>("How long each word is.")
        .add("TAU", 6.283185307179586);
}
// [/all]
