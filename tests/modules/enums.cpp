// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Enums of every kind; for test_enums.py.
#include <tether/pyclass.hpp>

namespace paint {

enum class Color { red, green = 5, blue };
enum class Permission : unsigned char { read = 4, write = 2, run = 1 };
enum class Mask : std::int64_t { low = 1, high = 1LL << 40 };
enum class Code : short { ok = 200, missing = 404, negative = -1 };
enum class Simple { a, b };
enum class Big : std::uint64_t { all = ~std::uint64_t{0}, one = 1 };
enum class Alias { first = 1, also_first = 1, second = 2 };
enum Old { old_a, old_b };
enum class Many {
    v0,
    v1,
    v2,
    v3,
    v4,
    v5,
    v6,
    v7,
    v8,
    v9,
    v10 = 100,
    v11 = 50,
};
enum class Lost { a };

bool is_warm(Color color) { return color == Color::red; }

Color next(Color color) {
    return color == Color::red ? Color::green : color == Color::green ? Color::blue : static_cast<Color>(77);
}

struct Brush {
    Color color = Color::green;
};

} // namespace paint

using namespace tether;
using namespace paint;

template <>
inline constexpr auto tether::pyclass<Color> =
    Class<>{.name = "Color", .doc = "Colors.", .rename_all = RenameRule::screaming_snake_case};
template <> inline constexpr auto tether::pyclass<Permission> = Class<PyFlag>{.name = "Permission"};
template <> inline constexpr auto tether::pyclass<Mask> = Class<PyIntFlag>{.name = "Mask"};
template <> inline constexpr auto tether::pyclass<Code> = Class<PyIntEnum>{.name = "Code"};
template <> inline constexpr auto tether::pyclass<Simple> = Class<>{.name = "Simple", .eq_int = true};
template <> inline constexpr auto tether::pyclass<Big> = Class<>{.name = "Big", .module = "elsewhere"};
template <> inline constexpr auto tether::pyclass<Alias> = Class<>{.name = "Alias"};
template <> inline constexpr auto tether::pyclass<Old> = Class<>{.name = "Old"};
template <> inline constexpr auto tether::pyclass<Many> = Class<>{.name = "Many"};
template <> inline constexpr auto tether::pyclass<Lost> = Class<>{.name = "Lost"};
template <>
inline constexpr auto tether::pyclass<Brush> = Class<>{.name = "Brush", .dataclass = true, .pickle = true};

template <>
inline constexpr auto tether::pymethods<Color> =
    members(enum_value<"red", Color::red>("Like fire."), enum_value<"green", Color::green>(),
            enum_value<"darkBlue", Color::blue>(), method<"is_warm()", &is_warm>("Whether it is warm."),
            method<"mix(other, share=0.5)",
                   [](const Color& a, Color b, double share) { return share < 0.6 ? b : a; }>(),
            static_method<"best()", [] { return Color::blue; }>(),
            class_method<"count(n)",
                         [](const PyType& cls, int n) { return *cls.len() + static_cast<std::size_t>(n); }>(),
            get<"number", [](Color color) { return static_cast<int>(color); }>("The number."));
template <>
inline constexpr auto tether::pymethods<Permission> =
    members(enum_value<"R", Permission::read>(), enum_value<"W", Permission::write>(),
            enum_value<"X", Permission::run>());
template <>
inline constexpr auto tether::pymethods<Mask> =
    members(enum_value<"LOW", Mask::low>(), enum_value<"HIGH", Mask::high>());
template <>
inline constexpr auto tether::pymethods<Code> =
    members(enum_value<"OK", Code::ok>(), enum_value<"MISSING", Code::missing>(),
            enum_value<"NEGATIVE", Code::negative>());
template <>
inline constexpr auto tether::pymethods<Simple> =
    members(enum_value<"A", Simple::a>(), enum_value<"B", Simple::b>());
template <>
inline constexpr auto tether::pymethods<Big> =
    members(enum_value<"ALL", Big::all>(), enum_value<"ONE", Big::one>());
template <>
inline constexpr auto tether::pymethods<Alias> =
    members(enum_value<"FIRST", Alias::first>(), enum_value<"ALSO_FIRST", Alias::also_first>(),
            enum_value<"SECOND", Alias::second>());
template <>
inline constexpr auto tether::pymethods<Old> = members(enum_value<"A", old_a>(), enum_value<"B", old_b>());
template <>
inline constexpr auto tether::pymethods<Many> =
    members(enum_value<"V0", Many::v0>(), enum_value<"V1", Many::v1>(), enum_value<"V2", Many::v2>(),
            enum_value<"V3", Many::v3>(), enum_value<"V4", Many::v4>(), enum_value<"V5", Many::v5>(),
            enum_value<"V6", Many::v6>(), enum_value<"V7", Many::v7>(), enum_value<"V8", Many::v8>(),
            enum_value<"V9", Many::v9>(), enum_value<"V10", Many::v10>(), enum_value<"V11", Many::v11>());
template <>
inline constexpr auto tether::pymethods<Brush> = members(field<"color", &Brush::color>.or_default());

TETHER_MODULE(enums, m, .gil_used = false) {
    m.add_class<Color>().add_class<Permission>().add_class<Mask>().add_class<Code>().add_class<Simple>();
    m.add_class<Big>().add_class<Alias>().add_class<Old>().add_class<Many>().add_class<Brush>();
    m.add("BEST", Color::blue);
    m.add_function<"next(color=Color.RED)", next, default_for<"color", Color::red>>();
    m.add_function<"both(color=Color.RED, count=COUNT)",
                   [](Color color, int count) { return std::pair(color, count); },
                   default_for<"color", Color::green>, default_for<"count", 5>>();
    m.add_function<"number(permission)", [](Permission p) { return static_cast<int>(p); }>();
    m.add_function<"permission(number)", [](unsigned char n) { return static_cast<Permission>(n); }>();
    m.add_function<"mask(number)", [](std::int64_t n) { return static_cast<Mask>(n); }>();
    m.add_function<"mask_number(mask)", [](Mask mask) { return static_cast<std::int64_t>(mask); }>();
    m.add_function<"code(code)", [](Code code) { return code; }>();
    m.add_function<"simple(simple)", [](Simple simple) { return simple; }>();
    m.add_function<"big(big)", [](Big big) { return static_cast<std::uint64_t>(big); }>();
    m.add_function<"alias(alias)", [](Alias alias) { return alias; }>();
    m.add_function<"old(old)", [](Old old) { return old; }>();
    m.add_function<"many(many)", [](Many many) { return many; }>();
    m.add_function<"lost()", [] { return Lost::a; }>();
    m.add_function<"all(colors)", [](const std::vector<Color>& colors) { return colors.size(); }>();
    m.add_function<"maybe(color=None)", [](std::optional<Color> color) { return color; }>();
}
