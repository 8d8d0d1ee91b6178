#!/usr/bin/env bash
# Follows the logs of a stream's pod, and of the operator and the edge.
source "$(dirname "$0")/environment.sh"

[[ -n ${STREAM:-} ]] || die "STREAM is missing" "usage: make logs STREAM=<name> [NAMESPACE=live]"
follow=(kubectl logs --follow --prefix --tail "${TAIL:-50}" --max-log-requests 10)
trap 'kill $(jobs -p) 2>/dev/null' EXIT
"${follow[@]}" --namespace "${NAMESPACE:-live}" --selector "kubecast.dev/livestream=$STREAM" &
"${follow[@]}" --namespace "$system_namespace" --selector app.kubernetes.io/component=operator &
"${follow[@]}" --namespace "$system_namespace" --selector app.kubernetes.io/component=edge &
wait
