package dev.heel.sandbox.kubernetes.type;

import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.CONDITIONAL_UPDATE;
import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.CREATED_BY_UPDATE;
import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.GENERATION;
import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.NAMESPACED;
import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.REVIEW;
import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.STATUS;

import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;

/** The kinds that need no CustomResourceDefinition: one line each. */
final class BuiltIns {
  private static final String EVENT_FIELDS =
      "involvedObject.kind involvedObject.namespace involvedObject.name involvedObject.uid"
          + " involvedObject.apiVersion involvedObject.resourceVersion involvedObject.fieldPath"
          + " reason reportingComponent source type";
  private static final String REGARDING_FIELDS =
      EVENT_FIELDS.replace("involvedObject", "regarding").replace("Component", "Controller");
  private static final String POD_FIELDS =
      "spec.nodeName spec.restartPolicy spec.schedulerName spec.serviceAccountName"
          + " spec.hostNetwork status.phase status.podIP status.nominatedNodeName";

  private static final List<ResourceType> ALL =
      List.of(
          // class, columns, traits; then short names, and fields for selectors
          kind(Namespace.class, Columns.of("Status=.status.phase"), STATUS)
              .shortNames(words("ns"))
              .selectable(words("status.phase")),
          kind(Secret.class, Columns.secret()).selectable(words("type")),
          kind(ConfigMap.class, Columns.configMap()).shortNames(words("cm")),
          kind(io.fabric8.kubernetes.api.model.Event.class, Columns.event(), CREATED_BY_UPDATE)
              .shortNames(words("ev"))
              .selectable(words(EVENT_FIELDS)),
          kind(Event.class, Columns.event(), CREATED_BY_UPDATE)
              .shortNames(words("ev"))
              .selectable(words(REGARDING_FIELDS)),
          kind(
              Lease.class,
              Columns.of("Holder=.spec.holderIdentity"),
              CONDITIONAL_UPDATE,
              CREATED_BY_UPDATE),
          kind(Pod.class, Columns.pod(), STATUS, GENERATION)
              .shortNames(words("po"))
              .selectable(words(POD_FIELDS)),
          kind(Service.class, Columns.service(), STATUS, CREATED_BY_UPDATE)
              .shortNames(words("svc"))
              .selectable(words("spec.clusterIP spec.type")),
          kind(ServiceAccount.class, List.of()).shortNames(words("sa")),
          kind(Node.class, Columns.node(), STATUS)
              .shortNames(words("no"))
              .selectable(words("spec.unschedulable")),
          kind(EndpointSlice.class, Columns.endpointSlice(), GENERATION),
          kind(Deployment.class, Columns.deployment(), STATUS, GENERATION)
              .shortNames(words("deploy")),
          kind(StatefulSet.class, Columns.statefulSet(), STATUS, GENERATION)
              .shortNames(words("sts")),
          kind(DaemonSet.class, Columns.daemonSet(), STATUS, GENERATION).shortNames(words("ds")),
          kind(ReplicaSet.class, Columns.replicaSet(), STATUS, GENERATION).shortNames(words("rs")),
          kind(Role.class, Columns.of("Created At=.metadata.creationTimestamp"), CREATED_BY_UPDATE),
          kind(RoleBinding.class, Columns.binding(), CREATED_BY_UPDATE),
          kind(
              ClusterRole.class,
              Columns.of("Created At=.metadata.creationTimestamp"),
              CREATED_BY_UPDATE),
          kind(ClusterRoleBinding.class, Columns.binding(), CREATED_BY_UPDATE),
          kind(CustomResourceDefinition.class, Columns.crd(), STATUS, GENERATION)
              .shortNames(words("crd crds")),
          kind(SelfSubjectAccessReview.class, List.of(), REVIEW),
          kind(SelfSubjectRulesReview.class, List.of(), REVIEW));

  private BuiltIns() {}

  static List<ResourceType> all() {
    return ALL;
  }

  private static ResourceType kind(
      Class<? extends HasMetadata> model, List<Column> columns, Trait... traits) {
    ResourceType type =
        new ResourceType(
                HasMetadata.getGroup(model) == null ? "" : HasMetadata.getGroup(model),
                HasMetadata.getVersion(model),
                HasMetadata.getKind(model),
                HasMetadata.getPlural(model))
            .columns(
                columns, columns.stream().noneMatch(c -> c.name().matches("Object|Created At")))
            .structure(Models.structure(model), Models.componentName(model));
    for (Trait trait : traits) {
      type = type.with(trait);
    }
    return Namespaced.class.isAssignableFrom(model) ? type.with(NAMESPACED) : type;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
