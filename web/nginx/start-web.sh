#!/bin/sh
# Fills in nginx.conf.template and becomes nginx. Arguments go to nginx, as in `-t`.
#
#   KUBECAST_EDGE           host:port of the edge's Service (required); looked up once, at the start, and waited for until then
#   KUBECAST_API            host:port of the api's Service, in the same way; without one there is no /api/
#   KUBECAST_WEB_ROOT       the built web app                  (/usr/share/kubecast/web)
#   KUBECAST_TLS_DIRECTORY  tls.crt and tls.key; with both, port 8443 speaks TLS and HTTP/2  (/var/run/kubecast/tls)
#   KUBECAST_HTTP_PORT, KUBECAST_TLS_PORT                      (8080, 8443)
#   KUBECAST_RUN_DIRECTORY  the only place that is written to  (/tmp)
#   KUBECAST_NGINX_TEMPLATE                                    (/etc/kubecast/nginx.conf.template)
set -eu

edge=${KUBECAST_EDGE:-}
api=${KUBECAST_API:-}
web_root=${KUBECAST_WEB_ROOT:-/usr/share/kubecast/web}
tls_directory=${KUBECAST_TLS_DIRECTORY:-/var/run/kubecast/tls}
http_port=${KUBECAST_HTTP_PORT:-8080}
tls_port=${KUBECAST_TLS_PORT:-8443}
run_directory=${KUBECAST_RUN_DIRECTORY:-/tmp}
template=${KUBECAST_NGINX_TEMPLATE:-/etc/kubecast/nginx.conf.template}

faults=''
require() { # name, value, pattern, what it should be
  printf '%s' "$2" | grep -Eq "^($3)\$" || faults="$faults
  $1: should be $4"
}
address='([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]+'
require KUBECAST_EDGE "$edge" "$address" 'host:port of the edge'
if [ -n "$api" ]; then require KUBECAST_API "$api" "$address" 'host:port of the api, or nothing'; fi
require KUBECAST_WEB_ROOT "$web_root" '/[A-Za-z0-9._/-]+' 'an absolute path'
require KUBECAST_TLS_DIRECTORY "$tls_directory" '/[A-Za-z0-9._/-]+' 'an absolute path'
require KUBECAST_RUN_DIRECTORY "$run_directory" '/[A-Za-z0-9._/-]+' 'an absolute path'
require KUBECAST_HTTP_PORT "$http_port" '[0-9]+' 'a port'
require KUBECAST_TLS_PORT "$tls_port" '[0-9]+' 'a port'
if [ -n "$faults" ]; then
  echo "Configuration is not valid, set these variables right:$faults" >&2
  exit 78
fi

listen=''
add_listen() { # port, options
  listen="$listen listen $1$2;"
  if [ -e /proc/net/if_inet6 ]; then listen="$listen listen [::]:$1$2;"; fi
}
add_listen "$http_port" ''
if [ -r "$tls_directory/tls.crt" ] && [ -r "$tls_directory/tls.key" ]; then
  add_listen "$tls_port" ' ssl http2'
fi

# nginx ends where it cannot look the name up, as on a node that comes back before its DNS does; the pause before the container
# is started again grows with each time. Looked up in the background, so that whoever stops the container need not wait.
wait_for_name() { # whose, host
  waited=0
  next=0
  trap 'kill "$!" 2>/dev/null; exit 0' TERM QUIT INT
  while getent ahosts "$2" >/dev/null & ! wait "$!"; do
    if [ "$waited" -ge "$next" ]; then # after 0, 1, 2, 4, 8 … seconds
      printf '{"time":"%s","program":"web","level":"warn","msg":"Waiting for the name of the %s","name":"%s"}\n' \
        "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" >&2
      next=$((waited == 0 ? 1 : waited * 2))
    fi
    sleep 1 &
    wait "$!"
    waited=$((waited + 1))
  done
  trap - TERM QUIT INT
}

wait_for_address() { # whose, host:port
  case $2 in
    '' | '['*) ;; # an IPv6 address has no name to wait for
    *) wait_for_name "$1" "${2%:*}" ;;
  esac
}

wait_for_address edge "$edge"
wait_for_address api "$api"

api_part='/@API_BEGIN@/d; /@API_END@/d'
if [ -z "$api" ]; then api_part='/@API_BEGIN@/,/@API_END@/d'; fi

sed \
  -e "$api_part" \
  -e "s|@API@|$api|g" \
  -e "s|@EDGE@|$edge|g" \
  -e "s|@WEB_ROOT@|$web_root|g" \
  -e "s|@TLS_DIRECTORY@|$tls_directory|g" \
  -e "s|@RUN@|$run_directory|g" \
  -e "s|@LISTEN@|${listen# }|g" \
  "$template" > "$run_directory/nginx.conf"

exec nginx -e stderr -c "$run_directory/nginx.conf" -g 'daemon off;' "$@"
