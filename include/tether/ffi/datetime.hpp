// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The datetime module: by its C API or, where that shows too little, by its Python names.
#pragma once

#include <tether/tether.hpp>

#if !TETHER_OBJECTS_ARE_OPAQUE
// <Python.h> has it not, and it has a variable that nobody uses here.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#include <datetime.h>
#pragma GCC diagnostic pop
#endif

namespace tether::inline TETHER_ABI::ffi {

#if TETHER_OBJECTS_ARE_OPAQUE

/// The attribute of the module that all begins with.
inline constexpr fixed_string datetime_root = "__dict__";

/// The types and constructors of the datetime module; the types are borrowed. Constructors give a new
/// reference, or null with an error set.
class DatetimeApi {
  public:
    explicit DatetimeApi(PyObject* root) noexcept : names_(root) {}

    explicit operator bool() const noexcept { return names_ != nullptr; }

    PyTypeObject* delta_type() const noexcept { return type("timedelta"); }
    PyTypeObject* date_type() const noexcept { return type("date"); }
    PyTypeObject* datetime_type() const noexcept { return type("datetime"); }
    PyTypeObject* time_type() const noexcept { return type("time"); }

    PyObject* new_delta(int days, int seconds, int microseconds) const noexcept {
        return PyObject_CallFunction(find("timedelta"), "iii", days, seconds, microseconds);
    }
    PyObject* new_date(int year, int month, int day) const noexcept {
        return PyObject_CallFunction(find("date"), "iii", year, month, day);
    }
    PyObject* new_datetime(int year, int month, int day, int second, int microsecond,
                           bool is_aware) const noexcept {
        PyObject* const utc = is_aware ? PyObject_GetAttrString(find("timezone"), "utc") : new_ref(Py_None);
        if (utc == nullptr) return nullptr;
        return PyObject_CallFunction(find("datetime"), "iiiiiiiN", year, month, day, second / 3600,
                                     second / 60 % 60, second % 60, microsecond, utc);
    }
    PyObject* new_time(int second, int microsecond) const noexcept {
        return PyObject_CallFunction(find("time"), "iiii", second / 3600, second / 60 % 60, second % 60,
                                     microsecond);
    }

  private:
    // What somebody has taken out of the module is None.
    PyObject* find(const char* name) const noexcept {
        PyObject* const found = PyDict_GetItemString(names_, name);
        return found != nullptr ? found : Py_None;
    }
    PyTypeObject* type(const char* name) const noexcept {
        PyObject* const found = find(name);
        return PyType_Check(found) ? reinterpret_cast<PyTypeObject*>(found) : &PyType_Type;
    }

    PyObject* names_;
};

/// A field of an object, 0 where it has none.
inline int datetime_field(PyObject* object, const char* name) noexcept {
    PyObject* const number = PyObject_GetAttrString(object, name);
    long const value = number != nullptr ? PyLong_AsLong(number) : 0;
    Py_XDECREF(number);
    if (PyErr_Occurred() != nullptr) return PyErr_Clear(), 0;
    return static_cast<int>(value);
}

inline int delta_days(PyObject* delta) noexcept { return datetime_field(delta, "days"); }
inline int delta_seconds(PyObject* delta) noexcept { return datetime_field(delta, "seconds"); }
inline int delta_microseconds(PyObject* delta) noexcept { return datetime_field(delta, "microseconds"); }

inline int date_year(PyObject* date) noexcept { return datetime_field(date, "year"); }
inline int date_month(PyObject* date) noexcept { return datetime_field(date, "month"); }
inline int date_day(PyObject* date) noexcept { return datetime_field(date, "day"); }

inline int time_seconds(PyObject* time) noexcept {
    return datetime_field(time, "hour") * 3600 + datetime_field(time, "minute") * 60 +
           datetime_field(time, "second");
}
inline int time_microseconds(PyObject* time) noexcept { return datetime_field(time, "microsecond"); }
inline bool time_is_aware(PyObject* time) noexcept {
    PyObject* const zone = PyObject_GetAttrString(time, "tzinfo");
    if (zone == nullptr) PyErr_Clear();
    bool const is_aware = zone != nullptr && zone != Py_None;
    Py_XDECREF(zone);
    return is_aware;
}

inline int datetime_seconds(PyObject* datetime) noexcept { return time_seconds(datetime); }
inline int datetime_microseconds(PyObject* datetime) noexcept { return time_microseconds(datetime); }
inline bool datetime_is_aware(PyObject* datetime) noexcept { return time_is_aware(datetime); }

#else

inline constexpr fixed_string datetime_root = "datetime_CAPI";

class DatetimeApi {
  public:
    explicit DatetimeApi(PyObject* root) noexcept
        : api_(root != nullptr
                   ? static_cast<PyDateTime_CAPI*>(PyCapsule_GetPointer(root, PyDateTime_CAPSULE_NAME))
                   : nullptr) {}

    explicit operator bool() const noexcept { return api_ != nullptr; }

    PyTypeObject* delta_type() const noexcept { return api_->DeltaType; }
    PyTypeObject* date_type() const noexcept { return api_->DateType; }
    PyTypeObject* datetime_type() const noexcept { return api_->DateTimeType; }
    PyTypeObject* time_type() const noexcept { return api_->TimeType; }

    PyObject* new_delta(int days, int seconds, int microseconds) const noexcept {
        return api_->Delta_FromDelta(days, seconds, microseconds, 0, api_->DeltaType);
    }
    PyObject* new_date(int year, int month, int day) const noexcept {
        return api_->Date_FromDate(year, month, day, api_->DateType);
    }
    PyObject* new_datetime(int year, int month, int day, int second, int microsecond,
                           bool is_aware) const noexcept {
        return api_->DateTime_FromDateAndTime(year, month, day, second / 3600, second / 60 % 60, second % 60,
                                              microsecond, is_aware ? api_->TimeZone_UTC : Py_None,
                                              api_->DateTimeType);
    }
    PyObject* new_time(int second, int microsecond) const noexcept {
        return api_->Time_FromTime(second / 3600, second / 60 % 60, second % 60, microsecond, Py_None,
                                   api_->TimeType);
    }

  private:
    const PyDateTime_CAPI* api_;
};

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

#endif

} // namespace tether::inline TETHER_ABI::ffi
