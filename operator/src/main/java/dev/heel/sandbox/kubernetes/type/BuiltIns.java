package dev.heel.sandbox.kubernetes.type;

import static dev.heel.sandbox.kubernetes.type.ResourceType.Trait.CONDITIONAL_UPDATE;
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

  private BuiltIns() {}

  static List<ResourceType> all() {
    return List.of(
        // class, short names, fields for selectors, columns; then traits
        type(Namespace.class, "ns", "status.phase", Columns.of("Status=.status.phase"), STATUS),
        type(Secret.class, "", "type", Columns.secret()),
        type(ConfigMap.class, "cm", "", Columns.configMap()),
        type(io.fabric8.kubernetes.api.model.Event.class, "ev", EVENT_FIELDS, Columns.event()),
        type(Event.class, "ev", REGARDING_FIELDS, Columns.event()),
        type(Lease.class, "", "", Columns.of("Holder=.spec.holderIdentity"), CONDITIONAL_UPDATE),
        type(Pod.class, "po", POD_FIELDS, Columns.pod(), STATUS, GENERATION),
        type(Service.class, "svc", "spec.clusterIP spec.type", Columns.service(), STATUS),
        type(ServiceAccount.class, "sa", "", List.of()),
        type(Node.class, "no", "spec.unschedulable", Columns.node(), STATUS),
        type(EndpointSlice.class, "", "", Columns.endpointSlice(), GENERATION),
        type(Deployment.class, "deploy", "", Columns.deployment(), STATUS, GENERATION),
        type(StatefulSet.class, "sts", "", Columns.statefulSet(), STATUS, GENERATION),
        type(DaemonSet.class, "ds", "", Columns.daemonSet(), STATUS, GENERATION),
        type(ReplicaSet.class, "rs", "", Columns.replicaSet(), STATUS, GENERATION),
        type(Role.class, "", "", Columns.of("Created At=.metadata.creationTimestamp")),
        type(RoleBinding.class, "", "", Columns.binding()),
        type(ClusterRole.class, "", "", Columns.of("Created At=.metadata.creationTimestamp")),
        type(ClusterRoleBinding.class, "", "", Columns.binding()),
        type(CustomResourceDefinition.class, "crd crds", "", Columns.crd(), STATUS, GENERATION),
        type(SelfSubjectAccessReview.class, "", "", List.of(), REVIEW),
        type(SelfSubjectRulesReview.class, "", "", List.of(), REVIEW));
  }

  private static ResourceType type(
      Class<? extends HasMetadata> model,
      String shortNames,
      String fields,
      List<Column> columns,
      Trait... traits) {
    ResourceType type =
        new ResourceType(
                HasMetadata.getGroup(model) == null ? "" : HasMetadata.getGroup(model),
                HasMetadata.getVersion(model),
                HasMetadata.getKind(model),
                HasMetadata.getPlural(model))
            .shortNames(words(shortNames))
            .selectable(words(fields))
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
