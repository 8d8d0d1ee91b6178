#!/usr/bin/env bash
# Removes what `make up` made. Volumes and recordings in the kind cluster go with it; caches stay.
source "$(dirname "$0")/environment.sh"

docker_state=${DOCKER_STATE:-/var/lib/kubecast-docker}

uninstall() { helm uninstall "$release" --namespace "$system_namespace" --ignore-not-found --wait; }

# The daemon is ours when docker-daemon.sh wrote its process id; it ends when nothing else runs in it.
stop_our_docker() {
  local pid
  pid=$(cat "$docker_state/pid" 2>/dev/null) || return 0
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) == dockerd ]] || return 0 # an old file: another process has the number now
  [[ -z $(docker ps --quiet) ]] && kill "$pid" 2>/dev/null || return 0
  say "Stopped the docker daemon that make up started"
}

if is_existing_cluster; then
  step "Removing the release $release" uninstall
  say "The CRDs, the LiveStreams and MinIO's volume are left: kubectl delete crd livestreams.kubecast.dev recordings.kubecast.dev removes the streams"
  exit
fi
if docker info >/dev/null 2>&1; then
  if [[ -x $bin/kind ]]; then
    step "Removing the cluster $cluster_name" kind delete cluster --quiet --name "$cluster_name" --kubeconfig "$KUBECONFIG"
  fi
  stop_our_docker
fi
say "Left for the next make up: docker's images, compiled tools in $bin. make clean removes the tools and the build output"
