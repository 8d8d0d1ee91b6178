{{/* Pieces of network policies: whom a pod of ours may talk to. Each is a list of egress or ingress rules. */}}

{{- define "kubecast.egressDns" -}}
- ports:
    {{- range .Values.networkPolicies.dnsPorts }}
    - { protocol: UDP, port: {{ . }} }
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end }}

{{- define "kubecast.egressApiServer" -}}
- to:
    - ipBlock: { cidr: {{ .Values.networkPolicies.apiServerCidr }} }
  ports:
    {{- range .Values.networkPolicies.apiServerPorts }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end }}

{{/* kubecast.storePort: the TCP port in an URL. */}}
{{- define "kubecast.storePort" -}}
{{- $url := urlParse . }}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" }}
{{- $port | default (eq $url.scheme "https" | ternary "443" "80") }}
{{- end }}

{{/* kubecast.egressObjectStore: to the bundled MinIO, from any namespace, or to the port of an external store. */}}
{{- define "kubecast.egressObjectStore" -}}
{{- if .Values.minio.enabled }}
- to:
    - namespaceSelector:
        matchLabels: { kubernetes.io/metadata.name: {{ .Release.Namespace }} }
      podSelector:
        matchLabels:
          {{- include "kubecast.selector" (list . "minio") | nindent 10 }}
  ports:
    - { protocol: TCP, port: 9000 }
{{- else }}
- {{ with .Values.networkPolicies.objectStoreCidrs -}}
  to:
    {{- range . }}
    - ipBlock: { cidr: {{ . }} }
    {{- end }}
  {{ end -}}
  ports:
    - { protocol: TCP, port: {{ include "kubecast.storePort" .Values.objectStore.external.endpoint }} }
    {{- with .Values.objectStore.stsEndpoint }}
    - { protocol: TCP, port: {{ include "kubecast.storePort" . }} }
    {{- end }}
{{- end }}
{{- end }}

{{/* kubecast.podsOf: a peer, the pods of a component in every namespace. Argument: the component. */}}
{{- define "kubecast.podsOf" -}}
namespaceSelector: {}
podSelector:
  matchLabels: { app.kubernetes.io/name: kubecast, app.kubernetes.io/component: {{ . }} }
{{- end }}

{{/* kubecast.trustedProxies: how many proxies append to X-Forwarded-For, the web front among them. */}}
{{- define "kubecast.trustedProxies" -}}
{{ .Values.api.trustedProxies | default (.Values.web.ingress.enabled | ternary 2 1) }}
{{- end }}
