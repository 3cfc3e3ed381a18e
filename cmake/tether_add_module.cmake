# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT

# tether_add_module(<name> [ABI3 <version> | ABI3T <version>] <source>...)
#
# A Python extension module: <name> plus the suffix that the interpreter asks for, exporting nothing but its
# initialisation function, linked to the headers of Python but not to its library. It is an ordinary target
# otherwise: give it libraries, definitions and an install rule as to any other. Python is looked for
# (Python_EXECUTABLE, Python_ROOT_DIR and their like say which) unless the project has found it before.
#
# With ABI3 it is built for the limited API of that version (3.11 or later), so that one binary serves it and
# all that come after it. Where that is not said, the variable TETHER_ABI3 says it for all modules, or
# scikit-build-core does, by its setting `wheel.py-api`. PyPy has none of that: it gets a module of its own.
#
# With ABI3T, or the variable TETHER_ABI3T, it is built for the stable ABI that builds with the GIL and
# without it share, of that version (3.15 or later).
function(tether_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ABI3;ABI3T" "")
  if(NOT arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tether_add_module(${name}): no source files given")
  endif()
  if(arg_ABI3 AND arg_ABI3T)
    message(FATAL_ERROR "tether_add_module(${name}): ABI3 and ABI3T are two modules")
  elseif(NOT arg_ABI3 AND NOT arg_ABI3T)
    set(arg_ABI3 "${TETHER_ABI3}")
    set(arg_ABI3T "${TETHER_ABI3T}")
  endif()
  if(NOT arg_ABI3 AND NOT arg_ABI3T AND Py_TARGET_ABI3T) # as scikit-build-core says it
    set(arg_ABI3T "${SKBUILD_SABI_VERSION}")
  elseif(NOT arg_ABI3 AND NOT arg_ABI3T)
    set(arg_ABI3 "${SKBUILD_SABI_VERSION}")
  endif()
  if(NOT TARGET Python::Module OR NOT DEFINED Python_SOABI)
    find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
  endif()
  if(Python_INTERPRETER_ID STREQUAL "PyPy") # it looks for no .abi3.so
    set(arg_ABI3 "")
    set(arg_ABI3T "")
  endif()

  add_library(${name} MODULE ${arg_UNPARSED_ARGUMENTS})
  if(arg_ABI3T)
    tether_detail_limit_module(${name} ABI3T 15 "${arg_ABI3T}")
  elseif(arg_ABI3)
    tether_detail_limit_module(${name} ABI3 11 "${arg_ABI3}")
  else()
    tether_detail_suffix(suffix)
    target_link_libraries(${name} PRIVATE Python::Module)
    set_property(TARGET ${name} PROPERTY SUFFIX "${suffix}")
  endif()
  target_link_libraries(${name} PRIVATE tether::tether)
  set_target_properties(
    ${name}
    PROPERTIES
      PREFIX ""
      DEBUG_POSTFIX ""
      CXX_VISIBILITY_PRESET hidden
      VISIBILITY_INLINES_HIDDEN ON
  )

  # The standard library's templates are visible whatever the compiler is told: the linker hides them.
  if(APPLE)
    target_link_options(${name} PRIVATE "LINKER:-exported_symbol,_PyInit_*,-exported_symbol,_PyModExport_*")
  elseif(UNIX)
    set(exports "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/module_exports.map")
    target_link_options(${name} PRIVATE "LINKER:--version-script=${exports}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${exports}")
  endif()
endfunction()

# The suffix of modules for one version: the interpreter's own word, because FindPython's is not the one that
# PyPy looks for; across machines there is no interpreter to ask.
function(tether_detail_suffix result)
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
  set(${result} "${suffix}" PARENT_SCOPE)
endfunction()

# Builds a module for a stable ABI, ABI3 or ABI3T, which there is from 3.<lowest> on.
function(tether_detail_limit_module name abi lowest version)
  if(NOT version MATCHES "^3\\.([0-9]+)$" OR CMAKE_MATCH_1 LESS lowest)
    message(
      FATAL_ERROR "tether_add_module(${name}): ${abi} is \"${version}\", but must be 3.${lowest} or later"
    )
  endif()
  math(EXPR level "(3 << 24) + (${CMAKE_MATCH_1} << 16)" OUTPUT_FORMAT HEXADECIMAL)
  if(version VERSION_GREATER "${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}")
    message(
      FATAL_ERROR "tether_add_module(${name}): ${abi} ${version} needs Python ${version} to build with"
    )
  endif()
  if(abi STREQUAL "ABI3T")
    target_compile_definitions(${name} PRIVATE "Py_TARGET_ABI3T=${level}")
  else()
    target_compile_definitions(${name} PRIVATE "Py_LIMITED_API=${level}")
  endif()
  if(WIN32)
    find_package(Python 3.11 REQUIRED COMPONENTS Development.SABIModule)
    target_link_libraries(${name} PRIVATE Python::SABIModule)
    set_property(TARGET ${name} PROPERTY SUFFIX ".pyd")
  else()
    string(TOLOWER "${abi}" suffix)
    target_link_libraries(${name} PRIVATE Python::Module)
    set_property(TARGET ${name} PROPERTY SUFFIX ".${suffix}.so")
  endif()
endfunction()
