#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# pythons.sh NAME...   gets the named Python interpreters; prints "NAME PATH" for each.
#   cp39..cp313          what is installed: pyenv's (PYENV_ROOT, default ~/.pyenv), or pythonX.Y on the path;
#                        cp313 falls back to Debian sid
#   cp313d cp314 cp314d cp315 cp315d pypy
#                        Debian sid binaries, unpacked (not installed) into a private prefix with their own glibc
#   cp313t cp313td cp313tsan        free-threaded / +pydebug / +TSan (clang), built from Debian's source package
#   cp314t[d|san] cp315t[d|san]     the same recipe; made only if the mirror serves that source (else: error, exit 3)
#   win313              the headers of 3.13 for Windows alone, from the same source: PATH is their folder
# A name is never replaced by another version. stdout carries only "NAME PATH" lines; all else goes to stderr.
# Beside each interpreter: $PYTHONS_DIR/NAME.env (INCLUDES, EMBED_LDFLAGS, EMBED_HOME) for sh.
# Env: PYTHONS_DIR (cache, default ~/.cache/pythons), JOBS (default nproc), PYTHONS_SUITE (default sid).
# Exit: 0 all made, 2 usage, 3 at least one could not be made. Debian 12, as root. Safe to run in parallel.
set -uo pipefail
unset PYTHONHOME PYTHONPATH
D=${PYTHONS_DIR:-$HOME/.cache/pythons}; J=${JOBS:-$(nproc)}; SUITE=${PYTHONS_SUITE:-sid}
RECIPE=1                                   # raise to rebuild everything
say() { echo "pythons: $*" >&2; }
[ $# -gt 0 ] || { sed -n '4,16p' "$0" >&2; exit 2; }
mkdir -p "$D" || exit 2
D=$(cd "$D" && pwd -P)
# shellcheck source-path=SCRIPTDIR source=debian.sh
. "$(dirname "$0")/debian.sh"

envfile() {  # envfile NAME PYTHON [extra embed flags] [home]
  "$2" - "$2" "${3:-}" "${4:-}" >"$D/$1.env.$$" <<'PY' && mv "$D/$1.env.$$" "$D/$1.env"
import sys, sysconfig
g = sysconfig.get_config_var
exe, flags, home = sys.argv[1:4]
q = lambda s: "'" + s.replace("'", "'\\''") + "'"
if not flags and g("Py_ENABLE_SHARED"):
    flags = "-L%s -lpython%s -Wl,-rpath,%s" % (g("LIBDIR"), g("LDVERSION"), g("LIBDIR"))
print("PYTHON=" + q(exe)); print("INCLUDES=" + q("-I" + sysconfig.get_path("include")))
print("EXT_SUFFIX=" + q(g("EXT_SUFFIX"))); print("EMBED_LDFLAGS=" + q(flags)); print("EMBED_HOME=" + q(home))
PY
}
installed() {  # installed NAME X.Y: one that is on the machine, with its headers
  local python
  for python in $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$2".*/bin/"python$2" 2>/dev/null | sort -Vr) $(type -aP "python$2"); do
    case $python in */shims/*) continue ;; esac
    [ -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ] || continue
    envfile "$1" "$python" && echo "$1 $python"
    return
  done
  return 1
}
from_debs() {  # from_debs NAME "PACKAGE..." BINARY INCLUDE-NAME
  local n=$1 pkg bin=$3 inc=$4 r=$D/$1 c=$D/.debs.$1 f lib
  read -ra pkg <<<"$2"
  need patchelf && download "$n" "$c" "${pkg[@]}" libstdc++6 || return 1
  rm -rf "$r"; mkdir -p "$r"
  # Python's own headers and no others: the C library's would shadow the host's.
  rm -rf "$c/keep"; mkdir "$c/keep"; mv "$c"/{libpython*-dev,python3*-dev,pypy3-dev}_*.deb "$c/keep" 2>/dev/null
  unpack "$c/keep" "$r" '' && unpack "$c" "$r" '.*-dev|linux-libc-dev.*|gcc-.*|cpp-.*' || return 1
  rm -rf "$c"
  lib=$r/usr/lib/x86_64-linux-gnu
  local ld=$r/usr/lib64/ld-linux-x86-64.so.2
  [ -e "$ld" ] || { say "$n: no loader in the unpacked libc6"; return 1; }
  f=$(readlink -f "$r/usr/bin/$bin"); patchelf --set-interpreter "$ld" --force-rpath --set-rpath "$lib" "$f" || return 1
  # Debian's multiarch pyconfig.h stub needs <triplet/pythonX.Y/pyconfig.h> on the path: put the real one in place
  if [ -e "$r/usr/include/x86_64-linux-gnu/$inc/pyconfig.h" ]; then cp --remove-destination "$r/usr/include/x86_64-linux-gnu/$inc/pyconfig.h" "$r/usr/include/$inc/pyconfig.h"; fi
  # Debian's pythonX.Yd headers are links into pythonX.Y. CMake's FindPython would take the release directory for a
  # debug interpreter (wrong ABI), so make the links real files and drop the release headers.
  case $inc in *d) cp -rL "$r/usr/include/$inc" "$r/usr/include/.$inc" && rm -rf "$r/usr/include/$inc" "$r/usr/include/${inc%d}" \
    && mv "$r/usr/include/.$inc" "$r/usr/include/$inc" || return 1 ;; esac
  [ -e "$("$r/usr/bin/$bin" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ] || { say "$n: no Python.h"; return 1; }
  "$r/usr/bin/$bin" -c 'import sys, ctypes, zlib, ssl, subprocess; subprocess.check_call([sys.executable, "-c", "pass"])' >&2 || { say "$n: does not run"; return 1; }
  local emb=
  [ "$n" = pypy ] || emb="$lib/libpython${bin#python}.so -Wl,--allow-shlib-undefined -Wl,--dynamic-linker=$ld -Wl,--disable-new-dtags,-rpath,$lib"
  envfile "$n" "$r/usr/bin/$bin" "$emb" "$r/usr" || return 1
  echo "$r/usr/bin/$bin" >"$r/.path"
}
source_tree() {  # source_tree X.Y -> unpacked pristine upstream tree, path on stdout
  local v=$1 s=$D/.src/python$1
  (
    flock 8
    [ -e "$s/.ok" ] && exit 0
    need dpkg-dev xz-utils patch && apt_ready || exit 1
    rm -rf "$s" "$s.dl"; mkdir -p "$s.dl"; cd "$s.dl" || exit 1
    local ver got=
    # newest first: an index can name versions whose files the mirror no longer (or never) serves
    for ver in $(apt-cache "${APT[@]}" madison "python$v" | awk -F'|' '/Sources/ {gsub(/ /,"",$2); print $2}' | sort -Vru); do
      if apt-get "${APT[@]}" -qq source --download-only "python$v=$ver" >"$D/.log.src$v" 2>&1; then got=$ver; break; fi
      say "source python$v $ver: $(grep -m1 -oE '[0-9]{3}  ?[A-Z][A-Za-z ]+' "$D/.log.src$v" || echo 'not served')"
    done
    [ -n "$got" ] || { say "no source of python$v to be had from the mirror"; exit 1; }
    dpkg-source --skip-patches -x "python${v}_${got#*:}.dsc" "$s" >"$D/.log.src$v" 2>&1 || { tail -3 "$D/.log.src$v" >&2; exit 1; }
    rm -rf "$s.dl"; touch "$s/.ok"
  ) 8>"$D/.lock.src$v" || return 1
  echo "$s"
}
windows_headers() {  # windows_headers NAME X.Y: the C API as Windows' own build has it
  local n=$1 s r=$D/$1
  s=$(source_tree "$2") || return 1
  rm -rf "$r"; mkdir -p "$r"
  cp -r "$s/Include" "$r/include" && cp "$s/PC/pyconfig.h.in" "$r/include/pyconfig.h" || return 1
  echo "$r/include" >"$r/.path"
}
from_source() {  # from_source NAME X.Y VARIANT(t|td|tsan)
  local n=$1 v=$2 var=$3 r=$D/$1 b=$D/.build.$1 s cc=gcc cf='-O1 -g0' opt=() bin=python$2t m dis=() few=()
  case $var in
    td) opt+=(--with-pydebug); cf='-O1 -g'; bin=python${v}td ;;
    tsan) opt+=(--with-thread-sanitizer); cc=clang; cf='-O1 -g1'; need clang libclang-rt-14-dev || return 1
      # Threads are tested without these, and they take a fifth of the time.
      few=(_ssl _hashlib _decimal _lzma _bz2 _elementtree pyexpat _lsprof _uuid _codecs_{cn,hk,iso2022,jp,kr,tw}) ;;
  esac
  s=$(source_tree "$v") || return 1
  need gcc make pkg-config libc6-dev libssl-dev libffi-dev zlib1g-dev libbz2-dev liblzma-dev || return 1
  for m in _tkinter _curses _curses_panel _gdbm _dbm readline _sqlite3 nis "${few[@]}"; do dis+=("py_cv_module_$m=n/a"); done
  rm -rf "$r" "$b"; mkdir -p "$r" "$b"
  # Without its own Python `make install` compiles none of the library, which under a sanitizer takes a minute.
  ( cd "$b" && "$s/configure" -q --prefix="$r" CC="$cc" CFLAGS="$cf" LDFLAGS="-Wl,-rpath,$r/lib" --disable-gil --enable-shared \
      --without-static-libpython --without-ensurepip --disable-test-modules "${dis[@]}" "${opt[@]}" &&
    make -s -j"$J" && make -s -j"$J" install PYTHON_FOR_BUILD=: ) >"$D/.log.$n" 2>&1 9>&- || { say "$n: build failed, see $D/.log.$n"; tail -5 "$D/.log.$n" >&2; return 1; }
  rm -rf "$b"
  "$r/bin/$bin" -c 'import sys, ctypes, zlib; assert not sys._is_gil_enabled()' >&2 || { say "$n: does not run without the GIL"; return 1; }
  if [ "$var" = tsan ]; then cp "$s/Tools/tsan/suppressions_free_threading.txt" "$r/tsan.supp" 2>/dev/null || : >"$r/tsan.supp"; fi
  envfile "$n" "$r/bin/$bin" || return 1
  echo "$r/bin/$bin" >"$r/.path"
}
one() {
  local n=$1 v
  case $n in
    cp39|cp310|cp311|cp312) installed "$n" "3.${n#cp3}" || { say "$n: not on this machine"; return 1; } ;;
    cp313) installed "$n" 3.13 || cached "$n" from_debs "$n" python3.13-dev python3.13 python3.13 ;;
    cp314|cp315) v=3.${n#cp3}; cached "$n" from_debs "$n" "python$v-dev" "python$v" "python$v" ;;
    cp313d|cp314d|cp315d) v=3.${n#cp3}; v=${v%d}; cached "$n" from_debs "$n" "python$v-dbg python$v-dev" "python${v}d" "python${v}d" ;;
    pypy) cached pypy from_debs pypy pypy3-dev pypy3 - ;;
    cp31[345]t|cp31[345]td|cp31[345]tsan) v=3.${n#cp3}; v=${v%%t*}; cached "$n" from_source "$n" "$v" "t${n#*t}" ;;
    win313) cached "$n" windows_headers "$n" 3.13 ;;
    *) say "unknown name $n"; return 1 ;;
  esac
}
bad=0; for n; do one "$n" || { say "FAILED $n"; bad=3; }; done; exit $bad
