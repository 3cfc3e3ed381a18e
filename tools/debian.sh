# shellcheck shell=bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# debian.sh: what pythons.sh and compilers.sh share, to be read by them: packages of the machine's own suite, and of a
# newer one to unpack. They set D, the folder of the cache, SUITE, RECIPE, and their own say().
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
KEY=/usr/share/keyrings/debian-archive-keyring.gpg
A=$D/.apt
APT=(-o "Dir::Etc::sourcelist=$A/sources.list" -o Dir::Etc::sourceparts=/dev/null
     -o "Dir::State::lists=$A/lists" -o "Dir::State::status=$A/status" -o "Dir::Cache=$A/cache"
     -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none)

mirror() {  # the main Debian archive, as the machine's own apt sources name it
  local code; code=$(. /etc/os-release; echo "$VERSION_CODENAME")
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v c="$code" '$1==c && $2=="main" {print $3; exit}'
}
apt_ready() {  # apt_ready [force]: private lists for $SUITE (binaries) and the source suites
  (
    flock 8
    if [ "${1:-}" != force ] && [ -n "$(find "$A/stamp" -mmin -720 2>/dev/null)" ]; then exit 0; fi
    local m; m=$(mirror)
    [ -n "$m" ] || { apt-get -qq -o Acquire::Retries=3 update >&2; m=$(mirror); }   # a machine whose lists were never fetched
    [ -n "$m" ] || { say "no Debian mirror in the machine's apt sources"; exit 1; }
    mkdir -p "$A/lists/partial" "$A/cache/archives/partial"; : >"$A/status"
    { echo "deb [signed-by=$KEY] $m $SUITE main"
      for s in sid forky trixie; do echo "deb-src [signed-by=$KEY] $m $s main"; done; } >"$A/sources.list"
    apt-get "${APT[@]}" -qq update >&2 && touch "$A/stamp"
  ) 8>"$D/.lock.apt"
}
need() {  # need PACKAGE...: install what is missing from the machine's own suite
  (
    flock 8; local miss=() p
    for p; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || miss+=("$p"); done
    [ ${#miss[@]} = 0 ] && exit 0
    say "installing ${miss[*]}"
    local o=(-o DPkg::Lock::Timeout=600 -qq -y --no-install-recommends)
    apt-get "${o[@]}" install "${miss[@]}" >"$D/.need.log" 2>&1 && exit 0
    apt-get -qq update >>"$D/.need.log" 2>&1; apt-get "${o[@]}" install "${miss[@]}" >>"$D/.need.log" 2>&1 && exit 0
    say "cannot install ${miss[*]}:"; tail -3 "$D/.need.log" >&2; exit 1
  ) 8>"$D/.lock.need"
}
download() {  # download NAME FOLDER PACKAGE...: those packages of $SUITE and all that they need, as .deb files
  local n=$1 c=$2; shift 2
  apt_ready || return 1
  fetch() { (flock 8; apt-get "${APT[@]}" -o "Dir::Cache::archives=$c" -y -qq --no-install-recommends --download-only install "$@") 8>"$D/.lock.apt" >"$D/.log.$n" 2>&1; }
  rm -rf "$c"; mkdir -p "$c/partial"
  fetch "$@" || { apt_ready force && fetch "$@"; } || { say "$n: cannot download $*:"; tail -3 "$D/.log.$n" >&2; return 1; }
}
unpack() {  # unpack FOLDER PREFIX PATTERN: what is in FOLDER but for the packages whose names match, and papers
  local f b
  for f in "$1"/*.deb; do
    b=${f##*/}
    [[ ${b%%_*} =~ ^($3)$ ]] && continue
    dpkg-deb --fsys-tarfile "$f" | tar -x -C "$2" --exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/locale*' \
      --exclude='./usr/lib/valgrind' --exclude='*-pic.a' --exclude='./usr/lib/debug' || return 1
  done
}
cached() {  # cached NAME COMMAND...: run COMMAND under NAME's lock unless the cache has it
  local n=$1; shift
  (
    flock 9
    if [ "$(cat "$D/$n/.done" 2>/dev/null)" != "$RECIPE" ] || ! [ -x "$(cat "$D/$n/.path" 2>/dev/null)" ]; then
      say "making $n"; local t=$SECONDS
      "$@" || { rm -rf "${D:?}/$n" "$D/$n.env"; exit 1; }
      echo "$RECIPE" >"$D/$n/.done"; say "made $n in $((SECONDS - t)) s, $(du -sm "$D/$n" | cut -f1) MB"
    fi
    echo "$n $(cat "$D/$n/.path")"
  ) 9>"$D/.lock.$n"
}
