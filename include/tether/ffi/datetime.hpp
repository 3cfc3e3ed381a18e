// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The C API of the datetime module, under one spelling for all versions.
#pragma once

#include <tether/tether.hpp>

#ifdef Py_LIMITED_API
#error "tether: the limited API has no datetime. Build without Py_LIMITED_API, or do not include this header."
#endif

// <Python.h> has it not, and it has a variable that nobody uses here.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#include <datetime.h>
#pragma GCC diagnostic pop

namespace tether::inline TETHER_ABI::ffi {

/// The types and constructors of the datetime module.
using DatetimeApi = PyDateTime_CAPI;

/// What the capsule `datetime.datetime_CAPI` holds; null with an error set.
inline const DatetimeApi* datetime_api(PyObject* capsule) noexcept {
    return static_cast<const DatetimeApi*>(PyCapsule_GetPointer(capsule, PyDateTime_CAPSULE_NAME));
}

/// The fields of a timedelta: any number of days, 0..86399 seconds, 0..999999 microseconds.
inline int delta_days(PyObject* delta) noexcept { return PyDateTime_DELTA_GET_DAYS(delta); }
inline int delta_seconds(PyObject* delta) noexcept { return PyDateTime_DELTA_GET_SECONDS(delta); }
inline int delta_microseconds(PyObject* delta) noexcept { return PyDateTime_DELTA_GET_MICROSECONDS(delta); }

/// The fields of a date or a datetime.
inline int date_year(PyObject* date) noexcept { return PyDateTime_GET_YEAR(date); }
inline int date_month(PyObject* date) noexcept { return PyDateTime_GET_MONTH(date); }
inline int date_day(PyObject* date) noexcept { return PyDateTime_GET_DAY(date); }

/// The seconds and microseconds since midnight of a datetime.
inline int datetime_seconds(PyObject* datetime) noexcept {
    return PyDateTime_DATE_GET_HOUR(datetime) * 3600 + PyDateTime_DATE_GET_MINUTE(datetime) * 60 +
           PyDateTime_DATE_GET_SECOND(datetime);
}
inline int datetime_microseconds(PyObject* datetime) noexcept {
    return PyDateTime_DATE_GET_MICROSECOND(datetime);
}
/// Whether a datetime has a tzinfo.
inline bool datetime_is_aware(PyObject* datetime) noexcept {
    return reinterpret_cast<PyDateTime_DateTime*>(datetime)->hastzinfo != 0;
}

/// The same of a time.
inline int time_seconds(PyObject* time) noexcept {
    return PyDateTime_TIME_GET_HOUR(time) * 3600 + PyDateTime_TIME_GET_MINUTE(time) * 60 +
           PyDateTime_TIME_GET_SECOND(time);
}
inline int time_microseconds(PyObject* time) noexcept { return PyDateTime_TIME_GET_MICROSECOND(time); }
inline bool time_is_aware(PyObject* time) noexcept {
    return reinterpret_cast<PyDateTime_Time*>(time)->hastzinfo != 0;
}

} // namespace tether::inline TETHER_ABI::ffi
