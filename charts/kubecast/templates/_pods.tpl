{{/* kubecast.podSecurity: what the Pod Security Standard "restricted" asks of a pod. */}}
{{- define "kubecast.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* kubecast.containerSecurity: what it asks of a container, and a root file system that cannot be written. */}}
{{- define "kubecast.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* kubecast.placement: where a component's pods run. Arguments: the root context and the component. */}}
{{- define "kubecast.placement" -}}
{{- $root := index . 0 }}
{{- $values := index $root.Values (index . 1) }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* kubecast.spread: pods of a component on different nodes, where there are some. Arguments as above. */}}
{{- define "kubecast.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "kubecast.selector" . | nindent 8 }}
{{- end }}
