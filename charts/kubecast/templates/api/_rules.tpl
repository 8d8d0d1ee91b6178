{{/* kubecast.apiReadRules: what the api may do where streams are: show them. */}}
{{- define "kubecast.apiReadRules" -}}
- apiGroups: [kubecast.dev]
  resources: [livestreams, recordings]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [pods] # transcoder pods, for the numbers of an owner's stream
  verbs: [list, watch]
{{- end }}

{{/* kubecast.apiWriteRules: what it may do, besides, in the one namespace of users' streams. */}}
{{- define "kubecast.apiWriteRules" -}}
- apiGroups: [kubecast.dev]
  resources: [livestreams, recordings]
  verbs: [create, patch, delete]
- apiGroups: [""]
  resources: [secrets] # an encoder's credentials: shown to the stream's owner, and changed
  verbs: [get, patch]
{{- end }}

{{/* kubecast.checkStreamsNamespace: fails with what to write when users' streams could not be made or seen. */}}
{{- define "kubecast.checkStreamsNamespace" -}}
{{- $namespace := .Values.api.streamsNamespace }}
{{- if and .Values.watchNamespaces (not (has $namespace .Values.watchNamespaces)) }}
{{- fail (printf "api.streamsNamespace: %s is not one of watchNamespaces: add it there, name one of these, or set api.enabled to false" $namespace) }}
{{- end }}
{{- /* Without a cluster to ask, or before the release's own namespace is made, this finds nothing. */}}
{{- if and (lookup "v1" "ServiceAccount" .Release.Namespace "default") (not (lookup "v1" "ServiceAccount" $namespace "default")) }}
{{- fail (printf "api.streamsNamespace: the namespace %s is not there: make it by kubectl create namespace %s, or name another" $namespace $namespace) }}
{{- end }}
{{- end }}
