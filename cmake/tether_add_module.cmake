# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# tether_add_module(<name> <source>...)
#
# A Python extension module: <name> plus the suffix that the interpreter asks for, exporting nothing but its
# initialisation function, linked to the headers of Python but not to its library. It is an ordinary target
# otherwise: give it libraries, definitions and an install rule as to any other. Python is looked for
# (Python_EXECUTABLE, Python_ROOT_DIR and their like say which) unless the project has found it before.
function(tether_add_module name)
  if(NOT ARGN)
    message(FATAL_ERROR "tether_add_module(${name}): no source files given")
  endif()
  if(NOT TARGET Python::Module OR NOT DEFINED Python_SOABI)
    find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
  endif()

  # The interpreter's own word, because FindPython's is not the one that PyPy looks for; across machines
  # there is no interpreter to ask.
  if(CMAKE_CROSSCOMPILING OR NOT Python_EXECUTABLE)
    set(suffix ".${Python_SOABI}${CMAKE_SHARED_MODULE_SUFFIX}")
  else()
    execute_process(
      COMMAND "${Python_EXECUTABLE}" -c "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))"
      OUTPUT_VARIABLE suffix
      OUTPUT_STRIP_TRAILING_WHITESPACE
      COMMAND_ERROR_IS_FATAL ANY
    )
  endif()

  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE tether::tether Python::Module)
  set_target_properties(
    ${name}
    PROPERTIES
      PREFIX ""
      SUFFIX "${suffix}"
      DEBUG_POSTFIX ""
      CXX_VISIBILITY_PRESET hidden
      VISIBILITY_INLINES_HIDDEN ON
  )

  # The standard library's templates are visible whatever the compiler is told: the linker hides them.
  if(APPLE)
    target_link_options(${name} PRIVATE "LINKER:-exported_symbol,_PyInit_*")
  elseif(UNIX)
    set(exports "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/module_exports.map")
    target_link_options(${name} PRIVATE "LINKER:--version-script=${exports}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${exports}")
  endif()
endfunction()
