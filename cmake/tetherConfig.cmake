# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
if(TARGET tether::tether)
  return()
endif()

if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/tetherTargets.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/tetherTargets.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/tether_add_module.cmake")
  include("${CMAKE_CURRENT_LIST_DIR}/tether_find_embed.cmake")
else() # not installed: found in a source tree, which is used as it stands
  add_subdirectory("${CMAKE_CURRENT_LIST_DIR}/.." tether EXCLUDE_FROM_ALL)
endif()
