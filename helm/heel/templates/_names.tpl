{{- define "heel.labels" -}}
{{- $own := dict "app.kubernetes.io/name" "heel" "app.kubernetes.io/version" .Chart.AppVersion "app.kubernetes.io/managed-by" .Release.Service "app.kubernetes.io/part-of" "heel" -}}
{{ merge $own .Values.labels | toYaml }}
{{- end }}

{{- /* Labels of a pod; the name tells the operator's pods from those of hooks. */ -}}
{{- define "heel.podLabels" -}}
{{- $own := dict "app.kubernetes.io/name" .name "app.kubernetes.io/part-of" "heel" -}}
{{ merge $own .root.Values.podLabels .root.Values.labels | toYaml }}
{{- end }}

{{- /* Heel's kinds, by the plurals that the files of their CRDs have as names: the accounts, the Agent's half, and else what becomes an object in Datadog. Of these, only the kinds that are named as tenants' are for everybody who may view or edit a namespace; a further one is for administrators until it is named. */ -}}
{{- define "heel.kinds" -}}
{{- $accounts := list "datadogaccounts" -}}
{{- $agents := list "datadogagents" "datadogchecks" -}}
{{- $named := list "datadogdashboards" "datadogdowntimes" "datadogmonitors" "datadogwebhooks" -}}
{{- $objects := list -}}
{{- $tenants := list -}}
{{- range $file, $_ := .Files.Glob "crds/*.yml" -}}
{{- $plural := base $file | splitList "." | first -}}
{{- if not (has $plural (concat $accounts $agents)) -}}
{{- $objects = append $objects $plural -}}
{{- end -}}
{{- if has $plural $named -}}
{{- $tenants = append $tenants $plural -}}
{{- end -}}
{{- end -}}
{{ dict "objects" $objects "tenants" $tenants "accounts" $accounts "agents" $agents | toYaml }}
{{- end }}

{{- /* Those of some groups, with a suffix, as a rule lists them. */ -}}
{{- define "heel.resources" -}}
{{- $kinds := include "heel.kinds" .root | fromYaml -}}
{{- $suffix := .suffix | default "" -}}
{{- $all := list -}}
{{- range .of -}}
{{- range index $kinds . -}}
{{- $all = append $all (print . $suffix) -}}
{{- end -}}
{{- end -}}
[{{ $all | sortAlpha | join ", " }}]
{{- end }}

{{- define "heel.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* What every pod of Heel has: who may run it, and where. */ -}}
{{- define "heel.pod" -}}
automountServiceAccountToken: true
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "heel.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* Names outside namespaces are fixed, and so is what Heel believes to be its own: there is one Heel in a cluster. */ -}}
{{- define "heel.alone" -}}
{{- if .Values.checkForOther -}}
{{- with lookup "rbac.authorization.k8s.io/v1" "ClusterRole" "" "heel-cluster" -}}
{{- $annotations := .metadata.annotations | default dict -}}
{{- $name := index $annotations "meta.helm.sh/release-name" -}}
{{- $namespace := index $annotations "meta.helm.sh/release-namespace" -}}
{{- if not $name -}}
{{- fail "Heel is in this cluster already, put there without Helm, and a cluster has one Heel. Go on without Helm, or take that one away first: heel release --all --orphan, then kubectl delete what manifests/install.yaml holds, but not the CRDs" -}}
{{- else if or (ne $name $.Release.Name) (ne $namespace $.Release.Namespace) -}}
{{- fail (printf "Heel is in this cluster already, as release %s in namespace %s, and a cluster has one Heel. Upgrade that release, or take it away first: helm uninstall %s -n %s" $name $namespace $name $namespace) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* Whether Agents need the roles that they are bound to: Heel makes Agents, or made some that still run. */ -}}
{{- define "heel.agentsAreThere" -}}
{{- if .Values.agents.enabled -}}
yes
{{- else if and .Values.checkForOther (.Capabilities.APIVersions.Has "heel.dev/v1alpha1/DatadogAgent") -}}
{{- with lookup "heel.dev/v1alpha1" "DatadogAgent" "" "" -}}
{{- if .items -}}
yes
{{- end -}}
{{- end -}}
{{- end -}}
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


{{- /* Annotations of the operator's pods; those of the user win. The Agent's check takes each metric by its name. */ -}}
{{- define "heel.podAnnotations" -}}
{{- $all := dict -}}
{{- if .Values.metrics.prometheusAnnotations -}}
{{- $all = dict "prometheus.io/scrape" "true" "prometheus.io/port" "8081" "prometheus.io/path" "/metrics" -}}
{{- end -}}
{{- if .Values.metrics.agentAnnotations -}}
{{- $instance := dict "openmetrics_endpoint" "http://%%host%%:8081/metrics" "namespace" "heel" "raw_metric_prefix" "heel_" "metrics" (list ".+") -}}
{{- $check := dict "openmetrics" (dict "init_config" dict "instances" (list $instance)) -}}
{{- $_ := set $all "ad.datadoghq.com/heel.checks" ($check | toJson) -}}
{{- end -}}
{{ merge (deepCopy .Values.podAnnotations) $all | toYaml }}
{{- end }}


{{- /* Metadata of what a hook needs: it goes when that is done. Helm sorts by weight, then by name, so rights weigh less than what uses them. */ -}}
{{- define "heel.hook" -}}
labels:
  {{- include "heel.labels" .root | nindent 2 }}
annotations:
  helm.sh/hook: {{ .hook }}
  helm.sh/hook-weight: {{ .weight | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{- /* A container that runs one command to its end; its name and arguments stand before. */ -}}
{{- define "heel.shortLived" -}}
image: {{ include "heel.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  - name: HEEL_LOG_FORMAT
    value: {{ .Values.logFormat }}
  - name: JAVA_TOOL_OPTIONS
    value: {{ .Values.javaOptions | quote }}
securityContext:
  {{- include "heel.containerSecurity" . | nindent 2 }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}
