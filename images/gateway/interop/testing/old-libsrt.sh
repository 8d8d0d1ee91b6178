#!/usr/bin/env bash
# Makes sure that a srt-live-transmit of SRT 1.4 is in the cache, as older encoders have it: Debian 11's, which needs no
# library of its own version, unpacked and not installed. Prints its path.
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/../../../../scripts/environment.sh"

suite=bullseye
program=$bin/srt-live-transmit-1.4

# apt's options for an older suite of the mirror that apt is set up with; apt's own lists and caches are not touched.
prepare_apt() {
  local mirror
  mirror=$(apt-get indextargets --format "\$(SITE)" 2>/dev/null | grep -v security | head -n 1)
  mkdir -p "$1"/{state/lists/partial,cache/archives/partial}
  printf 'deb %s %s main\n' "${mirror:?}" "$suite" >"$1/sources.list"
  apt_options=(-qq -o "Dir::State=$1/state" -o Dir::State::status=/dev/null -o "Dir::Cache=$1/cache"
    -o "Dir::Etc::SourceList=$1/sources.list" -o Dir::Etc::SourceParts=- -o APT::Sandbox::User=root)
}

fetch() {
  local directory
  directory=$(mktemp -d "$cache/libsrt-1.4.XXXXXX")
  prepare_apt "$directory"
  apt-get "${apt_options[@]}" update
  (cd "$directory" && apt-get "${apt_options[@]}" download srt-tools)
  dpkg-deb -x "$directory"/srt-tools_*.deb "$directory/root"
  mv "$directory/root/usr/bin/srt-live-transmit" "$program"
  rm -rf "$directory"
}

if [[ ! -x $program ]]; then
  command -v apt-get >/dev/null || die "SRT 1.4 comes from Debian's packages: apt-get is needed"
  step "Fetching SRT 1.4" fetch >&2
fi
"$program" -version 2>&1 | grep -q 'version: 1\.4' || die "$program is not of SRT 1.4, or does not run" "remove it and run this again"
printf '%s\n' "$program"
