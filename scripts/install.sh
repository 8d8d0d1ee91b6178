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

# Helm would only say that the port is allocated, not by whom.
check_gateway_port() {
  local services holder ports
  # A line a Service: a filter in the template fails on one that has two ports.
  services=$(kubectl get services --all-namespaces \
    -o jsonpath='{range .items[*]}{.metadata.namespace}/{.metadata.name}{range .spec.ports[*]} {.nodePort}{end}{"\n"}{end}')
  while read -r holder ports; do
    [[ " $ports " != *" $gateway_node_port "* || $holder == "$system_namespace/$release-gateway" ]] ||
      die "node port $gateway_node_port, the gateway's, belongs to the Service $holder" \
        "take the port away from its LiveStream: without spec.ingest.srt.service it is reached through the gateway"
  done <<<"$services"
}

install_chart() {
  unlock_release
  local arguments=()
  read -ra arguments <<<"$(image_values)"
  if ! is_existing_cluster; then
    check_gateway_port
    arguments+=(--values "$root/scripts/kind-values.yaml" --set "gateway.port=$srt_port")
  fi
  if [[ -n ${VALUES:-} ]]; then arguments+=(--values "$VALUES"); fi
  helm upgrade "$release" "$root/charts/kubecast" --install --namespace "$system_namespace" --take-ownership \
    --set "networkPolicies.streamNamespaces={$examples_namespace}" "${arguments[@]}" \
    --history-max 5 >"$cache/helm.log" 2>&1 || report_install
  wait_for_release >>"$cache/helm.log" 2>&1 || report_install
}

# Helm's own --wait would wait for the gateway's load balancer too, in vain where a cluster has none.
wait_for_release() {
  local deadline=$((SECONDS + 300))
  until is_rolled_out; do
    if has_failed_job; then return 1; fi
    if ((SECONDS >= deadline)); then return 1; fi
    sleep 1
  done
}

of_release=(--namespace "$system_namespace" --selector "app.kubernetes.io/instance=$release")

# Waits a little for what is not there yet, so that a Job that failed meanwhile is seen.
is_rolled_out() {
  local object
  for object in $(kubectl get deployments,statefulsets "${of_release[@]}" -o name); do
    kubectl --namespace "$system_namespace" rollout status "$object" --timeout 5s || return 1
  done
  for object in $(kubectl get jobs "${of_release[@]}" -o name); do
    kubectl --namespace "$system_namespace" wait "$object" --for=condition=Complete --timeout=5s || return 1
  done
}

has_failed_job() {
  local conditions
  conditions=$(kubectl get jobs "${of_release[@]}" \
    -o jsonpath='{range .items[*]}{range .status.conditions[*]}{.type}={.status}{"\n"}{end}{end}')
  grep -Fx Failed=True <<<"$conditions"
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
