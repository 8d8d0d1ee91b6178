{{/* kubecast.checkPostgres: fails with what to write when the values name no server, or two. */}}
{{- define "kubecast.checkPostgres" -}}
{{- $external := .Values.postgres.external }}
{{- if and .Values.postgres.enabled $external.host }}
{{- fail "postgres.external.host is set: set postgres.enabled to false as well, or leave it empty" }}
{{- end }}
{{- if not (or .Values.postgres.enabled $external.host) }}
{{- fail "postgres.enabled is false: set postgres.external.host to a Postgres server, or api.enabled to false" }}
{{- end }}
{{- if and $external.host (not $external.existingSecret) }}
{{- fail "postgres.external.existingSecret is empty: name a Secret with adminPassword, apiPassword and usersReaderPassword" }}
{{- end }}
{{- end }}

{{/* kubecast.bundledPostgres: "true" where the chart brings the server. */}}
{{- define "kubecast.bundledPostgres" -}}
{{- if and .Values.api.enabled .Values.postgres.enabled }}true{{ end }}
{{- end }}

{{/* kubecast.postgres: where the server is, as a YAML map. */}}
{{- define "kubecast.postgres" -}}
{{- include "kubecast.checkPostgres" . }}
{{- if .Values.postgres.enabled }}
host: {{ printf "%s.%s.svc" (include "kubecast.name" (list . "postgres")) .Release.Namespace }}
port: 5432
tls: disable
{{- else }}
host: {{ .Values.postgres.external.host | quote }}
port: {{ .Values.postgres.external.port }}
tls: {{ .Values.postgres.external.tls }}
{{- end }}
{{- end }}

{{/* kubecast.postgresAdmin: as whom the migrations log in to it, as a YAML map. */}}
{{- define "kubecast.postgresAdmin" -}}
{{- include "kubecast.postgres" . }}
{{- if .Values.postgres.enabled }}
user: kubecast_admin
database: postgres
{{- else }}
user: {{ .Values.postgres.external.adminUser | quote }}
database: {{ .Values.postgres.external.adminDatabase | quote }}
{{- end }}
{{- end }}

{{/* kubecast.usersServer: how the server reaches itself, as a YAML map. The bundled one is its own localhost. */}}
{{- define "kubecast.usersServer" -}}
{{- $external := .Values.postgres.external }}
{{- if .Values.postgres.enabled }}
host: 127.0.0.1
port: 5432
tls: disable
{{- else }}
host: {{ $external.usersServer.host | default $external.host | quote }}
port: {{ $external.usersServer.port | default $external.port }}
tls: {{ $external.usersServer.tls }}
{{- with $external.usersServer.certificateAuthorities }}
certificateAuthorities: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* kubecast.postgresSecret: the name of the Secret with its passwords. */}}
{{- define "kubecast.postgresSecret" -}}
{{- if .Values.postgres.enabled }}
{{- .Values.postgres.existingSecret | default (include "kubecast.name" (list . "postgres")) }}
{{- else }}
{{- .Values.postgres.external.existingSecret }}
{{- end }}
{{- end }}

{{/* kubecast.postgresFiles: the Secrets with what opens Postgres, as kubecast.secretFiles takes them, in YAML. Arguments: the root context and the keys of its passwords. */}}
{{- define "kubecast.postgresFiles" -}}
{{- $root := index . 0 }}
{{- $files := dict (include "kubecast.postgresSecret" $root) (index . 1) }}
{{- $ca := $root.Values.postgres.external.caSecret }}
{{- if and $ca (not $root.Values.postgres.enabled) }}
{{- $_ := set $files $ca (concat (get $files $ca | default list) (list "ca.crt:postgresCa")) }}
{{- end }}
{{- $files | toYaml }}
{{- end }}

{{/* kubecast.egressPostgres: to the bundled server, or to the port of an external one. */}}
{{- define "kubecast.egressPostgres" -}}
{{- if .Values.postgres.enabled }}
- to:
    - podSelector:
        matchLabels:
          {{- include "kubecast.selector" (list . "postgres") | nindent 10 }}
  ports:
    - { protocol: TCP, port: 5432 }
{{- else }}
- {{ with .Values.networkPolicies.postgresCidrs -}}
  to:
    {{- range . }}
    - ipBlock: { cidr: {{ . }} }
    {{- end }}
  {{ end -}}
  ports:
    - { protocol: TCP, port: {{ .Values.postgres.external.port }} }
{{- end }}
{{- end }}
