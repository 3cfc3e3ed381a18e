# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
include("${CMAKE_CURRENT_LIST_DIR}/tetherTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/tether_add_module.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/tether_find_embed.cmake")
