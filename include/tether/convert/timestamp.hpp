// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Between the objects of the datetime module and spans of seconds and microseconds: the arithmetic beneath
// the conversions of std::chrono, which is exact throughout.
#pragma once

#include <tether/ffi/datetime.hpp>
#include <tether/tether.hpp>
#include <tether/token/imported.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace tether::inline TETHER_ABI::detail {

/// A span of time as Python can tell it: whole seconds, rounded down, and 0..999999 microseconds.
struct TimeSpan {
    std::int64_t seconds = 0;
    std::int32_t microseconds = 0;

    constexpr bool operator<(const TimeSpan& other) const noexcept {
        return seconds != other.seconds ? seconds < other.seconds : microseconds < other.microseconds;
    }
};

inline constexpr std::int64_t seconds_a_day = 86400;
inline constexpr std::int64_t most_days = 999999999; ///< of a timedelta, as are as many below zero
inline constexpr std::int64_t most_seconds = (most_days + 1) * seconds_a_day - 1;

/// Division that rounds down.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// What it leaves, from 0 on.
constexpr std::int64_t floor_mod(std::int64_t a, std::int64_t b) noexcept {
    return a % b + (a % b < 0 ? b : 0);
}

/// The datetime module, false with an error set. Attached.
inline ffi::DatetimeApi datetime_api() noexcept {
    return ffi::DatetimeApi(imported<"datetime", ffi::datetime_root>());
}

TETHER_COLD inline PyObject* fail_overflow(const char* text) noexcept {
    PyErr_SetString(PyExc_OverflowError, text);
    return nullptr;
}

inline constexpr const char* beyond_timedelta =
    "duration is out of range -999999999 days, 0:00:00..999999999 days, 23:59:59.999999";
inline constexpr const char* beyond_datetime =
    "time is out of range 0001-01-01 00:00:00..9999-12-31 23:59:59.999999";

/// How a span was made of ticks: each is `numerator / denominator` seconds.
struct TickSize {
    std::int64_t numerator;
    std::int64_t denominator;
};

/// `whole * denominator + part` ticks as a span; what is less than a microsecond is rounded down. False where
/// no timedelta is that long.
constexpr bool span_of_ticks(std::int64_t whole, std::int64_t part, TickSize tick, TimeSpan& out) noexcept {
    std::int64_t const limit = most_seconds / tick.numerator;
    if (whole > limit || whole < -limit) return false;
    std::int64_t const micros = part * tick.numerator * 1000000 / tick.denominator;
    out.seconds = whole * tick.numerator + micros / 1000000;
    out.microseconds = static_cast<std::int32_t>(micros % 1000000);
    return true;
}

/// The spans that a number of ticks can say, and a timedelta too: what is less than a microsecond is left
/// out.
struct TimeRange {
    TimeSpan least;
    TimeSpan most;
};

/// That of a whole type of ticks.
template <class Rep> consteval TimeRange range_of_ticks(TickSize tick) {
    using Limits = std::numeric_limits<Rep>;
    TimeRange range{{-most_days * seconds_a_day, 0}, {most_seconds, 999999}};
    auto const denominator = static_cast<std::uint64_t>(tick.denominator);
    auto const highest = static_cast<std::uint64_t>(Limits::max());
    TimeSpan most;
    if (span_of_ticks(
            static_cast<std::int64_t>(std::min<std::uint64_t>(highest / denominator, most_seconds + 1)),
            static_cast<std::int64_t>(highest % denominator), tick, most))
        range.most = std::min(range.most, most);
    if constexpr (Limits::is_signed) {
        std::int64_t const part = floor_mod(Limits::min(), tick.denominator);
        TimeSpan least;
        if (!span_of_ticks(floor_div(Limits::min(), tick.denominator), part, tick, least)) return range;
        if (part * tick.numerator * 1000000 % tick.denominator != 0 && ++least.microseconds == 1000000)
            least = {least.seconds + 1, 0};
        range.least = std::max(range.least, least);
    } else {
        range.least = {};
    }
    return range;
}

/// The ticks of a span that is within their range, whichever 64 bits those are; null, or the error where it
/// is no whole number of them.
inline ErrState* ticks_of_span(const TimeSpan& span, TickSize tick, std::uint64_t& out) noexcept {
    std::int64_t const whole = floor_div(span.seconds, tick.numerator);
    std::int64_t const rest = floor_mod(span.seconds, tick.numerator);
    std::int64_t const micros = (rest * 1000000 + span.microseconds) * tick.denominator;
    std::int64_t const micros_a_tick = tick.numerator * 1000000;
    if (micros % micros_a_tick != 0)
        return new_value_error("the time is finer than the C++ type that takes it");
    // The product alone may be below the lowest.
    out = static_cast<std::uint64_t>(whole) * static_cast<std::uint64_t>(tick.denominator) +
          static_cast<std::uint64_t>(micros / micros_a_tick);
    return nullptr;
}

/// A timedelta: a new reference, or null with an exception raised.
TETHER_NOINLINE inline PyObject* new_timedelta(const TimeSpan& span) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return nullptr;
    std::int64_t const days = floor_div(span.seconds, seconds_a_day);
    if (days > most_days || days < -most_days) return fail_overflow(beyond_timedelta);
    return api.new_delta(static_cast<int>(days), static_cast<int>(floor_mod(span.seconds, seconds_a_day)),
                         span.microseconds);
}

/// The span of a timedelta; null, or the error.
TETHER_NOINLINE inline ErrState* load_timedelta(PyObject* object, TimeSpan& out) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return fetch_error();
    if (!PyObject_TypeCheck(object, api.delta_type())) return new_cast_error(object, "datetime.timedelta");
    out.seconds = ffi::delta_days(object) * seconds_a_day + ffi::delta_seconds(object);
    out.microseconds = ffi::delta_microseconds(object);
    return nullptr;
}

inline constexpr std::int64_t first_day = -719162; ///< 0001-01-01, counted from 1970
inline constexpr std::int64_t last_day = 2932896;  ///< 9999-12-31

/// A datetime, aware (in UTC) or naive, of a span since 1970: a new reference, or null with an exception
/// raised.
TETHER_NOINLINE inline PyObject* new_datetime(const TimeSpan& span, bool is_aware) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return nullptr;
    std::int64_t const days = floor_div(span.seconds, seconds_a_day);
    if (days < first_day || days > last_day) return fail_overflow(beyond_datetime);
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    return api.new_datetime(
        static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day())),
        static_cast<int>(floor_mod(span.seconds, seconds_a_day)), span.microseconds, is_aware);
}

inline PyObject* new_naive(const TimeSpan& span) noexcept { return new_datetime(span, false); }
inline PyObject* new_aware(const TimeSpan& span) noexcept { return new_datetime(span, true); }

/// "106752 days, 0:00:00 is out of range 0:00:00..1 day, 0:00:00", each as `make`'s object says it: the
/// error.
TETHER_COLD inline ErrState* time_out_of_range(const TimeSpan& span, TimeRange range,
                                               PyObject* (*make)(const TimeSpan&) noexcept) noexcept {
    if (make != new_timedelta) {
        range.least = std::max(range.least, {first_day * seconds_a_day, 0});
        range.most = std::min(range.most, {(last_day + 1) * seconds_a_day - 1, 999999});
    }
    Strong const value(make(span));
    Strong const least(value ? make(range.least) : nullptr);
    Strong const most(least ? make(range.most) : nullptr);
    Strong const text(
        most ? PyUnicode_FromFormat("%S is out of range %S..%S", value.get(), least.get(), most.get())
             : nullptr);
    const char* const message = text ? ffi::str_text(text.get()) : nullptr;
    return message != nullptr ? new_overflow_error(message) : fetch_error();
}

/// The date of a date or a datetime.
inline std::chrono::year_month_day civil_date(PyObject* date) noexcept {
    return {std::chrono::year(ffi::date_year(date)),
            std::chrono::month(static_cast<unsigned>(ffi::date_month(date))),
            std::chrono::day(static_cast<unsigned>(ffi::date_day(date)))};
}

/// The span since 1970 of a naive datetime by its own clock; null, or the error.
TETHER_NOINLINE inline ErrState* load_naive_datetime(PyObject* object, TimeSpan& out) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return fetch_error();
    if (!PyObject_TypeCheck(object, api.datetime_type())) return new_cast_error(object, "datetime.datetime");
    if (ffi::datetime_is_aware(object)) return new_value_error("expected a datetime without a time zone");
    std::int64_t const days = std::chrono::sys_days(civil_date(object)).time_since_epoch().count();
    out.seconds = days * seconds_a_day + ffi::datetime_seconds(object);
    out.microseconds = ffi::datetime_microseconds(object);
    return nullptr;
}

/// The span since 1970 of an aware datetime, in whatever zone; null, or the error. The zone is asked by
/// Python's own subtraction.
TETHER_NOINLINE inline ErrState* load_aware_datetime(PyObject* object, TimeSpan& out) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return fetch_error();
    if (!PyObject_TypeCheck(object, api.datetime_type())) return new_cast_error(object, "datetime.datetime");
    if (!ffi::datetime_is_aware(object)) return new_value_error("expected a datetime with a time zone");
    Strong const epoch(new_datetime(TimeSpan{}, true));
    Strong const since(epoch ? PyNumber_Subtract(object, epoch.get()) : nullptr);
    return since ? load_timedelta(since.get(), out) : fetch_error();
}

/// A naive time of a span since midnight: a new reference, or null with an exception raised.
TETHER_NOINLINE inline PyObject* new_time(const TimeSpan& span) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return nullptr;
    if (span.seconds < 0 || span.seconds >= seconds_a_day)
        return fail_overflow("time of day is out of range 00:00:00..23:59:59");
    return api.new_time(static_cast<int>(span.seconds), span.microseconds);
}

/// The span since midnight of a naive time; null, or the error.
TETHER_NOINLINE inline ErrState* load_time(PyObject* object, TimeSpan& out) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return fetch_error();
    if (!PyObject_TypeCheck(object, api.time_type())) return new_cast_error(object, "datetime.time");
    if (ffi::time_is_aware(object)) return new_value_error("expected a time without a time zone");
    out.seconds = ffi::time_seconds(object);
    out.microseconds = ffi::time_microseconds(object);
    return nullptr;
}

} // namespace tether::inline TETHER_ABI::detail
