// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Between the objects of the datetime module and spans of seconds and microseconds: the arithmetic beneath
// the conversions of std::chrono, which is exact throughout.
#pragma once

#include <tether/ffi/datetime.hpp>
#include <tether/tether.hpp>
#include <tether/token/imported.hpp>

#include <chrono>
#include <cstdint>
#include <limits>

namespace tether::inline TETHER_ABI::detail {

/// A span of time as Python can tell it: whole seconds, rounded down, and 0..999999 microseconds.
struct TimeSpan {
    std::int64_t seconds = 0;
    std::int32_t microseconds = 0;
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

/// The opposite: null, or the error where a span is no whole number of ticks, or one beyond 64 bits.
inline ErrState* ticks_of_span(const TimeSpan& span, TickSize tick, std::int64_t& out) noexcept {
    std::int64_t const whole = floor_div(span.seconds, tick.numerator);
    std::int64_t const rest = floor_mod(span.seconds, tick.numerator);
    std::int64_t const micros = (rest * 1000000 + span.microseconds) * tick.denominator;
    std::int64_t const micros_a_tick = tick.numerator * 1000000;
    if (micros % micros_a_tick != 0)
        return new_value_error("the time is finer than the C++ type that takes it");
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::int64_t const limit = most / tick.denominator - 1;
    if (whole > limit || whole < -limit)
        return new_overflow_error("the time is out of range of the C++ type that takes it");
    out = whole * tick.denominator + micros / micros_a_tick;
    return nullptr;
}

/// A timedelta: a new reference, or null with an exception raised.
TETHER_NOINLINE inline PyObject* new_timedelta(const TimeSpan& span) noexcept {
    ffi::DatetimeApi const api = datetime_api();
    if (!api) return nullptr;
    std::int64_t const days = floor_div(span.seconds, seconds_a_day);
    if (days > most_days || days < -most_days) return fail_overflow("duration is out of range of timedelta");
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
    if (days < first_day || days > last_day) return fail_overflow("time is out of range of datetime");
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
    return api.new_datetime(
        static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day())),
        static_cast<int>(floor_mod(span.seconds, seconds_a_day)), span.microseconds, is_aware);
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
