#!/usr/bin/env bash
# Takes pictures of every page on the cluster of `make up`, with people, streams and videos that are removed afterwards. Its words go
# to the program.
source "$(dirname "$0")/environment.sh"

"$root/scripts/packages.sh" "${encoder_packages[@]}" chromium=chromium
kubectl get --raw /readyz --request-timeout=10s >/dev/null || die "the cluster does not answer" "bring it up with: make up"
exec node "$root/e2e/screenshots/main.ts" "$@"
