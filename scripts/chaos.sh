#!/usr/bin/env bash
# Makes faults on the cluster of `make up`, under a real encoder, playing viewers and running recordings. Its words go to the program.
source "$(dirname "$0")/environment.sh"

"$root/scripts/packages.sh" "${encoder_packages[@]}" chromium=chromium
kubectl get --raw /readyz --request-timeout=10s >/dev/null || die "the cluster does not answer" "bring it up with: make up"
exec node "$root/e2e/chaos/main.ts" "$@"
