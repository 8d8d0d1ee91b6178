#!/usr/bin/env bash
# Removes what `make up` made. Volumes and recordings in the kind cluster go with it; caches stay.
source "$(dirname "$0")/environment.sh"

docker_state=${DOCKER_STATE:-/var/lib/kubecast-docker}

uninstall() { helm uninstall "$release" --namespace "$system_namespace" --ignore-not-found --wait; }

# The daemon is ours when docker-daemon.sh wrote its process id; it ends when nothing else runs in it.
stop_our_docker() {
  local pid
  pid=$(cat "$docker_state/pid" 2>/dev/null) || return 0
  [[ -z $(docker ps --quiet) ]] || return 0
  kill "$pid"
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  die "dockerd (process $pid) does not end" "look at $docker_state/log"
}

if is_existing_cluster; then
  step "Removing the release $release" uninstall
  say "The CRDs, the LiveStreams, the Recordings and the volumes of MinIO and Postgres are left: kubectl delete crd livestreams.kubecast.dev removes the streams"
  say "A Recording waits for an operator to let it go: docs/guide/recordings.md says how to remove it without one"
  exit
fi
if docker info >/dev/null 2>&1; then
  if [[ -x $bin/kind ]]; then
    step "Removing the cluster $cluster_name" kind delete cluster --quiet --name "$cluster_name" --kubeconfig "$KUBECONFIG"
  fi
  if [[ -e $docker_state/pid ]]; then step "Stopping the docker daemon that make up started" stop_our_docker; fi
fi
say "Left for the next make up: docker's images, compiled tools in $bin. make clean removes the tools and the build output"
