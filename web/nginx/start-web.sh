#!/bin/sh
# Fills in nginx.conf.template and api.conf.template, and becomes nginx. Arguments go to nginx, as in `-t`.
#
#   KUBECAST_EDGE           host:port of the edge's Service (required); looked up once, at the start, and waited for until then
#   KUBECAST_API            host:port of the api's Service, in the same way; without one there is no /api/
#   KUBECAST_EMBED_ORIGINS  origins whose pages may show /embed/ in a frame, with commas between (none but its own)
#   KUBECAST_HSTS_SECONDS   for how long browsers come by TLS alone that once did; 0 makes them forget  (31536000)
#   KUBECAST_HSTS_SUBDOMAINS  whether that holds for hosts below this one  (false)
#   KUBECAST_PROXIES_IN_FRONT  how many proxies append to X-Forwarded-For before this one  (0)
#   KUBECAST_REQUESTS_PER_SECOND  pages and files of the app to one address; 0: no limit  (200)
#   KUBECAST_CONNECTIONS    requests of one address that are answered at a time, other than media and assets; 0: no limit  (500)
#   KUBECAST_WEB_ROOT       the built web app                  (/usr/share/kubecast/web)
#   KUBECAST_TLS_DIRECTORY  tls.crt and tls.key; with both, port 8443 speaks TLS and HTTP/2  (/var/run/kubecast/tls)
#   KUBECAST_HTTP_PORT, KUBECAST_TLS_PORT                      (8080, 8443)
#   KUBECAST_RUN_DIRECTORY  the only place that is written to  (/tmp)
#   KUBECAST_NGINX_TEMPLATES  where the templates are          (/etc/kubecast/nginx)
set -eu

edge=${KUBECAST_EDGE:-}
api=${KUBECAST_API:-}
embed_origins=${KUBECAST_EMBED_ORIGINS:-}
hsts_seconds=${KUBECAST_HSTS_SECONDS:-31536000}
hsts_subdomains=${KUBECAST_HSTS_SUBDOMAINS:-false}
proxies_in_front=${KUBECAST_PROXIES_IN_FRONT:-0}
requests_per_second=${KUBECAST_REQUESTS_PER_SECOND:-200}
connections=${KUBECAST_CONNECTIONS:-500}
web_root=${KUBECAST_WEB_ROOT:-/usr/share/kubecast/web}
tls_directory=${KUBECAST_TLS_DIRECTORY:-/var/run/kubecast/tls}
http_port=${KUBECAST_HTTP_PORT:-8080}
tls_port=${KUBECAST_TLS_PORT:-8443}
run_directory=${KUBECAST_RUN_DIRECTORY:-/tmp}
templates=${KUBECAST_NGINX_TEMPLATES:-/etc/kubecast/nginx}

faults=''
require() { # name, value, pattern, what it should be
  printf '%s' "$2" | grep -Eq "^($3)\$" || faults="$faults
  $1: should be $4"
}
require_number() { # name, value, the most that it may be
  if printf '%s' "$2" | grep -Eq '^(0|[1-9][0-9]{0,9})$' && [ "$2" -le "$3" ]; then return; fi
  faults="$faults
  $1: should be a number of at most $3"
}
address='([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]+'
require KUBECAST_EDGE "$edge" "$address" 'host:port of the edge'
if [ -n "$api" ]; then require KUBECAST_API "$api" "$address" 'host:port of the api, or nothing'; fi
origin='https?://(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?'
if [ -n "$embed_origins" ]; then
  require KUBECAST_EMBED_ORIGINS "$embed_origins" "$origin(,$origin)*" \
    'origins such as https://blog.example.org or https://*.example.org, with commas between and no path'
fi
require_number KUBECAST_HSTS_SECONDS "$hsts_seconds" 2147483647
require KUBECAST_HSTS_SUBDOMAINS "$hsts_subdomains" 'true|false' 'true or false'
require_number KUBECAST_PROXIES_IN_FRONT "$proxies_in_front" 99
require_number KUBECAST_REQUESTS_PER_SECOND "$requests_per_second" 999999
require_number KUBECAST_CONNECTIONS "$connections" 65535
require KUBECAST_WEB_ROOT "$web_root" '/[A-Za-z0-9._/-]+' 'an absolute path'
require KUBECAST_TLS_DIRECTORY "$tls_directory" '/[A-Za-z0-9._/-]+' 'an absolute path'
require KUBECAST_RUN_DIRECTORY "$run_directory" '/[A-Za-z0-9._/-]+' 'an absolute path'
require_number KUBECAST_HTTP_PORT "$http_port" 65535
require_number KUBECAST_TLS_PORT "$tls_port" 65535
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

# What sed does with the part of the template that has this name: leaves it in, without its marks, or takes it out.
part() { # name, whether it is there
  if [ "$2" = true ]; then printf '/@%s_BEGIN@/d; /@%s_END@/d' "$1" "$1"; else printf '/@%s_BEGIN@/,/@%s_END@/d' "$1" "$1"; fi
}

is_above_0() { if [ "$1" -gt 0 ]; then echo true; else echo false; fi; }

transport_security="max-age=$hsts_seconds"
if [ "$hsts_subdomains" = true ]; then transport_security="$transport_security; includeSubDomains"; fi
frame_ancestors="'self'"
if [ -n "$embed_origins" ]; then frame_ancestors="'self' $(printf '%s' "$embed_origins" | tr ',' ' ')"; fi

render() { # name of a template, less its end
  sed \
    -e "$(part API "$(if [ -n "$api" ]; then echo true; fi)")" \
    -e "$(part REQUEST_LIMIT "$(is_above_0 "$requests_per_second")")" \
    -e "$(part CONNECTION_LIMIT "$(is_above_0 "$connections")")" \
    -e "s|@EMBED_ORIGINS@|$frame_ancestors|g" \
    -e "s|@STRICT_TRANSPORT_SECURITY@|$transport_security|g" \
    -e "s|@PROXIES_IN_FRONT@|$proxies_in_front|g" \
    -e "s|@REQUESTS_PER_SECOND@|$requests_per_second|g" \
    -e "s|@REQUEST_BURST@|$((requests_per_second * 10))|g" \
    -e "s|@CONNECTIONS@|$connections|g" \
    -e "s|@API@|$api|g" \
    -e "s|@EDGE@|$edge|g" \
    -e "s|@WEB_ROOT@|$web_root|g" \
    -e "s|@TLS_DIRECTORY@|$tls_directory|g" \
    -e "s|@RUN@|$run_directory|g" \
    -e "s|@LISTEN@|${listen# }|g" \
    "$templates/$1.template" > "$run_directory/$1"
}
render nginx.conf
if [ -n "$api" ]; then render api.conf; fi

exec nginx -e stderr -c "$run_directory/nginx.conf" -g 'daemon off;' "$@"
