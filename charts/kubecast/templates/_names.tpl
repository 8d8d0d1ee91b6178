{{/* kubecast.name: an object's name. Arguments: list of the root context and the component. */}}
{{- define "kubecast.name" -}}
{{ printf "%s-%s" (index . 0).Release.Name (index . 1) }}
{{- end }}

{{/* kubecast.selector: the labels that select a component's pods. Arguments as above. */}}
{{- define "kubecast.selector" -}}
app.kubernetes.io/name: kubecast
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* kubecast.labels: the labels of a component's objects. Arguments as above. */}}
{{- define "kubecast.labels" -}}
{{ include "kubecast.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{/* kubecast.metadata: name, namespace and labels of an object that belongs to a component. Arguments as above. */}}
{{- define "kubecast.metadata" -}}
name: {{ include "kubecast.name" . }}
namespace: {{ (index . 0).Release.Namespace }}
labels:
  {{- include "kubecast.labels" . | nindent 2 }}
{{- end }}

{{/* kubecast.image: a program's image. Arguments: the root context and the program. */}}
{{- define "kubecast.image" -}}
{{- $root := index . 0 }}
{{- $image := $root.Values.image }}
{{- $tag := coalesce (get $image.tags (index . 1)) $image.tag $root.Chart.AppVersion }}
{{- printf "%s/%s:%s" $image.prefix (index . 1) $tag }}
{{- end }}
