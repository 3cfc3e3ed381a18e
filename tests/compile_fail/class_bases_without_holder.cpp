// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Several bases are for classes whose values do not stand inside the instances.
#include <tether/pyclass.hpp>

struct Reader {
    int read = 0;
};
struct Writer {
    int written = 0;
};
struct File : Reader, Writer {};

template <>
inline constexpr auto tether::pyclass<Reader> = tether::Class<>{.name = "Reader", .subclass = true};
template <>
inline constexpr auto tether::pyclass<Writer> = tether::Class<>{.name = "Writer", .subclass = true};
#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pyclass<File> = tether::Class<tether::Bases<Reader, Writer>>{.name = "File"};
#else
template <> inline constexpr auto tether::pyclass<File> = tether::Class<Reader>{.name = "File"};
#endif

TETHER_MODULE(files, m) {
    m.add_class<Reader>().add_class<Writer>();
    m.add_class<File>(); //~ error: tether: a class with several C++ bases, and each of these, needs .holder
}
