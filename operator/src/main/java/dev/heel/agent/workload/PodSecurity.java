package dev.heel.agent.workload;

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
   * Why no pod of a node Agent is let in, and what to do, for people; empty if one is.
   *
   * @param labels the namespace's
   */
  public static Optional<String> refusal(String namespace, Map<String, String> labels) {
    return Optional.ofNullable(labels.get(ENFORCE))
        .filter(TOO_STRICT::contains)
        .map(
            standard ->
                ("Namespace %1$s enforces the Pod Security Standard %2$s, and Kubernetes lets no new"
                        + " pod of a node Agent in, since it mounts folders of its node: kubectl"
                        + " label namespace %1$s %3$s=privileged --overwrite")
                    .formatted(namespace, standard, ENFORCE));
  }
}
