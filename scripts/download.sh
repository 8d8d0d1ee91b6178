#!/usr/bin/env bash
# Fetches the video of a recording into a file, through kubectl, with an administrator's rights. Started again, it goes on where it
# ended.
source "$(dirname "$0")/environment.sh"

[[ -n ${RECORDING:-} ]] || die "RECORDING is missing" "usage: make download RECORDING=<name> [NAMESPACE=live] [FILE=<name>.mp4] [CLUSTER=existing]" \
  "kubectl get recordings --all-namespaces lists them"
exec node "$root/scripts/download-recording.ts" --recording "$RECORDING" --namespace "${NAMESPACE:-live}" \
  --file "${FILE:-$RECORDING.mp4}" --release "$release" --system-namespace "$system_namespace"
