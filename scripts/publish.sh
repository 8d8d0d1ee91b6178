#!/usr/bin/env bash
# Sends a test picture, or a file, to a LiveStream. The credentials are read from the stream's Secret, and never shown.
source "$(dirname "$0")/environment.sh"

[[ -n ${STREAM:-} ]] || die "STREAM is missing" "usage: make publish STREAM=<name> [NAMESPACE=live] [SOURCE=<file>]"
"$root/scripts/packages.sh" "${encoder_packages[@]}"
arguments=(--stream "$STREAM" --namespace "${NAMESPACE:-live}")
if [[ -n ${SOURCE:-} ]]; then arguments+=(--source "$SOURCE"); fi
# A stream that was applied a moment ago is ready in a moment. Whatever else is the matter, the encoder says it.
kubectl wait "livestream/$STREAM" --namespace "${NAMESPACE:-live}" --for=condition=Ready --timeout=20s >/dev/null 2>&1 || true
exec node "$root/e2e/src/publish.ts" "${arguments[@]}"
