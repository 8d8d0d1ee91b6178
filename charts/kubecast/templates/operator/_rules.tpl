{{/* kubecast.operatorRules: what the operator may do where streams are. */}}
{{- define "kubecast.operatorRules" -}}
- apiGroups: [kubecast.dev]
  resources: [livestreams]
  verbs: [get, list, watch]
- apiGroups: [kubecast.dev]
  resources: [livestreams/status]
  verbs: [patch]
- apiGroups: [kubecast.dev]
  resources: [livestreams/finalizers] # to block the deletion of an owner, where the cluster checks that
  verbs: [update]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
