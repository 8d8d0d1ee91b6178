#!/usr/bin/env bash
# Makes sure that Debian packages are installed, given as `program=package` or `file=package` (the file may be a pattern), for what
# runs on the host itself: the encoder of `make publish`, the tools, the browser and the Postgres of the tests.
# DESTDIR: where Debian's configuration is, for the tests of this.
source "$(dirname "$0")/environment.sh"

missing=()
for pair; do
  compgen -G "${pair%%=*}" >/dev/null || command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
done
((${#missing[@]})) || exit 0
if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
  die "these packages are missing: ${missing[*]}" "install them and run this again"
fi

# Debian's postgresql would make a database cluster of its own and start it: ours are made, and ended, by the tests.
without_own_postgres() {
  local setting=${DESTDIR:-}/etc/postgresql-common/createcluster.d/kubecast.conf status=0
  mkdir -p "${setting%/*}"
  echo 'create_main_cluster = false' >"$setting"
  "$@" || status=$?
  rm -f "$setting"
  return "$status"
}

# Debian starts what it installs: nginx, on port 80. Here tests start what they need.
without_services() {
  service_policy=${DESTDIR:-}/usr/sbin/policy-rc.d
  [[ -e $service_policy ]] || {
    trap 'report_failure; rm -f "$service_policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$service_policy"
    chmod 755 "$service_policy"
  }
  "$@"
}

install_packages() {
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
step "Installing ${missing[*]}" without_own_postgres without_services install_packages
