{{- define "heel.labels" -}}
app.kubernetes.io/name: heel
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "heel.clusterName" -}}
{{ required "clusterName is missing: give this cluster a name that no other cluster of the Datadog organisation has, such as --set clusterName=prod-eu-1" .Values.clusterName }}
{{- end }}

{{- /* The namespaces that Heel works in, as a JSON list; empty for all. */ -}}
{{- define "heel.watched" -}}
{{- if .Values.watchNamespaces -}}
{{ append .Values.watchNamespaces .Release.Namespace | uniq | sortAlpha | toJson }}
{{- else -}}
[]
{{- end -}}
{{- end }}
