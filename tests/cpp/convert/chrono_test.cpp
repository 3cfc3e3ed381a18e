// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/chrono.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

#include <limits>

using namespace tether;
using namespace std::chrono;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

static_assert(std::string_view(FromPyObject<milliseconds>::python_type) == "datetime.timedelta");
static_assert(std::string_view(IntoPyObject<sys_days>::python_type) == "datetime.datetime");

namespace {

/// The names of the datetime module, and classes that go astray.
Script datetimes(Python py) {
    return Script(py, R"(
from datetime import *
india = timezone(timedelta(hours=5, minutes=30))
class Raising(tzinfo):
    def utcoffset(self, _): raise OSError('no offset')
class NoOffset(tzinfo):
    def utcoffset(self, _): return None
class Derived(datetime): pass
)");
}

const std::string too_fine = "ValueError: the time is finer than the C++ type that takes it";
const std::string too_long =
    "OverflowError: duration is out of range -999999999 days, 0:00:00..999999999 days, "
    "23:59:59.999999";
const std::string no_datetime =
    "OverflowError: time is out of range 0001-01-01 00:00:00..9999-12-31 23:59:59.999999";

/// "OverflowError: ... is out of range", each as str() says it.
std::string beyond(Script& script, const char* value, const char* least, const char* most) {
    auto text = [&](const char* code) { return script(code).str()->to_string().value(); };
    return "OverflowError: " + text(value) + " is out of range " + text(least) + ".." + text(most);
}

} // namespace

TEST_CASE("a timedelta is a duration, exactly") {
    attach([](Python py) {
        auto script = datetimes(py);
        for (auto text : {"timedelta(days=-1, microseconds=5)", "timedelta(0)", "timedelta(microseconds=1)",
                          "timedelta(days=100000, seconds=86399, microseconds=999999)"}) {
            const std::string same = tether_tests::repr(script(text));
            CHECK(through<microseconds>(script(text)) == same);
            CHECK(through<nanoseconds>(script(text)) == same);
            CHECK(through<duration<std::int64_t, std::ratio<1, 3'000'000>>>(script(text)) == same);
        }
        CHECK(script("timedelta(hours=-1)").extract<hours>()->count() == -1);
        CHECK(script("timedelta(days=-1, microseconds=5)").extract<microseconds>()->count() == -86399999995);
        CHECK(script("timedelta(seconds=1.5)").extract<milliseconds>()->count() == 1500);
        CHECK(script("timedelta.max").extract<microseconds>().is_err());
        CHECK(script("timedelta.max - timedelta.resolution * 999999").extract<seconds>()->count() ==
              86399999999999);
        CHECK(through<days>(script("timedelta.min")) == "datetime.timedelta(days=-999999999)");
        CHECK(script("timedelta(days=1)").extract<duration<double>>()->count() == 86400.0);
        CHECK(script("timedelta(microseconds=-1)").extract<duration<double, std::milli>>()->count() ==
              -0.001);
    });
}

TEST_CASE("what a duration cannot hold is refused and not rounded") {
    attach([](Python py) {
        auto script = datetimes(py);
        CHECK(through<seconds>(script("timedelta(seconds=1.5)")) == too_fine);
        CHECK(through<seconds>(script("timedelta(seconds=-1.5)")) == too_fine);
        CHECK(through<hours>(script("timedelta(minutes=61)")) == too_fine);
        const auto least = "timedelta(microseconds=-(2**63 // 1000))";
        const auto most = "timedelta(microseconds=2**63 // 1000)";
        for (auto text :
             {"timedelta.max", "timedelta.min", "timedelta(days=106752)",
              "timedelta(microseconds=2**63 // 1000 + 1)", "timedelta(microseconds=-(2**63 // 1000) - 1)"})
            CHECK(through<nanoseconds>(script(text)) == beyond(script, text, least, most));
        CHECK(
            through<nanoseconds>(script("timedelta(days=106752)")) ==
            "OverflowError: 106752 days, 0:00:00 is out of range -106752 days, 0:12:43.145225..106751 days, "
            "23:47:16.854775");
        CHECK(script(least).extract<nanoseconds>()->count() == -9223372036854775000);
        CHECK(script(most).extract<nanoseconds>()->count() == 9223372036854775000);
        using Unsigned = duration<std::uint64_t, std::nano>;
        CHECK(script("timedelta(microseconds=2**64 // 1000)").extract<Unsigned>()->count() ==
              18446744073709551000U);
        CHECK(through<Unsigned>(script("timedelta(microseconds=2**64 // 1000 + 1)")) ==
              beyond(script, "timedelta(microseconds=2**64 // 1000 + 1)", "timedelta(0)",
                     "timedelta(microseconds=2**64 // 1000)"));
        CHECK(through<nanoseconds>(script("timedelta(days=106751)")) == "datetime.timedelta(days=106751)");
        CHECK(through<duration<std::int8_t>>(script("timedelta(seconds=128)")) ==
              "OverflowError: 0:02:08 is out of range -1 day, 23:57:52..0:02:07");
        CHECK(through<duration<std::int8_t>>(script("timedelta(seconds=-129)")) ==
              "OverflowError: -1 day, 23:57:51 is out of range -1 day, 23:57:52..0:02:07");
        CHECK(through<duration<std::int8_t, std::ratio<1, 3>>>(script("timedelta(seconds=43)")) ==
              "OverflowError: 0:00:43 is out of range -1 day, 23:59:17.333334..0:00:42.333333");
        CHECK(through<duration<std::int8_t>>(script("timedelta(seconds=-128)")) ==
              "datetime.timedelta(days=-1, seconds=86272)");
        CHECK(through<duration<unsigned>>(script("timedelta(seconds=-1)")) ==
              "OverflowError: -1 day, 23:59:59 is out of range 0:00:00..49710 days, 6:28:15");
        CHECK(through<seconds>(script("5")) ==
              "TypeError: 'int' object is not an instance of 'datetime.timedelta'");
        CHECK(through<duration<double>>(script("1.5")) ==
              "TypeError: 'float' object is not an instance of 'datetime.timedelta'");
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a duration is a timedelta, rounded down to microseconds, as far as those reach") {
    attach([](Python py) {
        CHECK(into(nanoseconds(1999)) == "datetime.timedelta(microseconds=1)");
        CHECK(into(nanoseconds(-1)) == "datetime.timedelta(days=-1, seconds=86399, microseconds=999999)");
        CHECK(into(nanoseconds::max()) ==
              "datetime.timedelta(days=106751, seconds=85636, microseconds=854775)");
        CHECK(into(nanoseconds::min()) ==
              "datetime.timedelta(days=-106752, seconds=763, microseconds=145224)");
        CHECK(into(duration<std::int64_t, std::pico>(1999999)) == "datetime.timedelta(microseconds=1)");
        CHECK(into(duration<std::uint64_t, std::nano>(std::numeric_limits<std::uint64_t>::max())) ==
              "datetime.timedelta(days=213503, seconds=84873, microseconds=709551)");
        CHECK(into(days(999999999)) == "datetime.timedelta(days=999999999)");
        CHECK(into(duration<std::int64_t, std::ratio<86400>>(1000000000)) == too_long);
        CHECK(into(seconds(86399999999999)) == "datetime.timedelta(days=999999999, seconds=86399)");
        CHECK(into(seconds(86400000000000)) == too_long);
        CHECK(into(seconds(-86399999913600)) == "datetime.timedelta(days=-999999999)");
        CHECK(into(seconds(-86399999913601)) == too_long);
        CHECK(into(hours::max()) == too_long);
        CHECK(into(hours::min()) == too_long);
        CHECK(into(seconds::min()) == too_long);
        CHECK(into(duration<std::uint64_t>(std::numeric_limits<std::uint64_t>::max())) == too_long);

        CHECK(into(duration<double>(1.0000004)) == "datetime.timedelta(seconds=1)");
        CHECK(into(duration<double>(-0.5)) ==
              "datetime.timedelta(days=-1, seconds=86399, microseconds=500000)");
        CHECK(into(duration<double>(0.9999999)) == "datetime.timedelta(seconds=1)");
        CHECK(into(duration<float, std::milli>(0.25F)) == "datetime.timedelta(microseconds=250)");
        CHECK(into(duration<double>(std::numeric_limits<double>::quiet_NaN())) ==
              "ValueError: NaN is no duration");
        CHECK(into(duration<double>(std::numeric_limits<double>::infinity())) == too_long);
        CHECK(into(duration<double>(-1e300)) == too_long);

        auto script = datetimes(py);
        CHECK(too_long == "OverflowError: duration is out of range " +
                              script("f'{timedelta.min}..{timedelta.max}'").extract<std::string>().value());
        CHECK(no_datetime == "OverflowError: time is out of range " +
                                 script("f'{datetime.min}..{datetime.max}'").extract<std::string>().value());
    });
}

TEST_CASE("a moment is an aware datetime, in whatever zone, and becomes one in UTC") {
    attach([](Python py) {
        auto script = datetimes(py);
        using Moment = sys_time<microseconds>;
        CHECK(through<Moment>(script("datetime(2024, 2, 29, 1, 2, 3, 4, tzinfo=india)")) ==
              "datetime.datetime(2024, 2, 28, 19, 32, 3, 4, tzinfo=datetime.timezone.utc)");
        for (auto text :
             {"datetime.min.replace(tzinfo=timezone.utc)", "datetime.max.replace(tzinfo=timezone.utc)",
              "datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc)",
              "datetime(1970, 1, 1, tzinfo=timezone.utc)"})
            CHECK(through<Moment>(script(text)) == tether_tests::repr(script(text)));
        CHECK(
            script("datetime(1970, 1, 2, tzinfo=timezone.utc)").extract<sys_seconds>()->time_since_epoch() ==
            hours(24));
        CHECK(through<system_clock::time_point>(script("Derived(2000, 1, 1, tzinfo=timezone.utc)")) ==
              "datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)");

        CHECK(through<Moment>(script("datetime(2024, 1, 1)")) ==
              "ValueError: expected a datetime with a time zone");
        CHECK(through<Moment>(script("date(2024, 1, 1)")) ==
              "TypeError: 'datetime.date' object is not an instance of 'datetime.datetime'");
        CHECK(through<Moment>(script("0.0")) ==
              "TypeError: 'float' object is not an instance of 'datetime.datetime'");
        CHECK(through<sys_seconds>(script("datetime(2024, 1, 1, microsecond=1, tzinfo=timezone.utc)")) ==
              too_fine);
        CHECK(through<sys_time<nanoseconds>>(script("datetime(3000, 1, 1, tzinfo=india)")) ==
              "OverflowError: 2999-12-31 18:30:00+00:00 is out of range "
              "1677-09-21 00:12:43.145225+00:00..2262-04-11 23:47:16.854775+00:00");
        CHECK(through<Moment>(script("datetime(2024, 1, 1, tzinfo=Raising())")) == "OSError: no offset");
        CHECK(through<Moment>(script("datetime(2024, 1, 1, tzinfo=NoOffset())")).starts_with("TypeError: "));

        CHECK(into(sys_time<nanoseconds>(nanoseconds(-1))) ==
              "datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)");
        CHECK(into(sys_seconds(seconds(253402300800))) == no_datetime);
        CHECK(into(sys_seconds(seconds(-62135596801))) == no_datetime);
        CHECK(into(sys_time<hours>(hours::max())) == too_long);
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a local time is a naive datetime") {
    attach([](Python py) {
        auto script = datetimes(py);
        for (auto text : {"datetime.min", "datetime.max", "datetime(2024, 2, 29, 12, 0, 0, 1)"})
            CHECK(through<local_time<microseconds>>(script(text)) == tether_tests::repr(script(text)));
        CHECK(through<local_seconds>(script("datetime(1969, 12, 31, 23, 59, 59)")) ==
              "datetime.datetime(1969, 12, 31, 23, 59, 59)");
        CHECK(through<local_seconds>(script("datetime(2024, 1, 1, microsecond=1)")) == too_fine);
        CHECK(
            through<local_time<duration<std::uint8_t, std::ratio<86400>>>>(script("datetime(1971, 1, 1)")) ==
            "OverflowError: 1971-01-01 00:00:00 is out of range 1970-01-01 00:00:00..1970-09-13 00:00:00");
        // What no datetime can say is no end of a range either.
        CHECK(through<local_time<duration<std::uint32_t>>>(script("datetime(1969, 1, 1)")) ==
              "OverflowError: 1969-01-01 00:00:00 is out of range 1970-01-01 00:00:00..2106-02-07 06:28:15");
        CHECK(through<local_time<duration<std::uint64_t>>>(script("datetime(1969, 1, 1)")) ==
              "OverflowError: 1969-01-01 00:00:00 is out of range 1970-01-01 00:00:00..9999-12-31 "
              "23:59:59.999999");
        CHECK(through<local_seconds>(script("datetime(2024, 1, 1, tzinfo=india)")) ==
              "ValueError: expected a datetime without a time zone");
    });
}

TEST_CASE("a calendar date is a date, and no datetime") {
    attach([](Python py) {
        auto script = datetimes(py);
        for (auto text : {"date.min", "date.max", "date(2024, 2, 29)"})
            CHECK(through<year_month_day>(script(text)) == tether_tests::repr(script(text)));
        CHECK(through<year_month_day>(script("datetime(2024, 1, 1)")) ==
              "TypeError: 'datetime.datetime' object is not an instance of 'datetime.date'");
        CHECK(through<year_month_day>(script("'2024-01-01'")) ==
              "TypeError: 'str' object is not an instance of 'datetime.date'");
        CHECK(into(2023y / 2 / 29).starts_with("ValueError: day "));
        CHECK(into(2023y / 13 / 1).starts_with("ValueError: month "));
        CHECK(into(10000y / 1 / 1).starts_with("ValueError: year "));
        CHECK(into(0y / 1 / 1).starts_with("ValueError: year "));
    });
}

TEST_CASE("a time of day is a naive time") {
    attach([](Python py) {
        auto script = datetimes(py);
        for (auto text : {"time.min", "time.max", "time(1, 2, 3, 4)"})
            CHECK(through<hh_mm_ss<microseconds>>(script(text)) == tether_tests::repr(script(text)));
        CHECK(through<hh_mm_ss<seconds>>(script("time(1, 2, 3)")) == "datetime.time(1, 2, 3)");
        CHECK(through<hh_mm_ss<seconds>>(script("time.max")) == too_fine);
        CHECK(through<hh_mm_ss<duration<std::int8_t>>>(script("time(0, 2, 8)")) ==
              "OverflowError: 0:02:08 is out of range -1 day, 23:57:52..0:02:07");
        CHECK(through<hh_mm_ss<seconds>>(script("time(1, tzinfo=timezone.utc)")) ==
              "ValueError: expected a time without a time zone");
        CHECK(through<hh_mm_ss<seconds>>(script("timedelta(1)")) ==
              "TypeError: 'datetime.timedelta' object is not an instance of 'datetime.time'");
        const std::string beyond = "OverflowError: time of day is out of range 00:00:00..23:59:59";
        CHECK(into(hh_mm_ss<seconds>(seconds(-1))) == beyond);
        CHECK(into(hh_mm_ss<hours>(hours(24))) == beyond);
        CHECK(into(hh_mm_ss<nanoseconds>(nanoseconds(1999))) == "datetime.time(0, 0, 0, 1)");
    });
}
