#!/bin/sh
# Starts Postgres on /data/postgres: makes the data at the first start, gives the administrator the mounted password at each one,
# and becomes the server. Arguments are the server's. Exits 78 when a person has to decide something.
#
#   KUBECAST_SECRETS_DIRECTORY        has `adminPassword` (/var/run/kubecast/secrets)
#   KUBECAST_POSTGRES_ADMIN_USER      kubecast_admin
#   KUBECAST_POSTGRES_MAX_CONNECTIONS 200
#   KUBECAST_POSTGRES_SHARED_BUFFERS  128MB
#   KUBECAST_POSTGRES_DATA            /data/postgres
set -eu
umask 077
# As process 1 a shell ignores these where nothing is said.
trap 'exit 143' INT TERM

here=$(dirname "$0")
data=${KUBECAST_POSTGRES_DATA:-/data/postgres}
admin=${KUBECAST_POSTGRES_ADMIN_USER:-kubecast_admin}
password_file=${KUBECAST_SECRETS_DIRECTORY:-/var/run/kubecast/secrets}/adminPassword

stop_for_a_person() {
  printf 'error: %s\n' "$@" >&2
  exit 78
}

check_password() {
  [ -s "$password_file" ] || stop_for_a_person "$password_file is not there or empty: mount the Secret with the administrator's password"
}

# Beside its place first, so that a start that was cut off leaves no half of it.
make_data() {
  echo "Making a new cluster in $data"
  rm -rf "$data.new"
  initdb --pgdata="$data.new" --username="$admin" --pwfile="$password_file" --auth=scram-sha-256 \
    --data-checksums --encoding=UTF8 --locale=C.UTF-8 --no-instructions
  mv "$data.new" "$data"
}

check_version() {
  found=$(cat "$data/PG_VERSION")
  ours=$(postgres --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
  [ "$found" = "$ours" ] || stop_for_a_person \
    "The data in $data are of Postgres $found, this image has $ours: it does not convert them" \
    "start the former image, save all with pg_dumpall, and restore that into an empty volume under this one"
}

doubled() { printf "%s" "$1" | sed "s/$2/$2$2/g"; }

# With the server not up yet: nobody else is in, and nothing goes over a network or into an argument. PG_GRANDPARENT_PID: a server
# that was killed has left a lock file with its process id, which in a container is this shell's again; it holds nothing.
set_password() {
  password=$(cat "$password_file")
  problem=$(printf 'ALTER ROLE "%s" LOGIN PASSWORD %s;\n' "$(doubled "$admin" '"')" "'$(doubled "$password" "'")'" |
    PG_GRANDPARENT_PID=$$ postgres --single -D "$data" -c "config_file=$here/postgresql.conf" -c log_min_error_statement=panic -j postgres \
      2>&1 >/dev/null | grep -E 'ERROR:|FATAL:|PANIC:') || return 0
  stop_for_a_person "Could not give $admin the mounted password: $problem"
}

check_password
[ -e "$data/PG_VERSION" ] || make_data
check_version
# A volume whose group was set (fsGroup) lets the group in, which Postgres refuses.
chmod 0700 "$data"
set_password

exec postgres -D "$data" -c "config_file=$here/postgresql.conf" -c "hba_file=$here/pg_hba.conf" \
  -c "max_connections=${KUBECAST_POSTGRES_MAX_CONNECTIONS:-200}" \
  -c "shared_buffers=${KUBECAST_POSTGRES_SHARED_BUFFERS:-128MB}" "$@"
