#!/usr/bin/env bash
# Follows the logs of a stream's pod, and of the operator, the gateway and the edge.
source "$(dirname "$0")/environment.sh"

[[ -n ${STREAM:-} ]] || die "STREAM is missing" "usage: make logs STREAM=<name> [NAMESPACE=live]"
follow=(kubectl logs --follow --prefix --tail "${TAIL:-50}" --max-log-requests 10)
trap 'kill $(jobs -p) 2>/dev/null' EXIT
"${follow[@]}" --namespace "${NAMESPACE:-live}" --selector "kubecast.dev/livestream=$STREAM" &
for component in operator gateway edge; do
  "${follow[@]}" --namespace "$system_namespace" --selector "app.kubernetes.io/component=$component" &
done
wait
