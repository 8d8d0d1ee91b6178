#!/usr/bin/env bash
# Puts our images on the kind cluster's node, those that it does not have yet.
source "$(dirname "$0")/environment.sh"

node=$cluster_name-control-plane

# The tag that names an image's content; images.sh makes it.
content_tag() { docker image ls --format '{{.Repository}}:{{.Tag}}' "$image_prefix/$1" | grep -F ":$version-"; }

import() { docker save "$@" | docker exec -i "$node" ctr --namespace k8s.io images import - >/dev/null; }

present=$(docker exec "$node" ctr --namespace k8s.io images ls -q)
missing=()
for program in "${programs[@]}"; do
  image=$(content_tag "$program") || die "there is no image of $program" "build it with: make images"
  grep -qxF "$image" <<<"$present" || missing+=("$image")
done
if ((${#missing[@]})); then step "Loading ${missing[*]##*/} onto the node" import "${missing[@]}"; fi
