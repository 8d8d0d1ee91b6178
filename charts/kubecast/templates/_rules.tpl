{{/* kubecast.watchRules: what edge and gateway may do where streams are: read. */}}
{{- define "kubecast.watchRules" -}}
- apiGroups: [kubecast.dev]
  resources: [livestreams]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
{{- end }}
