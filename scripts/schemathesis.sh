#!/usr/bin/env bash
# Installs Schemathesis, which tests the api against its description, into the cache: the versions of api/properties/requirements.txt
# and no others. Does nothing where they are there.
source "$(dirname "$0")/environment.sh"

requirements=$root/api/properties/requirements.txt
home=$cache/schemathesis
installed=$home/installed.txt

install_schemathesis() {
  rm -rf "$home"
  /usr/bin/python3 -m venv "$home" &&
    "$home/bin/pip" install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$requirements" &&
    cp "$requirements" "$installed"
}

"$root/scripts/packages.sh" "/usr/lib/python3*/ensurepip/__init__.py=python3-venv"
exec 9>"$cache/schemathesis.lock"
flock 9
cmp -s "$requirements" "$installed" || step "Installing Schemathesis" install_schemathesis
