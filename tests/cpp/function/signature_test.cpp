// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/function/signature_check.hpp>
#include <tether/function/signature_parser.hpp>
#include <tether/function/text_signature.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

using namespace tether::detail;
using tether::fixed_string;
using Kind = ParameterKind;
using Fault = SignatureFault;

namespace {

/// A literal read for a function of any number of parameters up to 300.
template <fixed_string S>
constexpr auto table_of = parse_signature<300, count_equals(S.text, sizeof S.text - 1), 0>(S, "", false);

/// A mistake, and the rest of the literal from the place where it was seen.
struct Seen {
    Fault fault;
    std::string_view rest;
    constexpr bool operator==(const Seen&) const = default;
};

template <fixed_string S>
constexpr Seen seen{table_of<S>.head.fault, S.view().substr(table_of<S>.head.fault_at)};

template <fixed_string S> constexpr const Default& first_default = *table_of<S>.parts().default_of(0);

/// The default of `f(a=...)`.
template <fixed_string S> constexpr DefaultKind default_kind_of = first_default<S>.kind;

/// The kind, the range or the text of a default decide what the compiler is told.
template <fixed_string S>
consteval Fault against(std::initializer_list<const Accepts*> parameters,
                        std::initializer_list<std::string_view> from_cpp = {}) {
    return check_signature(table_of<S>, parameters, from_cpp).fault;
}

constexpr Accepts everything{.kinds = 0xFFFF, .args = true, .kwargs = true};
constexpr Accepts nothing{};
constexpr Accepts int8 = accepts_integer<std::int8_t>();
constexpr Accepts uint8 = accepts_integer<std::uint8_t>();
constexpr Accepts int64 = accepts_integer<std::int64_t>();
constexpr Accepts uint64 = accepts_integer<std::uint64_t>();
constexpr Accepts string = Accepts{}.with({DefaultKind::string, DefaultKind::none_});

} // namespace

namespace parameters {

constexpr auto& all = table_of<"name(a, b=2, /, c: int = 'x', *args, d=None, e, **kwargs) -> str">;
static_assert(all.head.fault == Fault::none);
static_assert(all.head.count == 7);
static_assert(all.head.positional_only == 2);
static_assert(all.head.positional == 3);
static_assert(all.head.required_positional == 1);
static_assert(all.head.keyword_only == 2);
static_assert(all.head.default_count == 3);
static_assert(all.head.has_var_positional && all.head.has_var_keyword && all.head.has_required_keyword_only);
static_assert(all.head.kind(0) == Kind::positional_only && all.head.kind(1) == Kind::positional_only);
static_assert(all.head.kind(2) == Kind::positional_or_keyword);
static_assert(all.head.kind(3) == Kind::var_positional);
static_assert(all.head.kind(4) == Kind::keyword_only && all.head.kind(5) == Kind::keyword_only);
static_assert(all.head.kind(6) == Kind::var_keyword);
static_assert(all.parts().name(0) == "a" && all.parts().name(3) == "args" && all.parts().name(6) == "kwargs");
static_assert(all.parts().find("d") == 4 && all.parts().find("x") == 7);
static_assert(std::string_view(all.text + all.head.name_at) == "name");
static_assert(std::string_view(all.parts().annotation(2)) == "int");
static_assert(std::string_view(all.text + all.head.result_at) == "str");
static_assert(all.parts().annotation(0) == nullptr);

static_assert(table_of<"f()">.head.count == 0 && table_of<"f()">.head.fault == Fault::none);
static_assert(table_of<"f( )">.head.fault == Fault::none);
static_assert(table_of<"  f ( a , b = 1 , ) ">.head.count == 2);
static_assert(table_of<"  f ( a , b = 1 , ) ">.head.fault == Fault::none);
static_assert(std::string_view(table_of<"  f()">.text) == "f");
static_assert(table_of<"f(\n    a,\n\tb,\r\n)">.head.count == 2);
static_assert(table_of<"f(a, /)">.head.positional_only == 1);
static_assert(table_of<"f(a, /, )">.head.fault == Fault::none);
static_assert(table_of<"f(a,b,/,c,*,d)">.head.keyword_only == 1);
static_assert(table_of<"f(*args)">.head.has_var_positional &&
              table_of<"f(*args,)">.head.fault == Fault::none);
static_assert(table_of<"f(* args, ** kw)">.head.fault == Fault::none);
static_assert(table_of<"f(*, a=1, b)">.head.has_required_keyword_only);
static_assert(!table_of<"f(*, a=1)">.head.has_required_keyword_only);
static_assert(table_of<"f(a=1, *, b)">.head.required_positional == 0 &&
              table_of<"f(a=1, *, b)">.head.fault == Fault::none);
static_assert(table_of<"__init__(_, _1, a1)">.head.fault == Fault::none);
static_assert(table_of<"match(case, type, self)">.head.fault == Fault::none); // soft keywords are names
static_assert(table_of<"größe(länge, 数, ñ)">.parts().name(0) == "länge");
static_assert(table_of<"größe(länge, 数, ñ)">.head.fault == Fault::none);

constexpr auto method = parse_signature<1, 0, 6>(fixed_string(" scale(k)"), "Point", false);
static_assert(std::string_view(method.text) == "Point.scale");
static_assert(std::string_view(method.text + method.head.name_at) == "scale");
static_assert(method.parts().name(0) == "k");
constexpr auto constructor = parse_signature<1, 1, 6>(fixed_string("(x=0.5)"), "Point", true);
static_assert(constructor.head.fault == Fault::none);
static_assert(std::string_view(constructor.text + constructor.head.name_at) == "Point");
static_assert(constructor.parts().name(0) == "x" && constructor.parts().default_of(0)->floating() == 0.5);
static_assert(parse_signature<1, 0, 6>(fixed_string("Point(x)"), "Point", true).head.fault ==
              Fault::constructor_name);

template <fixed_string S> constexpr std::string_view first_annotation = table_of<S>.parts().annotation(0);
static_assert(first_annotation<"f(a: dict[str, 'x)'] = {}, b: \"A\") -> tuple[int, ...]"> ==
              "dict[str, 'x)']");
static_assert(first_annotation<"f(a:int)"> == "int" && first_annotation<"f(a :int=1)"> == "int");
static_assert(first_annotation<"f(a\n :\t int = 2)"> == "int");

} // namespace parameters

namespace defaults {

static_assert(default_kind_of<"f(a=1)"> == DefaultKind::integer);
static_assert(first_default<"f(a=0)">.integer<int>() == 0);
static_assert(first_default<"f(a=-1)">.integer<int>() == -1);
static_assert(first_default<"f(a=+7)">.integer<int>() == 7);
static_assert(first_default<"f(a=0x1F)">.integer<int>() == 31);
static_assert(first_default<"f(a=0X_ff)">.integer<int>() == 255);
static_assert(first_default<"f(a=0o17)">.integer<int>() == 15);
static_assert(first_default<"f(a=-0b101)">.integer<int>() == -5);
static_assert(first_default<"f(a=1_000_000)">.integer<int>() == 1000000);
static_assert(first_default<"f(a=00)">.integer<int>() == 0);
static_assert(first_default<"f(a=18446744073709551615)">.integer<std::uint64_t>() == UINT64_MAX);
static_assert(first_default<"f(a=-9223372036854775808)">.integer<std::int64_t>() == INT64_MIN);
static_assert(default_kind_of<"f(a=18446744073709551616)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=-9223372036854775809)"> == DefaultKind::given);

static_assert(default_kind_of<"f(a=1.)"> == DefaultKind::floating);
static_assert(first_default<"f(a=1.)">.floating() == 1.0);
static_assert(first_default<"f(a=.5)">.floating() == .5);
static_assert(first_default<"f(a=-.25)">.floating() == -.25);
static_assert(first_default<"f(a=0.3)">.floating() == 0.3);
static_assert(first_default<"f(a=3.14159)">.floating() == 3.14159);
static_assert(first_default<"f(a=3.141592653589793)">.floating() == 3.141592653589793);
static_assert(first_default<"f(a=1e-9)">.floating() == 1e-9);
static_assert(first_default<"f(a=1e22)">.floating() == 1e22);
static_assert(first_default<"f(a=1E+23)">.floating() == 1e23);
static_assert(first_default<"f(a=123456789e25)">.floating() == 123456789e25);
static_assert(first_default<"f(a=1_0.0_1e1_0)">.floating() == 10.01e10);
static_assert(first_default<"f(a=9007199254740992.0)">.floating() == 9007199254740992.0);
static_assert(first_default<"f(a=100000000000000000000000.)">.kind ==
              DefaultKind::given); // too many digits to count
static_assert(first_default<"f(a=6.02214076e23)">.floating() == 6.02214076e23);
static_assert(first_default<"f(a=0e999999999999999999999)">.floating() == 0.0);
static_assert(first_default<"f(a=-0.0)">.bits == std::uint64_t{1} << 63);
static_assert(first_default<"f(a=007.5)">.floating() == 7.5);
static_assert(default_kind_of<"f(a=1.7976931348623157e308)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=5e-324)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=9007199254740993.0)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=1e99999)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=1j)"> == DefaultKind::given &&
              default_kind_of<"f(a=1.5J)"> == DefaultKind::given);

template <fixed_string S> constexpr std::string_view string_of = first_default<S>.string(table_of<S>.text);
static_assert(default_kind_of<"f(a='x')"> == DefaultKind::string &&
              default_kind_of<"f(a=b'x')"> == DefaultKind::bytes);
static_assert(string_of<"f(a='')"> == "");
static_assert(string_of<"f(a='it\"s')"> == "it\"s" && string_of<"f(a=\"it's\")"> == "it's");
static_assert(string_of<"f(a='a, b) = c')"> == "a, b) = c");
static_assert(string_of<"f(a='\\n\\r\\t\\\\\\'\\\"')"> == "\n\r\t\\'\"");
static_assert(string_of<"f(a='\\0x\\x00')"> == std::string_view("\0x\0", 3));
static_assert(string_of<"f(a='\\x41\\xe9\\u20AC')"> == "A\u00e9\u20ac");
static_assert(string_of<"f(a='größe 😀')"> == "größe 😀");
static_assert(string_of<"f(a=b'\\xff\\x00a')"> == std::string_view("\xff\0a", 3));
static_assert(string_of<"f(a=B\"'\")"> == "'");

static_assert(default_kind_of<"f(a=True)"> == DefaultKind::true_ &&
              default_kind_of<"f(a=False)"> == DefaultKind::false_);
static_assert(default_kind_of<"f(a=None)"> == DefaultKind::none_);
static_assert(default_kind_of<"f(a=())"> == DefaultKind::empty_tuple &&
              default_kind_of<"f(a=( ))"> == DefaultKind::empty_tuple);
static_assert(default_kind_of<"f(a=[])"> == DefaultKind::empty_list &&
              default_kind_of<"f(a={})"> == DefaultKind::empty_dict);
static_assert(default_kind_of<"f(a=Color.RED)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=Nonesuch)"> == DefaultKind::given &&
              default_kind_of<"f(a=Tru)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=(1, 2), b=[1])"> == DefaultKind::given &&
              table_of<"f(a=(1, 2), b=[1])">.head.count == 2);
static_assert(default_kind_of<"f(a=1 << 4)"> == DefaultKind::given &&
              default_kind_of<"f(a=1-2)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a='x' 'y')"> == DefaultKind::given &&
              default_kind_of<"f(a='''x''')"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=...)"> == DefaultKind::given &&
              default_kind_of<"f(a=-inf)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=r'\\d', b=f'{x}')"> == DefaultKind::given &&
              default_kind_of<"f(a=b)"> == DefaultKind::given);
static_assert(default_kind_of<"f(a=lambda x: [x, {1: 2}])"> == DefaultKind::given);

} // namespace defaults

namespace faults {

static_assert(seen<""> == Seen{Fault::no_open, ""});
static_assert(seen<"(a)"> == Seen{Fault::empty_function_name, "(a)"});
static_assert(seen<"f"> == Seen{Fault::no_open, ""});
static_assert(seen<"f a, b)"> == Seen{Fault::no_open, "a, b)"});
static_assert(seen<"def f(a)"> == Seen{Fault::python_keyword, "def f(a)"});
static_assert(seen<"f(a"> == Seen{Fault::no_close, ""} && seen<"f("> == Seen{Fault::no_close, ""});
static_assert(seen<"f(a,"> == Seen{Fault::no_close, ""} && seen<"f(a=1"> == Seen{Fault::no_close, ""});
static_assert(seen<"f(a: int"> == Seen{Fault::no_close, ""});
static_assert(seen<"f(a):"> == Seen{Fault::text_after_close, ":"});
static_assert(seen<"f(a) -> int, b"> == Seen{Fault::text_after_close, ", b"});
static_assert(seen<"f(a\0b)"> == Seen{Fault::no_close, std::string_view("\0b)", 3)});
static_assert(seen<"f(a) ->"> == Seen{Fault::empty_result, "->"} &&
              seen<"f(a) -> "> == Seen{Fault::empty_result, "-> "});
static_assert(seen<"1f(a)"> == Seen{Fault::bad_name, "1f(a)"} && seen<"f(2)"> == Seen{Fault::bad_name, "2)"});
static_assert(seen<"f(a, -b)"> == Seen{Fault::bad_name, "-b)"} &&
              seen<"f($x)"> == Seen{Fault::bad_name, "$x)"});
static_assert(seen<"f(a…)"> == Seen{Fault::bad_name, "a…)"} &&
              seen<"f(a，b)"> == Seen{Fault::bad_name, "a，b)"});
static_assert(seen<"f(a, 😀)"> == Seen{Fault::bad_name, "😀)"});
static_assert(seen<"f(a\u00a0=1)"> == Seen{Fault::bad_name, "a\u00a0=1)"});
static_assert(seen<"if(a)"> == Seen{Fault::python_keyword, "if(a)"});
static_assert(seen<"f(a, lambda=1)"> == Seen{Fault::python_keyword, "lambda=1)"});
static_assert(seen<"f(None)"> == Seen{Fault::python_keyword, "None)"});
static_assert(seen<"f(a, , b)"> == Seen{Fault::empty_parameter, ", b)"} &&
              seen<"f(,)"> == Seen{Fault::empty_parameter, ",)"});
static_assert(seen<"f(=1)"> == Seen{Fault::empty_parameter, "=1)"} &&
              seen<"f(**)"> == Seen{Fault::empty_parameter, ")"});
static_assert(seen<"f(a b)"> == Seen{Fault::no_comma, "b)"} &&
              seen<"f(int a)"> == Seen{Fault::no_comma, "a)"});
static_assert(seen<"f(a-b)"> == Seen{Fault::no_comma, "-b)"} &&
              seen<"f(a, / b)"> == Seen{Fault::no_comma, "b)"});
static_assert(seen<"f(a, b, a)"> == Seen{Fault::duplicate_name, "a)"});
static_assert(seen<"f(args, *args)"> == Seen{Fault::duplicate_name, "args)"});
static_assert(seen<"f(a=1, b)"> == Seen{Fault::required_after_default, "b)"});
static_assert(seen<"f(a=1, /, b)"> == Seen{Fault::required_after_default, "b)"});
static_assert(seen<"f(/, a)"> == Seen{Fault::slash_first, "/, a)"});
static_assert(seen<"f(a, /, b, /)"> == Seen{Fault::slash_twice, "/)"});
static_assert(seen<"f(a, *, b, /)"> == Seen{Fault::slash_after_star, "/)"});
static_assert(seen<"f(*a, /)"> == Seen{Fault::slash_after_star, "/)"});
static_assert(seen<"f(*, a, *, b)"> == Seen{Fault::star_twice, "*, b)"});
static_assert(seen<"f(*a, *b)"> == Seen{Fault::star_twice, "*b)"} &&
              seen<"f(*a, *)"> == Seen{Fault::star_twice, "*)"});
static_assert(seen<"f(a, *)"> == Seen{Fault::star_last, "*)"} &&
              seen<"f(*, )"> == Seen{Fault::star_last, "*, )"});
static_assert(seen<"f(*, **kw)"> == Seen{Fault::star_last, "*, **kw)"});
static_assert(seen<"f(*args=1)"> == Seen{Fault::star_default, "=1)"} &&
              seen<"f(**kw={})"> == Seen{Fault::star_default, "={})"});
static_assert(seen<"f(**kw, a)"> == Seen{Fault::after_kwargs, "a)"} &&
              seen<"f(**kw, **other)"> == Seen{Fault::after_kwargs, "**other)"});
static_assert(seen<"f(**kw, /)"> == Seen{Fault::after_kwargs, "/)"} &&
              seen<"f(**kw, )"> == Seen{Fault::none, "f(**kw, )"});
static_assert(seen<"f(a:)"> == Seen{Fault::empty_annotation, ")"} &&
              seen<"f(a: =1)"> == Seen{Fault::empty_annotation, "=1)"});
static_assert(seen<"f(a=)"> == Seen{Fault::empty_default, ")"} &&
              seen<"f(a= , b)"> == Seen{Fault::empty_default, ", b)"});
static_assert(seen<"f(a==1)"> == Seen{Fault::empty_default, "==1)"});
static_assert(seen<"f(a='x)"> == Seen{Fault::unterminated_string, "'x)"} &&
              seen<"f(a='x\\')"> == Seen{Fault::unterminated_string, "'x\\')"});
static_assert(seen<"f(a='\\"> == Seen{Fault::unterminated_string, "'\\"});
static_assert(seen<"f(a=(1)"> == Seen{Fault::no_close, ""} &&
              seen<"f(a=[1)"> == Seen{Fault::unbalanced, ")"});
static_assert(seen<"f(a=])"> == Seen{Fault::unbalanced, "])"} &&
              seen<"f(a: list[int)"> == Seen{Fault::unbalanced, ")"});
static_assert(seen<"f(a=[1, 2"> == Seen{Fault::unbalanced, "[1, 2"});
static_assert(seen<"f(a=((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))">.fault ==
              Fault::unbalanced);
static_assert(seen<"f(a='\\q')"> == Seen{Fault::bad_escape, "'\\q')"} &&
              seen<"f(a='\\x4')">.fault == Fault::bad_escape);
static_assert(seen<"f(a='\\xg0')">.fault == Fault::bad_escape &&
              seen<"f(a='\\012')">.fault == Fault::bad_escape);
static_assert(seen<"f(a='\\ud800')">.fault == Fault::bad_escape &&
              seen<"f(a='\\N{DASH}')">.fault == Fault::bad_escape);
static_assert(seen<"f(a=b'\\u0041')">.fault == Fault::bad_escape);
static_assert(seen<"f(a=b'ö')"> == Seen{Fault::bad_bytes, "b'ö')"});
static_assert(seen<"f(a=1_)"> == Seen{Fault::bad_number, "1_)"} &&
              seen<"f(a=1__0)">.fault == Fault::bad_number);
static_assert(seen<"f(a=0x)">.fault == Fault::bad_number && seen<"f(a=0xg)">.fault == Fault::bad_number);
static_assert(seen<"f(a=0b2)">.fault == Fault::bad_number && seen<"f(a=0x_)">.fault == Fault::bad_number);
static_assert(seen<"f(a=012)">.fault == Fault::bad_number && seen<"f(a=1e)">.fault == Fault::bad_number);
static_assert(seen<"f(a=018446744073709551616)">.fault == Fault::bad_number); // 0 in 64 bits
static_assert(seen<"f(a=012j)">.fault == Fault::none);
static_assert(seen<"f(a=1e+)">.fault == Fault::bad_number && seen<"f(a=1.5.2)">.fault == Fault::bad_number);
static_assert(seen<"f(a=12px)">.fault == Fault::bad_number && seen<"f(a=1._5)">.fault == Fault::bad_number);
static_assert(seen<"f(a='\xff')">.fault == Fault::bad_utf8 &&
              seen<"f(a='\xc0\x80')">.fault == Fault::bad_utf8);
static_assert(seen<"f(a='\xed\xa0\x80')">.fault == Fault::bad_utf8 &&
              seen<"f(\xe4)">.fault == Fault::bad_utf8);

// Names and literals of any size end in a fault, not in an overflow.
template <std::size_t Size> consteval Fault sized(std::string_view begin, char fill, std::string_view end) {
    char text[Size + 1]{};
    std::size_t at = 0;
    for (const char c : begin) text[at++] = c;
    while (at < Size - end.size()) text[at++] = fill;
    for (const char c : end) text[at++] = c;
    return parse_signature<1, 1, 0>(fixed_string<Size + 1>(text), "", false).head.fault;
}
static_assert(sized<258>("f(", 'a', ")") == Fault::none &&
              sized<259>("f(", 'a', ")") == Fault::name_too_long);
static_assert(sized<65002>("f(a", ' ', ")") == Fault::too_long);

/// f(a0, a1, ...): 255 parameters are the most.
template <unsigned Count> consteval Fault many() {
    char text[Count * 4 + 4]{'f', '('};
    std::size_t at = 2;
    for (unsigned i = 0; i < Count; ++i) {
        for (const unsigned digit : {i / 100, i / 10 % 10, i % 10})
            text[at++] = static_cast<char>('a' + digit);
        text[at++] = ',';
    }
    text[at] = ')';
    return parse_signature<Count, 0, 0>(fixed_string<sizeof text>(text), "", false).head.fault;
}

} // namespace faults

namespace checks {

static_assert(against<"f(a, b)">({&nothing, &nothing}) == Fault::none);
static_assert(against<"f(a, b, c)">({&nothing, &nothing}) == Fault::too_many_names);
static_assert(check_signature(table_of<"f(a, b, c)">, {&nothing, &nothing}).named == 3);
static_assert(check_signature(table_of<"f(a, b, c)">, {&nothing, &nothing}).taken == 2);
static_assert(against<"f()">({&nothing}) == Fault::too_few_names);
static_assert(check_signature(signature_table<"f(a, b, c)", 0>, {}).named ==
              3); // more than the table has room for
static_assert(check_signature(signature_table<"f(a, b=1, c)", 1>, {&int8}).fault ==
              Fault::required_after_default);
static_assert(against<"f(a, a)">({}) == Fault::duplicate_name); // what is wrong in itself comes first

static_assert(against<"f(*args)">({&everything}) == Fault::none &&
              against<"f(*args)">({&int8}) == Fault::args_not_tuple);
static_assert(against<"f(**kw)">({&everything}) == Fault::none &&
              against<"f(**kw)">({&int8}) == Fault::kwargs_not_dict);

static_assert(against<"f(a=127, b=-128)">({&int8, &int8}) == Fault::none);
static_assert(against<"f(a=128)">({&int8}) == Fault::default_out_of_range);
static_assert(against<"f(a=-129)">({&int8}) == Fault::default_out_of_range);
static_assert(against<"f(a=255, b=-0)">({&uint8, &uint8}) == Fault::none);
static_assert(against<"f(a=256)">({&uint8}) == Fault::default_out_of_range);
static_assert(against<"f(a=-1)">({&uint8}) == Fault::default_out_of_range);
static_assert(against<"f(a=9223372036854775807, b=-9223372036854775808)">({&int64, &int64}) == Fault::none);
static_assert(against<"f(a=9223372036854775808)">({&int64}) == Fault::default_out_of_range);
static_assert(against<"f(a=18446744073709551615)">({&uint64}) == Fault::none);
static_assert(against<"f(a=-1)">({&uint64}) == Fault::default_out_of_range);
static_assert(against<"f(a='x', b=None)">({&string, &string}) == Fault::none);
static_assert(against<"f(a='x')">({&int8}) == Fault::default_wrong_kind);
static_assert(against<"f(a=1)">({&string}) == Fault::default_wrong_kind);
static_assert(against<"f(a, b=())">({&string, &string}) == Fault::default_wrong_kind);
static_assert(against<"f(a=Color.RED)">({&everything}) == Fault::default_needs_value);
static_assert(against<"f(a=1e300)">({&everything}) == Fault::float_not_exact);
static_assert(against<"f(a=18446744073709551616)">({&everything}) == Fault::integer_too_large);
static_assert(against<"f(a=Color.RED)">({&nothing}, {"a"}) == Fault::none);
static_assert(against<"f(a, b=1e300, c=1)">({&nothing, &nothing, &nothing}, {"c", "b"}) == Fault::none);
static_assert(against<"f(a=Color.RED)">({&nothing}, {"b"}) == Fault::default_for_unknown);
static_assert(against<"f(a)">({&nothing}, {"a"}) == Fault::default_for_unknown);

/// The place is that of the default in the literal, behind whatever the class's name takes.
constexpr auto method = parse_signature<2, 1, 6>(fixed_string("scale(k, by=300)"), "Point", false);
static_assert(check_signature(method, {&nothing, &uint8}).at == 12);

} // namespace checks

namespace {

template <fixed_string S> std::string text_signature(FirstParameter first) {
    static constexpr auto table = table_of<S>;
    const SignatureParts parts = table.signature().parts();
    std::string text(write_text_signature(parts, first, nullptr), '?');
    CHECK(write_text_signature(parts, first, text.data()) == text.size());
    CHECK(text.back() == '\0');
    text.pop_back();
    return text;
}

} // namespace

TEST_CASE("a text signature has no annotations and no default that Python cannot read") {
    CHECK(text_signature<"f()">(FirstParameter::none) == "f()\n--\n\n");
    CHECK(text_signature<"f()">(FirstParameter::module) == "f($module)\n--\n\n");
    CHECK(text_signature<"f(a:int,b : 'x'=2,/)->str">(FirstParameter::self) == "f($self, a, b=2, /)\n--\n\n");
    CHECK(text_signature<"f(*, a=Color.RED, b)">(FirstParameter::type) == "f($type, *, a=..., b)\n--\n\n");
    CHECK(text_signature<"f(a, /, b, *args, c, **kw)">(FirstParameter::none) ==
          "f(a, /, b, *args, c, **kw)\n--\n\n");
    CHECK(text_signature<"f(a=1e300, b=1 << 4, c=-0x1F, d=(), e=1j)">(FirstParameter::none) ==
          "f(a=1e300, b=..., c=-0x1F, d=(), e=1j)\n--\n\n");
    CHECK(
        text_signature<"f(a='it\\'s\\n\\x00\\\\', b=b\"\\xff'\", c='ö\\u20ac😀')">(FirstParameter::module) ==
        "f($module, a='it\\'s\\x0a\\x00\\\\', b=b'\\xff\\'', c='\\xf6\\u20ac\\U0001f600')\n--\n\n");
}

TEST_CASE("the head of a table leads to the rest of it at run time") {
    static constexpr auto table = parse_signature<4, 3, 6>(
        fixed_string("scale(k, n=-3, s='x\\x00y', *, f: float = 0.5)"), "Point", false);
    static_assert(table.head.fault == Fault::none);
    const Signature* const volatile hidden = &table.signature(); // as it is for code that is no template
    const Signature& s = *hidden;
    CHECK(std::string(s.qualified_name()) == "Point.scale");
    CHECK(std::string(s.function_name()) == "scale");
    CHECK(std::string(s.name(0)) == "k");
    CHECK(std::string(s.name(3)) == "f");
    CHECK(s.parts().default_of(0) == nullptr);
    CHECK(s.parts().default_of(1)->integer<int>() == -3);
    CHECK(s.parts().default_of(2)->string(s.text()) == std::string_view("x\0y", 3));
    CHECK(s.parts().default_of(3)->floating() == 0.5);
    CHECK(std::string(s.parts().annotation(3)) == "float");
}

TEST_CASE("a table needs no room for what a signature has not") {
    CHECK(sizeof(Parameter) == 6);
    CHECK(sizeof(Signature) == 20);
    CHECK(sizeof(signature_table<"f(a, b)", 2>) <= 20 + 2 * 6 + 1 + 8 + 1);
}

TEST_CASE("a function has 255 parameters at most") {
    CHECK(faults::many<255>() == Fault::none);
    CHECK(faults::many<256>() == Fault::too_many_parameters);
}
