#!/usr/bin/env bash
# Compiles the named tools into the cache, those that are not there yet in the pinned version. No registry of binaries is needed.
#
#   tools.sh [kind|kubectl|helm|minio|versitygw|mediamtx]…      all but mediamtx, which a bench compares with, when none is named
source "$(dirname "$0")/environment.sh"

declare -A modules=(
  [kind]=sigs.k8s.io/kind@v0.31.0
  [helm]=helm.sh/helm/v3/cmd/helm@v3.21.4
  [minio]=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
  [versitygw]=github.com/versity/versitygw/cmd/versitygw@v1.8.0
)
mediamtx=github.com/bluenviron/mediamtx@v1.20.1
export GOBIN=$bin CGO_ENABLED=0 GOFLAGS=-trimpath

# kubectl belongs to Kubernetes' own module, which images/kind-node/tools pins.
compile_kubectl() { (cd "$root/images/kind-node/tools" && go install -ldflags '-s -w' k8s.io/kubernetes/cmd/kubectl); }

# Its own build fetches two files, which a module cannot carry: its version, and an hls.js, for which ours stands in.
compile_mediamtx() {
  local source module
  module=$(go mod download -json "$mediamtx" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p') || true
  [[ -n $module ]] || die "the source of mediamtx was not fetched" "see why with: go mod download -json $mediamtx"
  source=$(mktemp -d)
  cp -R --no-preserve=mode "$module/." "$source"
  printf '%s' "${mediamtx##*@}" >"$source/internal/core/VERSION"
  cp "$root/node_modules/hls.js/dist/hls.min.js" "$source/internal/servers/hls/"
  (cd "$source" && go install -ldflags '-s -w' .)
  rm -rf "$source"
}

# Helm's own build says which Kubernetes charts are rendered for where there is no cluster.
flags_of() {
  printf -- '-s -w'
  [[ $1 == helm ]] || return 0
  printf -- ' -X %s' helm.sh/helm/v3/internal/version.version="${modules[helm]##*@}" \
    helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1 helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=34
}

compile() {
  if [[ $1 == kubectl ]]; then
    compile_kubectl
  elif [[ $1 == mediamtx ]]; then
    compile_mediamtx
  else
    go install -ldflags "$(flags_of "$1")" "${modules[$1]}"
  fi
}

is_current_mediamtx() { [[ -x $bin/mediamtx && $("$bin/mediamtx" --version) == "${mediamtx##*@}" ]]; }

# Whether the cached tool is of the version that is pinned here. Without go nobody can tell, nor compile another.
is_current() {
  local pinned=${modules[$1]:-@$kubernetes_version}
  [[ -x $bin/$1 ]] && { ! command -v go >/dev/null || go version -m "$bin/$1" | grep -qF "	${pinned##*@}	"; }
}

(($#)) || set -- kind kubectl helm minio versitygw
for tool in "$@"; do
  if [[ $tool == mediamtx ]]; then is_current_mediamtx; else is_current "$tool"; fi && continue
  command -v go >/dev/null || die "go is needed to compile $tool: install Go 1.25 or later"
  step "Compiling $tool" compile "$tool"
done
