#!/usr/bin/env bash
# From a clone to a running Kubecast. Every step looks first, and does only what is missing.
source "$(dirname "$0")/environment.sh"

here=$root/scripts

in_own_cluster() {
  "$here/cluster.sh"
  "$here/tools.sh" helm
  "$here/images.sh"
  "$here/load-images.sh"
  "$here/install.sh"
  cat <<TEXT

Kubecast is up.
  Web         http://localhost:$http_port
  API         http://localhost:$http_port/api, described at http://localhost:$http_port/api/docs
  Encoders    SRT on UDP port $srt_port, for all streams; ${node_ports[*]} for streams with a node port of their own
  Kubernetes  export KUBECONFIG=$KUBECONFIG PATH=$bin:\$PATH

Next, with that, apply a stream, send it a test picture, and watch it:
  kubectl apply -f examples/minimal.yaml
  make publish STREAM=minimal
  http://localhost:$http_port/watch/live/minimal
When its session has ended, two minutes after the encoder left, there is a video of it:
  kubectl get recordings --namespace live
  make download RECORDING=<name>
Or as a user of the api; who registers first is administrator:
  curl http://localhost:$http_port/api/auth/register --json '{"username":"ada","email":"ada@example.org","password":"correct horse battery staple"}'
  docs/guide/api.md goes on from there
TEXT
}

in_existing_cluster() {
  "$here/tools.sh" kubectl helm
  "$here/install.sh"
  cat <<TEXT

Kubecast is in the namespace $system_namespace.
  Web         kubectl --namespace $system_namespace port-forward service/$release-web $http_port:80
              then http://localhost:$http_port
  API         there at /api, described at /api/docs
  Encoders    SRT on UDP at the load balancer of the Service $release-gateway; without one set gateway.host, see charts/kubecast/README.md

Next, apply a stream, send it a test picture, and watch it:
  kubectl apply -f examples/minimal.yaml
  make publish STREAM=minimal CLUSTER=existing
  http://localhost:$http_port/watch/live/minimal
When its session has ended, two minutes after the encoder left, there is a video of it:
  kubectl get recordings --namespace live
  make download RECORDING=<name> CLUSTER=existing
TEXT
}

started=$SECONDS
if is_existing_cluster; then in_existing_cluster; else in_own_cluster; fi
say "All in $((SECONDS - started)) s"
