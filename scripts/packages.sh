#!/usr/bin/env bash
# Makes sure that Debian packages are installed, given as `program=package` or `file=package`, for what runs on the host
# itself: the encoder of `make publish`, the tools and the browser of the tests.
source "$(dirname "$0")/environment.sh"

missing=()
for pair; do
  [[ -e ${pair%%=*} ]] || command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
done
((${#missing[@]})) || exit 0
if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
  die "these packages are missing: ${missing[*]}" "install them and run this again"
fi

install_packages() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
step "Installing ${missing[*]}" install_packages
