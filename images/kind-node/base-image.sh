#!/usr/bin/env bash
# Makes sure that docker has debian:bookworm-slim: pulled where a registry answers, else made with debootstrap.
set -euo pipefail

docker image inspect debian:bookworm-slim >/dev/null 2>&1 && exit
timeout 60 docker pull -q debian:bookworm-slim 2>/dev/null && exit
printf '%s  making debian:bookworm-slim with debootstrap\n' "$(date +%T)"
if ! command -v debootstrap >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
fi
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
# The mirror that this machine uses: deb822 sources name it after URIs:, classic ones after deb and its options.
mirror=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null |
  sed -E -n 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' | head -n 1) || true
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" ${mirror:+"$mirror"} >/dev/null # its own default without one
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
tar -C "$root" -c . | docker import - debian:bookworm-slim >/dev/null
