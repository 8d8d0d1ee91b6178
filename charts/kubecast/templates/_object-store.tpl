{{/* kubecast.checkObjectStore: fails with what to write when the values name no store, or two. */}}
{{- define "kubecast.checkObjectStore" -}}
{{- $external := .Values.objectStore.external }}
{{- if and .Values.minio.enabled $external.endpoint }}
{{- fail "objectStore.external.endpoint is set: set minio.enabled to false as well, or leave it empty" }}
{{- end }}
{{- if not (or .Values.minio.enabled $external.endpoint) }}
{{- fail "minio.enabled is false: set objectStore.external.endpoint to the URL of an S3 store" }}
{{- end }}
{{- if and $external.endpoint (not $external.existingSecret) }}
{{- fail "objectStore.external.existingSecret is empty: name a Secret with accessKeyId and secretAccessKey" }}
{{- end }}
{{- end }}

{{/* kubecast.objectStore: the store without credentials, as a YAML map. */}}
{{- define "kubecast.objectStore" -}}
{{- include "kubecast.checkObjectStore" . }}
{{- if .Values.minio.enabled }}
endpoint: {{ printf "http://%s.%s.svc:9000" (include "kubecast.name" (list . "minio")) .Release.Namespace }}
region: us-east-1
forcePathStyle: true
{{- else }}
endpoint: {{ .Values.objectStore.external.endpoint }}
region: {{ .Values.objectStore.external.region | quote }}
forcePathStyle: {{ .Values.objectStore.external.forcePathStyle }}
{{- end }}
bucket: {{ .Values.objectStore.buckets.liveSegments | quote }}
{{- end }}

{{/* kubecast.objectStoreSecret: the name of the Secret with the store's credentials. */}}
{{- define "kubecast.objectStoreSecret" -}}
{{- if .Values.minio.enabled }}
{{- .Values.minio.existingSecret | default (include "kubecast.name" (list . "minio")) }}
{{- else }}
{{- .Values.objectStore.external.existingSecret }}
{{- end }}
{{- end }}

{{/* kubecast.keysSecret: the name of the Secret with the keys between our programs. */}}
{{- define "kubecast.keysSecret" -}}
{{- .Values.keys.existingSecret | default (include "kubecast.name" (list . "keys")) }}
{{- end }}

{{/*
kubecast.secretFiles: a volume with keys of several Secrets, mounted at /var/run/kubecast/secrets.
Argument: a map of Secret name to a list of its keys; a key that is to have another file name is `key:name`.
*/}}
{{- define "kubecast.secretFiles" -}}
name: secrets
projected:
  defaultMode: 288 # 0440
  sources:
    {{- range $secret, $keys := . }}
    - secret:
        name: {{ $secret }}
        items:
          {{- range $keys }}
          {{- $names := splitList ":" . }}
          - { key: {{ first $names }}, path: {{ last $names }} }
          {{- end }}
    {{- end }}
{{- end }}

{{/* kubecast.kept: a Secret's value that is already in the cluster, base64, else a new random one. Arguments: the root context, the Secret, the key, the length. */}}
{{- define "kubecast.kept" -}}
{{- $root := index . 0 }}
{{- $secret := lookup "v1" "Secret" $root.Release.Namespace (index . 1) | default dict }}
{{- get ($secret.data | default dict) (index . 2) | default (randAlphaNum (index . 3 | int) | b64enc) }}
{{- end }}
