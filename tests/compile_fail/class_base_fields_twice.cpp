// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A base that a class has twice has its fields twice.
#include <tether/convert/memory.hpp>
#include <tether/pyclass.hpp>

struct Named {
    int name = 0;
    virtual ~Named() = default;
};
#ifdef TETHER_EXPECT_ERROR
struct Reader : Named {};
struct Writer : Named {};
#else
struct Reader : virtual Named {};
struct Writer : virtual Named {};
#endif
struct File : Reader, Writer {
    int size = 0;
};

using tether::Bases, tether::Class, tether::Holder, tether::field, tether::members;
template <>
inline constexpr auto tether::pyclass<Named> =
    Class<>{.name = "Named", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Reader> =
    Class<Named>{.name = "Reader", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<Writer> =
    Class<Named>{.name = "Writer", .holder = Holder::unique, .subclass = true};
template <>
inline constexpr auto tether::pyclass<File> =
    Class<Bases<Reader, Writer>>{.name = "File", .holder = Holder::unique, .pickle = true};
template <> inline constexpr auto tether::pymethods<Named> = members(field<"name", &Named::name>);
template <> inline constexpr auto tether::pymethods<Reader> = members();
template <> inline constexpr auto tether::pymethods<Writer> = members();
template <> inline constexpr auto tether::pymethods<File> = members(field<"size", &File::size>);

void add(tether::Module& m) {
    m.add_class<File>(); //~ error: tether: the class has a base twice, whose fields cannot be told apart.
}
