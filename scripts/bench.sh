#!/usr/bin/env bash
# Measures the figures on the cluster of `make up`, and prints them as tables beside their goals. Its words go to the program.
source "$(dirname "$0")/environment.sh"

"$root/scripts/packages.sh" "${encoder_packages[@]}" chromium=chromium '/usr/lib/postgresql/*/bin/pgbench=postgresql'
kubectl get --raw /readyz --request-timeout=10s >/dev/null || die "the cluster does not answer" "bring it up with: make up"
exec node "$root/e2e/bench/main.ts" "$@"
