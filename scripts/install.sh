#!/usr/bin/env bash
# Installs or upgrades the chart, and waits until everything is ready.
source "$(dirname "$0")/environment.sh"

examples_namespace=live

# Namespaces that refuse pods which are not restricted.
ensure_namespace() {
  kubectl get namespace "$1" >/dev/null 2>&1 || kubectl create namespace "$1" >/dev/null
  kubectl label namespace "$1" --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
}

# Where the images were built here, by tags that name their content, so that a change is rolled out.
image_values() {
  local program tag
  printf -- '--set-string image.prefix=%s --set-string image.tag=%s ' "$image_prefix" "${IMAGE_TAG:-$version}"
  [[ -z ${IMAGE_TAG:-} ]] && docker info >/dev/null 2>&1 || return 0
  for program in "${programs[@]}"; do
    tag=$(docker image ls --format '{{.Tag}}' "$image_prefix/$program" | grep -F "$version-") || continue
    printf -- '--set-string image.tags.%s=%s ' "$program" "$tag"
  done
}

# A helm that was killed leaves its release in a state in which helm refuses to go on.
unlock_release() {
  local revision
  for revision in $(kubectl --namespace "$system_namespace" get secrets -o name \
    -l "owner=helm,name=$release,status in (pending-install,pending-upgrade,pending-rollback)"); do
    say "  an earlier installation was cut off: forgetting its revision ${revision##*.v}"
    kubectl --namespace "$system_namespace" delete "$revision" >/dev/null
  done
}

install_chart() {
  unlock_release
  local arguments=()
  read -ra arguments <<<"$(image_values)"
  if ! is_existing_cluster; then arguments+=(--values "$root/scripts/kind-values.yaml"); fi
  if [[ -n ${VALUES:-} ]]; then arguments+=(--values "$VALUES"); fi
  helm upgrade "$release" "$root/charts/kubecast" --install --namespace "$system_namespace" --take-ownership \
    --set "networkPolicies.streamNamespaces={$examples_namespace}" "${arguments[@]}" \
    --wait --wait-for-jobs --timeout 5m --history-max 5 >"$cache/helm.log" 2>&1 || report_install
}

# What an engineer would look at first.
report_install() {
  tail -5 "$cache/helm.log" >&2
  kubectl --namespace "$system_namespace" get pods >&2
  kubectl --namespace "$system_namespace" get events --field-selector type=Warning --sort-by .lastTimestamp | tail -10 >&2
  local pod
  for pod in $(kubectl --namespace "$system_namespace" get pods -o name); do
    kubectl --namespace "$system_namespace" wait "$pod" --for=condition=Ready --timeout=0 >/dev/null 2>&1 ||
      kubectl --namespace "$system_namespace" logs "$pod" --tail 5 --prefix >&2 || true
  done
  return 1
}

kubectl get --raw /readyz --request-timeout=10s >/dev/null ||
  die "the cluster does not answer" "KUBECONFIG is ${KUBECONFIG:-not set, so ~/.kube/config counts}"
ensure_namespace "$system_namespace"
ensure_namespace "$examples_namespace"
step "Installing the chart" install_chart
