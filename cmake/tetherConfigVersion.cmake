# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# For a find_package that looks into a source tree; what is installed has one that CMake wrote.
include("${CMAKE_CURRENT_LIST_DIR}/version.cmake")
include(CMakePackageConfigHelpers)
write_basic_package_version_file(
  "${CMAKE_CURRENT_BINARY_DIR}/tetherSourceVersion.cmake"
  VERSION "${TETHER_VERSION}"
  COMPATIBILITY SameMinorVersion
  ARCH_INDEPENDENT
)
include("${CMAKE_CURRENT_BINARY_DIR}/tetherSourceVersion.cmake")
