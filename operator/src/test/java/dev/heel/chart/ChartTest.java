package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chart")
class ChartTest {
  private static final Map<String, ?> NAMED = Map.of("clusterName", "prod");

  @Test
  @DisplayName("passes Helm's own lint")
  void lint() {
    LintResult result = Chart.helm().lint().call();
    // Lint renders without values, so the one that has no default is what it may miss.
    assertThat(result.getMessages())
        .filteredOn(message -> message.contains("[ERROR]") || message.contains("[WARNING]"))
        .allMatch(message -> message.contains("clusterName is missing"));
  }

  @Test
  @DisplayName("wants a name for the cluster and says so in a sentence")
  void clusterName() {
    assertThatThrownBy(() -> Chart.rendered(Map.of()))
        .hasMessageContaining("clusterName is missing: give this cluster a name");
    assertThatThrownBy(() -> Chart.rendered(Map.of("clusterName", "Prod")))
        .hasMessageContaining("clusterName");
  }

  @Test
  @DisplayName("grants for the default account what its values say")
  void grants() {
    Map<String, ?> values =
        Map.of(
            "clusterName", "prod",
            "defaultAccount.grants[0].allow[0]", "Adopt",
            "defaultAccount.grants[0].namespaces.from", "All");
    assertThat(Chart.rendered(values))
        .contains("  grants:\n    - allow:\n      - Adopt\n      namespaces:\n        from: All\n");
    assertThat(Chart.rendered(NAMED)).doesNotContain("  grants:\n    -");
  }

  @Test
  @DisplayName("takes the place of the clusters that its values name")
  void succeeds() {
    assertThat(
            Chart.rendered(Map.of("clusterName", "prod", "succeeds[0]", "a", "succeeds[1]", "b")))
        .contains("            - --succeeds=a,b\n");
    assertThat(Chart.rendered(NAMED)).doesNotContain("--succeeds");
    assertThatThrownBy(() -> Chart.rendered(Map.of("clusterName", "prod", "succeeds[0]", "A")))
        .hasMessageContaining("succeeds");
  }

  @Test
  @DisplayName("refuses a value that it does not know")
  void unknownValue() {
    assertThatThrownBy(() -> Chart.rendered(Map.of("clusterName", "prod", "replica", "2")))
        .hasMessageContaining("replica");
  }

  @Test
  @DisplayName("gives no right by wildcard, and none to Secrets in all namespaces")
  void leastPrivilege() {
    List<HasMetadata> objects = Chart.objects(NAMED);
    assertThat(rules(objects))
        .isNotEmpty()
        .noneMatch(rule -> rule.getVerbs().contains("*"))
        .noneMatch(rule -> rule.getResources().contains("*"))
        .noneMatch(rule -> rule.getApiGroups().contains("*"));
    assertThat(objects)
        .filteredOn(ClusterRole.class::isInstance)
        .flatExtracting(role -> ((ClusterRole) role).getRules())
        .noneMatch(rule -> rule.getResources().contains("secrets"));
  }

  @Test
  @DisplayName("reads Secrets in the namespace of the release and where it is told to, only")
  void secrets() {
    assertThat(secretNamespaces(NAMED)).containsExactly("datadog");
    assertThat(
            secretNamespaces(Map.of("clusterName", "prod", "secretAccess.namespaces[0]", "team")))
        .containsExactlyInAnyOrder("datadog", "team");
  }

  @Test
  @DisplayName("ends Heel's rights at the watched namespaces")
  void watchNamespaces() {
    var objects = Chart.objects(Map.of("clusterName", "prod", "watchNamespaces[0]", "team"));
    assertThat(objects)
        .filteredOn(object -> object.getMetadata().getName().equals("heel-resources"))
        .filteredOn(object -> object.getKind().endsWith("Binding"))
        .allMatch(object -> object.getKind().equals("RoleBinding"))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("datadog", "team");
    assertThat(arguments(objects)).contains("--watch-namespaces=datadog,team");
  }

  @Test
  @DisplayName("starts the operator with the cluster's name and the default account")
  void operatorArguments() {
    assertThat(arguments(Chart.objects(NAMED)))
        .containsExactly(
            "operator",
            "--cluster-name=prod",
            "--leader-election-namespace=datadog",
            "--default-account=datadog/default");
  }

  @Test
  @DisplayName(
      "without Agents the operator is told so, and every right that only they take is gone")
  void withoutAgents() {
    var objects = Chart.objects(Map.of("clusterName", "prod", "agents.enabled", "false"));
    assertThat(arguments(objects)).contains("--no-agents");
    assertThat(arguments(Chart.objects(NAMED))).doesNotContain("--no-agents");
    assertThat(objects)
        .extracting(object -> object.getMetadata().getName())
        .doesNotContain("heel-agents", "heel-node-agent", "heel-cluster-agent");
    assertThat(rules(objects))
        .noneMatch(rule -> rule.getVerbs().contains("bind"))
        .flatExtracting(PolicyRule::getApiGroups)
        .containsOnly("", "heel.dev", "coordination.k8s.io");
  }

  @Test
  @DisplayName("without Agents who may edit a namespace may delete a check, and make none")
  void checksWithoutAgents() {
    var objects = Chart.objects(Map.of("clusterName", "prod", "agents.enabled", "false"));
    assertThat(verbsOfEditors(objects)).containsExactlyInAnyOrder("delete", "deletecollection");
    assertThat(verbsOfEditors(Chart.objects(NAMED))).contains("create", "patch", "delete");
  }

  private static List<String> verbsOfEditors(List<HasMetadata> objects) {
    return objects.stream()
        .filter(object -> object.getMetadata().getName().equals("heel-edit"))
        .flatMap(role -> ((ClusterRole) role).getRules().stream())
        .filter(rule -> rule.getResources().contains("datadogchecks"))
        .flatMap(rule -> rule.getVerbs().stream())
        .toList();
  }

  private static List<String> secretNamespaces(Map<String, ?> values) {
    return Chart.objects(values).stream()
        .filter(Role.class::isInstance)
        .map(Role.class::cast)
        .filter(role -> role.getRules().stream().anyMatch(ChartTest::readsAnySecret))
        .map(role -> role.getMetadata().getNamespace())
        .toList();
  }

  private static boolean readsAnySecret(PolicyRule rule) {
    return rule.getResources().contains("secrets")
        && rule.getVerbs().contains("get")
        && rule.getResourceNames().isEmpty();
  }

  private static List<String> arguments(List<HasMetadata> objects) {
    Deployment deployment =
        objects.stream()
            .filter(Deployment.class::isInstance)
            .map(Deployment.class::cast)
            .findFirst()
            .orElseThrow();
    return deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs();
  }

  private static List<PolicyRule> rules(List<HasMetadata> objects) {
    return objects.stream()
        .flatMap(
            object -> {
              if (object instanceof ClusterRole role) {
                return role.getRules().stream();
              }
              return object instanceof Role role ? role.getRules().stream() : Stream.empty();
            })
        .toList();
  }
}
