# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# Every header, by name: what is not here is not installed (tests/structure compares it with the folder).
target_sources(
  tether
  INTERFACE
    FILE_SET HEADERS
    BASE_DIRS "${PROJECT_SOURCE_DIR}/include"
    FILES
      include/tether/config.hpp
      include/tether/ffi.hpp
      include/tether/fixed_string.hpp
      include/tether/version.hpp
)
