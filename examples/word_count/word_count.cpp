#include <tether/convert/unordered_map.hpp>
#include <tether/tether.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

using Counts = std::unordered_map<std::string_view, std::size_t>;

// The size in UTF-8 of the white space beyond ASCII that begins at `text[at]`, 0 where there is none.
std::size_t wide_space_size(std::string_view text, std::size_t at) {
    auto const starts = [&](std::string_view space) { return text.substr(at, space.size()) == space; };
    for (std::string_view space :
         {"\u0085", "\u00a0", "\u1680", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"})
        if (starts(space)) return space.size();
    return starts("\u2000") || (starts("\xe2\x80") && at + 2 < text.size() && text[at + 2] <= '\x8a') ? 3 : 0;
}

// Whether a byte is ASCII white space, by str.split()'s own set, or may begin another.
constexpr auto may_be_space = [] {
    std::array<bool, 256> table{};
    for (char const c : {' ', '\t', '\n', '\v', '\f', '\r', '\x1c', '\x1d', '\x1e', '\x1f'})
        table[static_cast<unsigned char>(c)] = true;
    for (unsigned const c : {0xC2U, 0xE1U, 0xE2U, 0xE3U}) table[c] = true;
    return table;
}();

// The size of the white space that begins at `text[at]`, 0 where there is none.
std::size_t space_size(std::string_view text, std::size_t at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    if (!may_be_space[byte]) [[likely]]
        return 0;
    return byte < 0x80 ? 1 : wide_space_size(text, at);
}

void count(std::string_view text, Counts& counts) {
    for (std::size_t at = 0; at < text.size();) {
        if (std::size_t const space = space_size(text, at)) {
            at += space;
            continue;
        }
        std::size_t const begin = at;
        while (at < text.size() && space_size(text, at) == 0) ++at;
        ++counts[text.substr(begin, at - begin)];
    }
}

// The beginnings of `parts` pieces of a text that no word crosses, and its end.
std::vector<std::size_t> cut(std::string_view text, std::size_t parts) {
    std::vector<std::size_t> cuts{0};
    for (std::size_t part = 1; part < parts; ++part) {
        std::size_t at = std::max(cuts.back(), text.size() / parts * part);
        while (at < text.size() && space_size(text, at) == 0) ++at;
        cuts.push_back(at);
    }
    cuts.push_back(text.size());
    return cuts;
}

// Runs detached: it has no Python object, so other threads of Python go on meanwhile.
Counts count_in_parts(std::string_view text, std::size_t parts) {
    std::vector<Counts> counts(parts);
    std::vector<std::size_t> const cuts = cut(text, parts);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < parts; ++i)
            threads.emplace_back([&, i] { count(text.substr(cuts[i], cuts[i + 1] - cuts[i]), counts[i]); });
        count(text.substr(0, cuts[1]), counts[0]);
    }
    for (std::size_t i = 1; i < parts; ++i)
        for (auto const& [word, n] : counts[i]) counts[0][word] += n;
    return std::move(counts[0]);
}

tether::PyResult<Counts> word_count(tether::Python py, std::string_view text, std::size_t threads) {
    if (threads == 0 || threads > 256)
        return tether::PyErr::make<tether::PyValueError>("threads must be between 1 and 256");
    return py.detach(count_in_parts, text, threads);
}

} // namespace

TETHER_MODULE(_word_count, m, .gil_used = false) {
    m.add_function<"word_count(text, threads=1)", word_count>(
        "Counts the words of a text, as collections.Counter(text.split()) does, on several threads.");
}
