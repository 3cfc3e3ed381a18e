// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A span parameter is memory of numbers; text lies nowhere in a row.
#include <tether/tether.hpp>

#include <vector>

#ifdef TETHER_EXPECT_ERROR
using P = std::span<const std::string>; //~ error: tether: a std::span parameter borrows a buffer of numbers
#else
using P = std::vector<std::string>;
#endif

std::size_t count(const P& texts) { return texts.size(); }

TETHER_MODULE(spans, m) { m.add_function<"count(texts)", count>(); }
