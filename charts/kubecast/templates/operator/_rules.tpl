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
- apiGroups: [kubecast.dev]
  resources: [recordings] # made for each session, deleted by their retention
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [kubecast.dev]
  resources: [recordings/status]
  verbs: [patch]
- apiGroups: [kubecast.dev]
  resources: [recordings/finalizers]
  verbs: [update]
- apiGroups: [batch]
  resources: [jobs] # made and deleted, never changed
  verbs: [get, list, watch, create, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch]
- apiGroups: [""]
  resources: [secrets] # a recorder's is deleted when its video is complete, not with its Recording
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [namespaces] # segments of one that is not there are left alone
  verbs: [get]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
