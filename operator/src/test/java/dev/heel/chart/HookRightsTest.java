package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A right that nobody uses is not seen by a test that uninstalls; here each is counted. */
@DisplayName("What the hook before uninstall may do")
class HookRightsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("nothing is deleted where objects stay")
  void orphan() {
    assertThat(rules("")).flatExtracting(PolicyRule::getVerbs).containsOnly("list", "patch");
  }

  @Test
  @DisplayName("where objects go, their resources may be deleted, and no account")
  void delete() {
    assertThat(rules("uninstall: {objects: Delete}"))
        .filteredOn(rule -> rule.getVerbs().contains("delete"))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getResources())
                    .contains("datadogmonitors")
                    .doesNotContain("datadogaccounts"));
  }

  @Test
  @DisplayName("with watched namespaces its rights and its work end there")
  void watched() {
    List<HasMetadata> objects = objects("watchNamespaces: [team]");
    assertThat(objects)
        .filteredOn(object -> object.getMetadata().getName().equals("heel-release"))
        .filteredOn(object -> object.getKind().endsWith("Binding"))
        .extracting(object -> object.getKind() + " " + object.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("RoleBinding datadog", "RoleBinding team");
    Job job =
        objects.stream()
            .filter(Job.class::isInstance)
            .map(Job.class::cast)
            .filter(each -> each.getMetadata().getName().equals("heel-release"))
            .findFirst()
            .orElseThrow();
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs())
        .containsExactly(
            "release", "--namespaces=datadog,team", "--operator=datadog/heel", "--orphan");
  }

  private List<PolicyRule> rules(String values) {
    return objects(values).stream()
        .filter(object -> object.getMetadata().getName().equals("heel-release"))
        .filter(ClusterRole.class::isInstance)
        .flatMap(role -> ((ClusterRole) role).getRules().stream())
        .toList();
  }

  private List<HasMetadata> objects(String values) {
    Path file = Chart.write(folder.resolve("values.yaml"), "clusterName: prod\n" + values + "\n");
    return Chart.objects(Chart.renderedWithHooks(file, folder));
  }
}
