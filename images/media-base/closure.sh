#!/bin/sh
# Copies programs and every shared library that they link to, under the same paths.
#
#   closure.sh TARGET PROGRAM…
set -eu
target=$1
shift

# Real directories only: /lib is a link to /usr/lib, and a copied link would replace the base image's.
copy() {
  directory=$target$(realpath "$(dirname "$1")")
  mkdir -p "$directory"
  cp -L "$1" "$directory/$(basename "$1")"
}

for program; do
  copy "$program"
  # Not in a pipe: its failure would be nobody's.
  linked=$(ldd "$program")
  for library in $(echo "$linked" | awk '$2 == "=>" && $3 ~ /^\// {print $3}'); do copy "$library"; done
done
