#!/usr/bin/env bash
# Follows the logs of a stream's pods and of its recorders, and of the operator, the gateway, the edge and the api: those included that
# come later, and containers that are started again.
source "$(dirname "$0")/environment.sh"

[[ -n ${STREAM:-} ]] || die "STREAM is missing" "usage: make logs STREAM=<name> [NAMESPACE=live]"
namespace=${NAMESPACE:-live}
kubectl get namespace "$namespace" >/dev/null # or kubectl says why not

# follow_pods NAMESPACE SELECTOR
follow_pods() {
  local name phase restarts
  local -A followed
  while true; do # the API server ends a watch every now and then
    while read -r name phase restarts; do
      if [[ $phase == Pending || ${followed[$name]:-} == "${restarts:-0}" ]]; then continue; fi
      followed[$name]=${restarts:-0}
      kubectl logs --follow --prefix --tail "${TAIL:-50}" --namespace "$1" "pod/$name" &
    done < <(kubectl get pods --watch --namespace "$1" --selector "$2" \
      --output jsonpath='{.metadata.name} {.status.phase} {.status.containerStatuses[0].restartCount}{"\n"}')
    sleep 1
  done
}

set -m # each in a process group of its own, which ends as a whole
follow_pods "$namespace" "kubecast.dev/livestream=$STREAM" &
of_stream=$!
follow_pods "$system_namespace" "app.kubernetes.io/component in (operator, gateway, edge, api)" &
of_release=$!
trap 'kill -- -$of_stream -$of_release 2>/dev/null' EXIT
trap 'exit 0' INT TERM
wait
