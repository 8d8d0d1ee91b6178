#!/usr/bin/env bash
# Makes sure that the kind cluster runs: docker, the node image, the cluster. Changes nothing that is already right.
source "$(dirname "$0")/environment.sh"

node=$cluster_name-control-plane
service_subnet=10.96.0.0/16

is_reachable() { kubectl get --raw /readyz --request-timeout=5s >/dev/null 2>&1; }

has_container() { docker container inspect "$node" >/dev/null 2>&1; }

is_running() { [[ $(docker container inspect --format '{{.State.Running}}' "$node" 2>/dev/null) == true ]]; }

has_published_image() {
  docker image inspect "$published_node_image" >/dev/null 2>&1 && return
  [[ ${KUBECAST_REGISTRY:-auto} != none ]] || return 1
  timeout "${PULL_TIMEOUT:-300}" docker pull -q "$published_node_image" >/dev/null 2>&1
}

# The image to use, in $node_image. Our own, when it was built before; else the published one, else we build it.
choose_node_image() {
  node_image=$own_node_image
  docker image inspect "$own_node_image" >/dev/null 2>&1 && return
  say "  looking for $published_node_image"
  if has_published_image; then
    node_image=$published_node_image
    return
  fi
  say "  no registry has it; building it takes some ten minutes, once"
  "$root/scripts/packages.sh" jq=jq
  "$root/images/kind-node/build-node-image.sh" "$bin"
}

check_ports() {
  local ports=("tcp:$http_port:HTTP_PORT" "udp:$srt_port:SRT_PORT") port
  for port in "${node_ports[@]}"; do ports+=("udp:$port:NODE_PORTS"); done
  node "$root/scripts/check-ports.ts" "${ports[@]}" || exit 1
}

# Between two of kube-proxy's writes a Service has neither its pods nor a refusal, and what is sent to it leaves the cluster: to nobody,
# or to a proxy that answers for every address, and is talked to from then on. Pods' addresses are in place of Services' by then, so that
# only what would leave still has one.
keep_services_inside() {
  docker exec --interactive "$node" sh -ec '
    unit=/etc/systemd/system/kubecast-services.service
    cat >"$unit.new"
    if cmp --silent "$unit.new" "$unit"; then rm "$unit.new"; exit; fi
    systemctl stop --quiet kubecast-services.service 2>/dev/null || true
    mv "$unit.new" "$unit"
    systemctl daemon-reload
    systemctl enable --quiet --now kubecast-services.service
  ' <<UNIT
[Unit]
Description=Refuses what would leave the node for an address of a Service
Before=kubelet.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/iptables --wait --insert FORWARD --destination $service_subnet --jump REJECT
ExecStart=/usr/sbin/iptables --wait --insert OUTPUT --destination $service_subnet --jump REJECT
ExecStop=/usr/sbin/iptables --wait --delete FORWARD --destination $service_subnet --jump REJECT
ExecStop=/usr/sbin/iptables --wait --delete OUTPUT --destination $service_subnet --jump REJECT

[Install]
WantedBy=multi-user.target
UNIT
}

# The ports of a cluster are fixed when it is made.
check_port_mapping() {
  local actual wanted
  actual=$(docker inspect --format '{{range .HostConfig.PortBindings}}{{range .}}{{.HostPort}} {{end}}{{end}}' "$node")
  for wanted in "$http_port" "$srt_port" "${node_ports[@]}"; do
    [[ " $actual" == *" $wanted "* ]] ||
      die "the cluster $cluster_name was made with other ports: $actual, not $wanted" \
        "go on without HTTP_PORT, SRT_PORT and NODE_PORTS changed, or make it anew, recordings lost: make down, then make up"
  done
}

mapping() { printf '      - { listenAddress: 127.0.0.1, containerPort: %s, hostPort: %s, protocol: %s }\n' "$@"; }

# Our node image brings a bridge as its network plugin, the published one kind's own.
configuration() {
  local own=false port
  [[ $node_image == "$own_node_image" ]] && own=true
  cat <<YAML
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
name: $cluster_name
networking:
  disableDefaultCNI: $own
  podSubnet: 10.244.0.0/16
  serviceSubnet: $service_subnet
nodes:
  - role: control-plane
    extraPortMappings:
YAML
  mapping 30080 "$http_port" TCP
  mapping "$gateway_node_port" "$srt_port" UDP
  for port in "${node_ports[@]}"; do mapping "$port" "$port" UDP; done
}

create_cluster() {
  step "Making sure that a kind node image is there" choose_node_image
  "$root/scripts/tools.sh" kind kubectl
  configuration | kind create cluster --quiet --config - --image "$node_image" --kubeconfig "$KUBECONFIG" --wait 180s
}

# After the machine or docker was restarted, the node is often there but stopped.
revive_cluster() {
  docker start "$node" >/dev/null 2>&1 || return 1
  kind export kubeconfig --quiet --name "$cluster_name" --kubeconfig "$KUBECONFIG" || return 1
  for _ in $(seq 45); do
    is_reachable && return
    sleep 1
  done
  return 1
}

# A cluster that does not come back is not thrown away unasked: MinIO's volume, with all recordings, lies in it. Only CI
# keeps nothing there.
ensure_cluster() {
  if ! has_container; then
    create_cluster
    return
  fi
  "$root/scripts/tools.sh" kind kubectl
  is_reachable || revive_cluster && return
  [[ ${CI:-} == true ]] ||
    die "the cluster $cluster_name is there but does not answer" \
      "look at: docker logs $node; or throw it away, recordings included: make down, then make up again"
  kind delete cluster --quiet --name "$cluster_name" --kubeconfig "$KUBECONFIG"
  create_cluster
}

step "Making sure that docker answers" "$root/images/kind-node/docker-daemon.sh"
if is_running; then check_port_mapping; else step "Checking that the host's ports are free" check_ports; fi
step "Making sure that the cluster $cluster_name runs" ensure_cluster
step "Making sure that it keeps what is sent to Services" keep_services_inside
