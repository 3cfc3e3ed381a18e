# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# TETHER_VERSION, from the one place that has it.
set(TETHER_VERSION "")
foreach(part IN ITEMS MAJOR MINOR PATCH)
  file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../include/tether/version.hpp" line REGEX "^#define TETHER_VERSION_${part} ")
  string(REGEX REPLACE ".* " "" line "${line}")
  list(APPEND TETHER_VERSION "${line}")
endforeach()
list(JOIN TETHER_VERSION "." TETHER_VERSION)
unset(line)
unset(part)
