#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# test.sh [quick|consumers|matrix|fuzz|valgrind|races|cells [--every | --cell NAME ...]]: sets up what is missing and runs
# the tests; without a word the first four, a choice of the fifth and the sixth, which is what CI runs.
# `quick` is the everyday part: one interpreter, g++, only what changed is built again. `consumers`: what others build on
# it, and clang-tidy. `matrix`: every interpreter and compiler, the sanitizers, a debug build of CPython, the budgets of
# benchmarks/. `cells` is the middle of that, or those cells alone: `cells --cell cp313-clang++-16-Release`; `--every` is
# more than CI has time for. `fuzz`: libFuzzer, for TETHER_FUZZ_SECONDS each. `valgrind`: what `quick` has built, under
# memcheck; options are pytest's, such as `-k error`. `races`: threads without the GIL under ThreadSanitizer, in a CPython
# built for it.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
part=${1:-all}
case $part in quick | consumers | matrix | fuzz | valgrind | cells | races | all) ;; *) sed -n '4,12p' "$0"; exit 2 ;; esac

python=$(tools/setup.sh test) || exit
export PATH="${python%/*}:$PATH" CMAKE_CXX_COMPILER_LAUNCHER=ccache PIP_DISABLE_PIP_VERSION_CHECK=1
jobs=$(nproc)

failed=()
step() { # step NAME COMMAND...
  printf '\n== %s\n' "$1"
  local start=$SECONDS
  "${@:2}" || failed+=("$1")
  printf '== %s: %d s\n' "$1" $((SECONDS - start))
}

build() {
  step "configure" cmake --preset dev -DPython_EXECUTABLE="$python"
  step "build" cmake --build --preset dev -j "$jobs"
}

quick() {
  build
  step "C++ tests" ctest --preset dev -j "$jobs"
  step "Python tests, g++" env TETHER_COMPILERS=g++ "$python" -m pytest -n "$jobs" -m "not slow" tests
}

consumers() {
  step "Consumers, clang-tidy, imports without memory" "$python" -m pytest -n "$jobs" -m slow tests/install tests/modules tests/structure
}

# shellcheck disable=SC2120 # CI passes none
cells() {
  # Side by side: what one cell does alone, its precompiled header and its Python tests, would leave cores idle.
  step "Every interpreter and compiler, sanitizers" \
    "$python" -m pytest -n "$jobs" --dist worksteal -m slow tests/matrix "$@"
}

matrix() {
  step "Python tests, clang++" env TETHER_COMPILERS=clang++ \
    "$python" -m pytest -n "$jobs" tests/compile_fail tests/link
  cells
  step "Budgets" "$python" -m pytest benchmarks
}

fuzz() {
  step "Fuzzing" "$python" -m pytest -n 3 --dist worksteal tests/fuzz
}

# shellcheck disable=SC2120 # CI chooses
valgrind() {
  build
  memcheck "$@"
}

memcheck() {
  step "Under valgrind" "$python" -m pytest -n "$jobs" --dist worksteal tests/valgrind "$@"
}

races() {
  step "Threads without the GIL" "$python" -m pytest -n "$jobs" tests/races
}

if [ "$part" = all ]; then quick; consumers; matrix; fuzz; memcheck -k "error or references or no_memory or faults"; races; else "$part" "${@:2}"; fi
if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
