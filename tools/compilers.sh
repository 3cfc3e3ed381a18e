#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# compilers.sh NAME...   gets the named compilers; prints "NAME PATH" for each.
#   g++-12 clang++-16 ...   the machine's own suite, where it has them: installed
#   mingw-g++               the machine's own cross compiler for Windows: installed
#   g++-16 clang++-23 ...   else Debian sid's, unpacked (not installed) into a private prefix with their own C library
# An unpacked g++ brings its own libstdc++, which wants sid's C library: its programs run on that, its modules under the
# interpreters that pythons.sh unpacks. An unpacked clang++ takes the machine's libstdc++. Both take the machine's C headers.
# stdout carries only "NAME PATH" lines; all else goes to stderr.
# Env: COMPILERS_DIR (cache, default ~/.cache/compilers), COMPILERS_SUITE (default sid).
# Exit: 0 all made, 2 usage, 3 at least one could not be made. Debian 12, as root. Safe to run in parallel.
set -uo pipefail
D=${COMPILERS_DIR:-$HOME/.cache/compilers}; SUITE=${COMPILERS_SUITE:-sid}
RECIPE=1                                   # raise to make everything anew
say() { echo "compilers: $*" >&2; }
[ $# -gt 0 ] || { sed -n '4,13p' "$0" >&2; exit 2; }
mkdir -p "$D" || exit 2
D=$(cd "$D" && pwd -P)
# shellcheck source-path=SCRIPTDIR source=debian.sh
. "$(dirname "$0")/debian.sh"

offered() { [ -n "$(apt-cache madison "$1" 2>/dev/null)" ]; }  # offered PACKAGE: by the machine's own suite
from_debs() {  # from_debs NAME PACKAGE VERSION
  local n=$1 pkg=$2 v=$3 r=$D/$1 c=$D/.debs.$1 f lib ld drop own flags=() programs
  need patchelf && download "$n" "$c" "$pkg" || return 1
  rm -rf "$r"; mkdir -p "$r"
  drop='libc6-dev|libc-dev-bin|libc-gconv-.*|linux-libc-dev'
  case $n in
    g++*) programs=(usr/bin/{g++-"$v",as,ld} usr/libexec/gcc/x86_64-linux-gnu/"$v"/{cc1plus,collect2,lto-wrapper,lto1})
      flags=("-B$r/usr/bin") ;;            # its assembler's language is newer than the machine's assembler
    clang*) programs=(usr/lib/llvm-"$v"/bin/clang); drop+='|binutils.*|libgcc-.*-dev|libstdc\+\+-.*-dev|libobjc.*' ;;
  esac
  unpack "$c" "$r" "$drop" || return 1
  rm -rf "$c"
  lib=$r/usr/lib/x86_64-linux-gnu; own=$r/usr/lib/llvm-$v/lib; ld=$r/usr/lib64/ld-linux-x86-64.so.2
  for f in "${programs[@]}"; do
    patchelf --set-interpreter "$ld" --force-rpath --set-rpath "$lib:$own" "$(readlink -f "$r/$f")" || return 1
  done
  for f in "$lib"/libLLVM.so.* "$own"/libclang-cpp.so.*; do   # these have a path of their own, followed before ours
    [ ! -e "$f" ] || patchelf --force-rpath --set-rpath "$lib:$own" "$(readlink -f "$f")" || return 1
  done
  case $n in g++*) flags+=("-Wl,--allow-shlib-undefined,--dynamic-linker=$ld,--disable-new-dtags,-rpath,$lib") ;; esac
  printf '#!/bin/sh\nexec %q %s "$@"\n' "$r/usr/bin/$n" "${flags[*]}" >"$r/$n" && chmod +x "$r/$n" || return 1
  echo '#include <vector>' | "$r/$n" -std=c++20 -x c++ -c -o /dev/null - >&2 || { say "$n: does not compile"; return 1; }
  echo "$r/$n" >"$r/.path"
}
one() {
  local n=$1 v=${1##*-} pkg path
  if [ "$n" = mingw-g++ ]; then
    need g++-mingw-w64-x86-64-posix && echo "$n $(type -P x86_64-w64-mingw32-g++-posix)"
    return
  fi
  case $n in g++-[0-9]*) pkg=$n ;; clang++-[0-9]*) pkg=clang-$v ;; *) say "unknown name $n"; return 1 ;; esac
  if path=$(type -P "$n"); then echo "$n $path"
  elif offered "$pkg"; then need "$pkg" && echo "$n $(type -P "$n")"
  else cached "$n" from_debs "$n" "$pkg" "$v"; fi
}
bad=0; for n; do one "$n" || { say "FAILED $n"; bad=3; }; done; exit $bad
