#!/usr/bin/env bash
# Follows the logs of a stream's pods and of its recorders, those included that come later, and of the operator, the gateway
# and the edge.
source "$(dirname "$0")/environment.sh"

[[ -n ${STREAM:-} ]] || die "STREAM is missing" "usage: make logs STREAM=<name> [NAMESPACE=live]"
namespace=${NAMESPACE:-live}
follow=(kubectl logs --follow --prefix --tail "${TAIL:-50}" --max-log-requests 10)
watcher=
trap 'kill $watcher $(jobs -p) 2>/dev/null' EXIT
kubectl get namespace "$namespace" >/dev/null # or kubectl says why not
for component in operator gateway edge; do
  "${follow[@]}" --namespace "$system_namespace" --selector "app.kubernetes.io/component=$component" &
done

declare -A followed
follow_pod() {
  if [[ $2 == Pending || -n ${followed[$1]:-} ]]; then return; fi
  followed[$1]=yes
  "${follow[@]}" --namespace "$namespace" "pod/$1" &
}

while true; do # the API server ends a watch every now and then
  exec 3< <(kubectl get pods --watch --namespace "$namespace" --selector "kubecast.dev/livestream=$STREAM" \
    --output jsonpath='{.metadata.name} {.status.phase}{"\n"}')
  watcher=$!
  while read -r name phase <&3; do follow_pod "$name" "$phase"; done
  sleep 1
done
