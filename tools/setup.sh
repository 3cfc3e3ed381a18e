#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# setup.sh try|test: installs what is missing, makes .cache/venv-<word>, prints the path of its Python.
# `try` is what pip needs to build an extension; `test` is everything. PYTHON says which interpreter is used
# (default: python3). Safe to run again.
set -euo pipefail
purpose=${1:?usage: setup.sh try|test}
cd "$(dirname "$0")/.."
say() { echo "setup: $*" >&2; }

packages=(cmake g++ ninja-build)
requirements=()
if [ "$purpose" = test ]; then
  packages+=(catch2 ccache clang clang-tidy git libclang-rt-14-dev libsimdjson-dev patchelf pkg-config shellcheck valgrind)
  requirements=(-r tools/requirements.txt)
fi

interpreter() { "${PYTHON:-python3}" -c 'import sys; print(sys.executable)' 2>/dev/null; }
# Debian's own interpreter comes without its headers and without venv.
case $(interpreter || echo /usr/bin/python3) in /usr/bin/*) packages+=(python3-dev python3-venv) ;; esac

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  get=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=600)
  "${get[@]}" install --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
    { "${get[@]}" update && "${get[@]}" install --no-install-recommends "${missing[@]}"; } >&2
fi

python=$(interpreter) || { say "no Python to be had as ${PYTHON:-python3}"; exit 1; }
venv=$PWD/.cache/venv-$purpose
key=$({ "$python" -c 'import sys; print(sys.executable, sys.version)'; cat tools/requirements.txt; } | sha256sum)
if [ "$(cat "$venv/.key" 2>/dev/null)" != "$key" ]; then
  say "making ${venv#"$PWD"/} with $python"
  "$python" -m venv --clear "$venv"
  [ ${#requirements[@]} = 0 ] || "$venv/bin/python" -m pip install -q "${requirements[@]}" >&2
  echo "$key" >"$venv/.key"
fi
echo "$venv/bin/python"
