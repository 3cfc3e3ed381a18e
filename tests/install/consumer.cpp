// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A stranger's module.
#include <tether/tether.hpp>

#include <string>
#include <vector>

std::string join(const std::vector<std::string>& words, const std::string& between) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

TETHER_MODULE(consumer, m) { m.add_function<"join(words, between=', ')", join>("Joins words."); }
