// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between the objects of the datetime module and std::chrono's durations, time points and
// calendar types.
#pragma once

#include <tether/convert/timestamp.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The length of a duration's ticks.
template <class Period> consteval TickSize tick_size() {
    constexpr bool is_coarse_enough = Period::num <= 9'000'000'000'000 / Period::den;
    static_assert(is_coarse_enough,
                  "tether: a duration of this period is too fine for datetime. Convert it to nanoseconds.");
    if (!is_coarse_enough) return {1, 1}; // so that nothing else fails
    return {Period::num, Period::den};
}

/// A number of ticks, a double for floating durations, as a span; null, or the error.
template <class Rep, class Period>
ErrState* span_of(const std::chrono::duration<Rep, Period>& duration, TimeSpan& out) noexcept {
    constexpr TickSize tick = tick_size<Period>();
    if constexpr (std::floating_point<Rep>) {
        double const seconds = static_cast<double>(duration.count()) * static_cast<double>(tick.numerator) /
                               static_cast<double>(tick.denominator);
        if (std::isnan(seconds)) return new_value_error("NaN is no duration");
        if (std::abs(seconds) > static_cast<double>(most_seconds))
            return new_overflow_error(beyond_timedelta);
        double const whole = std::floor(seconds);
        auto const micros = static_cast<std::int32_t>(std::nearbyint((seconds - whole) * 1e6));
        out.seconds = static_cast<std::int64_t>(whole) + micros / 1000000;
        out.microseconds = micros % 1000000;
        return nullptr;
    } else {
        std::int64_t whole = 0;
        std::int64_t part = 0;
        if constexpr (std::is_signed_v<Rep>) {
            whole = floor_div(duration.count(), tick.denominator);
            part = floor_mod(duration.count(), tick.denominator);
        } else {
            constexpr auto denominator = static_cast<std::uint64_t>(tick.denominator);
            std::uint64_t const ticks = duration.count();
            constexpr auto most = static_cast<std::uint64_t>(most_seconds);
            whole = static_cast<std::int64_t>(std::min(ticks / denominator, most + 1));
            part = static_cast<std::int64_t>(ticks % denominator);
        }
        return span_of_ticks(whole, part, tick, out) ? nullptr : new_overflow_error(beyond_timedelta);
    }
}

/// A span as a number of ticks, exact but for floating durations; null, or the error, which says the span and
/// the range as the objects that `make` gives.
template <class Rep, class Period>
ErrState* load_ticks(const TimeSpan& span, std::chrono::duration<Rep, Period>& out,
                     PyObject* (*make)(const TimeSpan&) noexcept = new_timedelta) noexcept {
    constexpr TickSize tick = tick_size<Period>();
    if constexpr (std::floating_point<Rep>) {
        // As one number first: a second less and 999999 microseconds more would lose digits.
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000000 - 1;
        bool const is_short = span.seconds <= most && span.seconds >= -most;
        double const micros = is_short ? static_cast<double>(span.seconds * 1000000 + span.microseconds)
                                       : static_cast<double>(span.seconds) * 1e6 + span.microseconds;
        out = std::chrono::duration<Rep, Period>(static_cast<Rep>(
            micros * static_cast<double>(tick.denominator) / (static_cast<double>(tick.numerator) * 1e6)));
        return nullptr;
    } else {
        constexpr TimeRange range = range_of_ticks<Rep>(tick);
        if (span < range.least || range.most < span) return time_out_of_range(span, range, make);
        std::uint64_t ticks = 0;
        if (ErrState* const error = ticks_of_span(span, tick, ticks)) return error;
        out = std::chrono::duration<Rep, Period>(static_cast<Rep>(ticks));
        return nullptr;
    }
}

/// Raises an error where there is one: whether there was none.
inline bool raise_error(ErrState* error) noexcept {
    if (error == nullptr) return true;
    raise_and_release(error);
    return false;
}

} // namespace detail

/// A timedelta. One that is no whole number of an integral duration's ticks is ValueError: nothing is rounded
/// away. OverflowError for what is out of the duration's range.
template <class Rep, class Period> struct FromPyObject<std::chrono::duration<Rep, Period>> {
    static constexpr const char* python_type = "datetime.timedelta";

    static detail::ErrState* load(PyObject* object, std::chrono::duration<Rep, Period>& out) noexcept {
        detail::TimeSpan span;
        detail::ErrState* const error = detail::load_timedelta(object, span);
        return error != nullptr ? error : detail::load_ticks(span, out);
    }
};

/// Rounded down to microseconds, a floating one to the nearest. OverflowError beyond timedelta's range,
/// ValueError for NaN.
template <class Rep, class Period> struct IntoPyObject<std::chrono::duration<Rep, Period>> {
    static constexpr const char* python_type = "datetime.timedelta";

    static PyObject* cast(const std::chrono::duration<Rep, Period>& value) noexcept {
        detail::TimeSpan span;
        if (!detail::raise_error(detail::span_of(value, span))) return nullptr;
        return detail::new_timedelta(span);
    }
};

namespace detail {

/// The conversion of time points: of the system clock aware datetimes, of no clock (local_time) naive ones.
template <class Clock, class Duration, bool IsAware> struct TimePointConversion {
    static constexpr const char* python_type = "datetime.datetime";

    static ErrState* load(PyObject* object, std::chrono::time_point<Clock, Duration>& out) noexcept {
        TimeSpan span;
        ErrState* const error =
            IsAware ? load_aware_datetime(object, span) : load_naive_datetime(object, span);
        if (error != nullptr) return error;
        Duration since{};
        if (ErrState* const inexact = load_ticks(span, since, IsAware ? new_aware : new_naive))
            return inexact;
        out = std::chrono::time_point<Clock, Duration>(since);
        return nullptr;
    }

    static PyObject* cast(const std::chrono::time_point<Clock, Duration>& value) noexcept {
        TimeSpan span;
        if (!raise_error(span_of(value.time_since_epoch(), span))) return nullptr;
        return new_datetime(span, IsAware);
    }
};

} // namespace detail

/// A datetime that has a time zone, whichever: the same moment. ValueError for one that has none.
template <class Duration>
struct FromPyObject<std::chrono::sys_time<Duration>> :
    detail::TimePointConversion<std::chrono::system_clock, Duration, true> {};

/// A datetime in UTC, rounded down to microseconds. OverflowError outside the years 1 to 9999.
template <class Duration>
struct IntoPyObject<std::chrono::sys_time<Duration>> :
    detail::TimePointConversion<std::chrono::system_clock, Duration, true> {};

/// A datetime that has no time zone; ValueError for one that has one.
template <class Duration>
struct FromPyObject<std::chrono::local_time<Duration>> :
    detail::TimePointConversion<std::chrono::local_t, Duration, false> {};

template <class Duration>
struct IntoPyObject<std::chrono::local_time<Duration>> :
    detail::TimePointConversion<std::chrono::local_t, Duration, false> {};

/// A date; a datetime is none, whose time would be lost.
template <> struct FromPyObject<std::chrono::year_month_day> {
    static constexpr const char* python_type = "datetime.date";

    static detail::ErrState* load(PyObject* object, std::chrono::year_month_day& out) noexcept {
        ffi::DatetimeApi const api = detail::datetime_api();
        if (!api) return detail::fetch_error();
        if (!PyObject_TypeCheck(object, api.date_type()) || PyObject_TypeCheck(object, api.datetime_type()))
            return detail::new_cast_error(object, "datetime.date");
        out = detail::civil_date(object);
        return nullptr;
    }
};

/// ValueError for a day that no calendar has, or outside the years 1 to 9999.
template <> struct IntoPyObject<std::chrono::year_month_day> {
    static constexpr const char* python_type = "datetime.date";

    static PyObject* cast(std::chrono::year_month_day value) noexcept {
        ffi::DatetimeApi const api = detail::datetime_api();
        if (!api) return nullptr;
        return api.new_date(static_cast<int>(value.year()),
                            static_cast<int>(static_cast<unsigned>(value.month())),
                            static_cast<int>(static_cast<unsigned>(value.day())));
    }
};

/// A time that has no time zone; ValueError for one that has one, and as for durations.
template <class Duration> struct FromPyObject<std::chrono::hh_mm_ss<Duration>> {
    static constexpr const char* python_type = "datetime.time";

    static detail::ErrState* load(PyObject* object, std::chrono::hh_mm_ss<Duration>& out) noexcept {
        detail::TimeSpan span;
        if (detail::ErrState* const error = detail::load_time(object, span)) return error;
        Duration since{};
        if (detail::ErrState* const error = detail::load_ticks(span, since)) return error;
        out = std::chrono::hh_mm_ss<Duration>(since);
        return nullptr;
    }
};

/// Rounded down to microseconds. OverflowError for what is negative or a day and more.
template <class Duration> struct IntoPyObject<std::chrono::hh_mm_ss<Duration>> {
    static constexpr const char* python_type = "datetime.time";

    static PyObject* cast(const std::chrono::hh_mm_ss<Duration>& value) noexcept {
        detail::TimeSpan span;
        if (!detail::raise_error(detail::span_of(value.to_duration(), span))) return nullptr;
        return detail::new_time(span);
    }
};

} // namespace tether::inline TETHER_ABI
