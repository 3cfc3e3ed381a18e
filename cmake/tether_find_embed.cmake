# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# tether::embed links Python::Python. A project may find Python itself, at any place; where it has not by the
# end of its CMakeLists.txt, this does. Without libpython only a target that asks for tether::embed fails.
function(tether_find_embed)
  if(NOT TARGET Python::Python)
    find_package(Python 3.9 QUIET COMPONENTS Interpreter Development.Embed GLOBAL)
  endif()
endfunction()

get_property(deferred GLOBAL PROPERTY TETHER_FIND_EMBED_DEFERRED)
if(NOT deferred)
  set_property(GLOBAL PROPERTY TETHER_FIND_EMBED_DEFERRED TRUE)
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL tether_find_embed)
endif()
unset(deferred)
