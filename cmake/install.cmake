# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# Everything is relocatable and independent of the machine: headers, a CMake package, a pkg-config file.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/tether")
set(pkgconfig_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")

install(TARGETS tether tether_embed EXPORT tetherTargets FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT tetherTargets NAMESPACE tether:: DESTINATION "${package_dir}")

write_basic_package_version_file(
  "${CMAKE_CURRENT_BINARY_DIR}/tetherConfigVersion.cmake" COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT
)
install(
  FILES
    cmake/tetherConfig.cmake
    cmake/tether_add_module.cmake
    cmake/tether_find_embed.cmake
    cmake/module_exports.map
    "${CMAKE_CURRENT_BINARY_DIR}/tetherConfigVersion.cmake"
  DESTINATION "${package_dir}"
)

# The prefix is the one that the file is found in, so that a wheel or a moved tree needs no edit.
file(RELATIVE_PATH prefix_from_pkgconfig "/p/${pkgconfig_dir}" "/p")
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig "${prefix_from_pkgconfig}")
configure_file(cmake/tether.pc.in tether.pc @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/tether.pc" DESTINATION "${pkgconfig_dir}")
