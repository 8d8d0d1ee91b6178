{{/* kubecast.edgeRules: what the edge may do where streams are: read. */}}
{{- define "kubecast.edgeRules" -}}
- apiGroups: [kubecast.dev]
  resources: [livestreams]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
{{- end }}
