package dev.heel.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One verb on one resource, as a role gives it or a request needed it.
 *
 * @param role name of the Role or ClusterRole
 * @param resource with its group after a dot, and its subresource after a slash
 */
record Permission(String role, String verb, String resource) {
  /** What the authorizer writes beside a request that it let through. */
  private static final Pattern ALLOWED_BY = Pattern.compile("of (?:Cluster)?Role \"([^\"]+)\"");

  /** All that a rendering gives; rules about paths are left out. */
  static Stream<Permission> given(HasMetadata object) {
    String name = object.getMetadata().getName();
    return rules(object).stream().flatMap(rule -> of(name, rule));
  }

  private static List<PolicyRule> rules(HasMetadata object) {
    if (object instanceof ClusterRole role) {
      return role.getRules();
    }
    return object instanceof Role role ? role.getRules() : List.of();
  }

  private static Stream<Permission> of(String role, PolicyRule rule) {
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .flatMap(
                        resource ->
                            rule.getVerbs().stream().map(verb -> of(role, verb, group, resource))));
  }

  private static Permission of(String role, String verb, String group, String resource) {
    String[] parts = resource.split("/", 2);
    String subresource = parts.length == 1 ? "" : "/" + parts[1];
    return new Permission(
        role, verb, parts[0] + (group.isEmpty() ? "" : "." + group) + subresource);
  }

  /**
   * What a request needed, by the API server's audit (Kubernetes, "Auditing"; the annotations are
   * {@code authorization.k8s.io/decision} and {@code …/reason}). Empty if no role was asked.
   */
  static Optional<Permission> used(JsonNode event) {
    String reason = event.path("annotations").path("authorization.k8s.io/reason").asText();
    Matcher role = ALLOWED_BY.matcher(reason);
    JsonNode object = event.path("objectRef");
    if (!role.find() || !object.has("resource")) {
      return Optional.empty();
    }
    String subresource = object.path("subresource").asText();
    String resource = object.path("resource").asText();
    return Optional.of(
        of(
            role.group(1),
            event.path("verb").asText(),
            object.path("apiGroup").asText(),
            subresource.isEmpty() ? resource : resource + "/" + subresource));
  }

  @Override
  public String toString() {
    return role + ": " + verb + " " + resource;
  }
}
