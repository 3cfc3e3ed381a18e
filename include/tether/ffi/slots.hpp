// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Slots of types, under one spelling for every Python.
#pragma once

#include <tether/ffi/python.hpp>

namespace tether::inline TETHER_ABI::ffi {

/// How an iterator takes a value: the number of the slot, 0 where the version has none, and what its function
/// says.
#if TETHER_API_HEX >= 0x030A0000
inline constexpr int slot_am_send = Py_am_send;
using SendResult = PySendResult;
inline constexpr SendResult send_yields = PYGEN_NEXT;
inline constexpr SendResult send_returns = PYGEN_RETURN;
inline constexpr SendResult send_fails = PYGEN_ERROR;
#else
inline constexpr int slot_am_send = 0;
enum SendResult { send_returns = 0, send_fails = -1, send_yields = 1 };
#endif
using SendFunction = SendResult (*)(PyObject*, PyObject*, PyObject**);

/// How an object gives a view of its memory, and takes it back.
using GetBufferFunction = int (*)(PyObject*, Py_buffer*, int);
using ReleaseBufferFunction = void (*)(PyObject*, Py_buffer*);

/// Tells a type where its instances keep the function that a call of them goes to; null where they do not.
inline constexpr const char* vectorcall_offset = "__vectorcalloffset__";

inline constexpr unsigned long has_vectorcall = 1UL << 11; // Py_TPFLAGS_HAVE_VECTORCALL

} // namespace tether::inline TETHER_ABI::ffi
