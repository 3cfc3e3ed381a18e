// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python.h and the standard headers that the core cannot do without: what tether.hpp's own text is measured
// over.
#include <Python.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <limits>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>
