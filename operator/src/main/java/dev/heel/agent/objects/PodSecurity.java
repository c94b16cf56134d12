package dev.heel.agent.objects;

import dev.heel.resource.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a namespace enforces of the Pod Security Standards (Kubernetes, "Pod Security Admission").
 * Node Agents mount folders of their node, which only the standard {@code privileged} admits.
 */
public final class PodSecurity {
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
  private static final Set<String> TOO_STRICT = Set.of("baseline", "restricted");

  private PodSecurity() {}

  /**
   * That no pod of a node Agent is let in; empty if one is.
   *
   * @param labels the namespace's
   */
  public static Optional<Problem> refusal(String namespace, Map<String, String> labels) {
    return Optional.ofNullable(labels.get(ENFORCE))
        .filter(TOO_STRICT::contains)
        .map(
            standard ->
                Problem.warning(
                    "agent-pod-security",
                    "/metadata/namespace",
                    ("namespace %s enforces the Pod Security Standard %s, and Kubernetes lets no"
                            + " new pod of a node Agent in, since it mounts folders of its node")
                        .formatted(namespace, standard),
                    "Set its label: `kubectl label namespace %s %s=privileged --overwrite`."
                        .formatted(namespace, ENFORCE)));
  }
}
