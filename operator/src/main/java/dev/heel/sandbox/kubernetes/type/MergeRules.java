package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists of built-in kinds that merge by keys or as sets, from the Kubernetes API reference ("Patch
 * strategy", "Map: unique values on key"); every other list is atomic.
 */
final class MergeRules {
  /**
   * {@code Owner.field=keys}; {@code set} is a set, and {@code -key} a key for strategic merge
   * only.
   */
  private static final Map<String, String> RULES =
      Arrays.stream(
              """
              ObjectMeta.ownerReferences=uid
              ObjectMeta.finalizers=set
              NamespaceStatus.conditions=type
              NodeStatus.conditions=type
              NodeStatus.addresses=type
              NodeSpec.taints=-key
              PodSpec.containers=name
              PodSpec.initContainers=name
              PodSpec.ephemeralContainers=name
              PodSpec.volumes=name
              PodSpec.imagePullSecrets=name
              PodSpec.hostAliases=ip
              PodSpec.topologySpreadConstraints=topologyKey,whenUnsatisfiable
              PodSpec.readinessGates=-conditionType
              PodStatus.conditions=type
              PodStatus.podIPs=ip
              PodStatus.containerStatuses=-name
              Container.env=name
              Container.ports=containerPort,protocol
              Container.volumeMounts=mountPath
              Container.volumeDevices=devicePath
              EphemeralContainer.env=name
              EphemeralContainer.ports=containerPort,protocol
              EphemeralContainer.volumeMounts=mountPath
              ServiceSpec.ports=port,protocol
              ServiceStatus.conditions=type
              ServiceAccount.secrets=name
              DeploymentStatus.conditions=type
              StatefulSetStatus.conditions=type
              DaemonSetStatus.conditions=type
              ReplicaSetStatus.conditions=type
              CustomResourceDefinitionStatus.conditions=type
              """
                  .split("\\s+"))
          .map(rule -> rule.split("=", 2))
          .collect(Collectors.toMap(rule -> rule[0], rule -> rule[1]));

  private static final Set<String> ATOMIC_MAPS =
      Set.of("ServiceSpec.selector", "PodSpec.nodeSelector");
  private static final Set<String> ATOMIC_TYPES =
      Set.of(
          "LabelSelector",
          "ConfigMapKeySelector",
          "SecretKeySelector",
          "ObjectFieldSelector",
          "ResourceFieldSelector",
          "LocalObjectReference",
          "ObjectReference",
          "TypedLocalObjectReference",
          "NodeSelector",
          "NodeSelectorTerm",
          "OwnerReference",
          "RoleRef");

  private MergeRules() {}

  /** Whether an object of this type is replaced as a whole. */
  static boolean atomic(String type) {
    return ATOMIC_TYPES.contains(type);
  }

  static void apply(String owner, String field, ObjectNode schema) {
    String rule = RULES.getOrDefault(owner + "." + field, "");
    if (field.equals("protocol")) {
      schema.put("default", "TCP");
    }
    if (ATOMIC_MAPS.contains(owner + "." + field)) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
    if (rule.equals("set")) {
      schema.put("x-kubernetes-list-type", "set").put("x-kubernetes-patch-strategy", "merge");
    } else if (rule.startsWith("-")) {
      schema.put("x-kubernetes-patch-merge-key", rule.substring(1));
    } else if (!rule.isEmpty()) {
      String[] keys = rule.split(",");
      schema.put("x-kubernetes-list-type", "map").put("x-kubernetes-patch-merge-key", keys[0]);
      Arrays.stream(keys).forEach(schema.putArray("x-kubernetes-list-map-keys")::add);
      schema.put("x-kubernetes-patch-strategy", "merge");
    }
  }
}
