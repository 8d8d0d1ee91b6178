#!/usr/bin/env bash
# Removes the build output and the cached tools. Docker's images stay: `docker image prune -a` removes them.
source "$(dirname "$0")/environment.sh"

rm -rf "$root/dist" "$root"/*/dist "$cache"
say "Removed $cache and the build output"
