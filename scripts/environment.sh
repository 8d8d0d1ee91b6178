# Sourced by the scripts beside it: where things are, and how steps report themselves.
# shellcheck shell=bash disable=SC2034
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kubecast
bin=$cache/bin
mkdir -p "$bin"
export PATH="$bin:$root/node_modules/.bin:$PATH"

cluster_name=${CLUSTER_NAME:-kubecast} # the kind cluster
release=kubecast                       # the Helm release
system_namespace=kubecast-system       # where it is installed
kubernetes_version=v1.34.10
published_node_image=kindest/node:v1.34.3
own_node_image=kubecast.dev/kind-node:$kubernetes_version
programs=(transcoder recorder operator edge gateway web minio buckets api postgres) # each an image; see images.sh for what they share

image_prefix=${IMAGE_PREFIX:-kubecast.dev}
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$root/package.json")

http_port=${HTTP_PORT:-8080}
srt_port=${SRT_PORT:-8890}
gateway_node_port=30890 # the cluster's own, behind srt_port
read -ra node_ports <<<"${NODE_PORTS:-30891 30892}"

# What the encoder of `make publish` and of the tests needs on the host, for packages.sh.
clock_font=/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf
encoder_packages=(ffmpeg=ffmpeg srt-live-transmit=srt-tools "$clock_font=fonts-dejavu-core")

is_existing_cluster() { [[ ${CLUSTER:-kind} == existing ]]; }

# In someone's own cluster their kubeconfig counts, in ours the one that kind wrote for us.
if ! is_existing_cluster; then export KUBECONFIG=$cache/kubeconfig; fi

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }

die() {
  printf 'error: %s\n' "$1" >&2
  shift
  if (($#)); then printf '       %s\n' "$@" >&2; fi
  exit 1
}

# step TEXT COMMAND…: says what begins, and how long it took. A failure inside ends the script.
step() {
  local started=$SECONDS
  current_step=$1
  say "$1"
  shift
  "$@"
  say "  done in $((SECONDS - started)) s"
  current_step=
}

current_step=
report_failure() {
  local status=$?
  if ((status != 0)) && [[ -n $current_step ]]; then printf 'error: %s: failed\n' "$current_step" >&2; fi
}
trap report_failure EXIT
