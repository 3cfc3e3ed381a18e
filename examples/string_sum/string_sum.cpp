#include <tether/tether.hpp>

#include <string>

std::string sum_as_string(std::size_t a, std::size_t b) { return std::to_string(a + b); }

TETHER_MODULE(string_sum, m) {
    m.doc("A Python module written in C++.");
    m.add_function<"sum_as_string(a, b=2)", sum_as_string>("Formats the sum of two numbers as string.");
}
