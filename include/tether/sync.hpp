// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What several threads need to use the same things: values made once, locks, critical sections.
#pragma once

#include <tether/sync/critical_section.hpp>
#include <tether/sync/import_once.hpp>
#include <tether/sync/lock_attached.hpp>
#include <tether/sync/mutex.hpp>
#include <tether/sync/once_lock.hpp>
#include <tether/sync/per_interpreter.hpp>
#include <tether/tether.hpp>
