package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.heel.kinds.Crds;
import dev.heel.kinds.Kinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that the chart forgets would be refused to the operator, in a cluster and not before. */
@DisplayName("Each kind has its rights in the chart, since its CRD is a file of the chart")
class ChartKindsTest {
  private static final String GROUP = ".heel.dev";

  @TempDir private Path folder;

  @Test
  @DisplayName("the operator reads all kinds and writes all their statuses")
  void operator() {
    assertThat(resources("heel-resources", "watch")).isEqualTo(all());
    assertThat(resources("heel-resources", "update"))
        .containsAll(all().stream().map(kind -> kind + "/status").toList());
  }

  @Test
  @DisplayName("it puts its finalizer on what has an object, and on accounts")
  void finalizers() {
    assertThat(resources("heel-resources", "patch")).isEqualTo(objectsAnd("datadogaccounts"));
    assertThat(resources("heel-release", "patch")).isEqualTo(objectsAnd("datadogaccounts"));
  }

  @Test
  @DisplayName("uninstall with objects=Delete deletes what has an object")
  void uninstall() {
    assertThat(resources("heel-release", "delete")).isEqualTo(objectsAnd());
  }

  @Test
  @DisplayName("an upgrade may put the CRD of each in the place of an older one, and no other")
  void crds() {
    String rendered = Chart.renderedWithHooks(Map.of(), folder);
    assertThat(
            Chart.objects(rendered).stream()
                .filter(ClusterRole.class::isInstance)
                .filter(role -> role.getMetadata().getName().equals("heel-crds"))
                .flatMap(role -> ((ClusterRole) role).getRules().stream())
                .filter(rule -> rule.getVerbs().contains("update"))
                .flatMap(rule -> rule.getResourceNames().stream()))
        .containsExactlyInAnyOrderElementsOf(all().stream().map(kind -> kind + GROUP).toList());
  }

  @Test
  @DisplayName(
      "people may edit the kinds that were named for them, and view accounts and Agents too")
  void people() {
    assertThat(resources("heel-edit", "create"))
        .containsExactly(
            "datadogchecks",
            "datadogdashboards",
            "datadogdowntimes",
            "datadogmonitors",
            "datadogwebhooks");
    assertThat(resources("heel-view", "list"))
        .isEqualTo(
            union(resources("heel-edit", "create"), Set.of("datadogaccounts", "datadogagents")));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return new TreeSet<>(Stream.of(some, others).flatMap(Set::stream).toList());
  }

  @Test
  @DisplayName(
      "a kind that is new to the chart is the operator's and administrators', not tenants'")
  void newKind() throws IOException {
    Path chart = Chart.copy(folder, text -> text);
    Files.writeString(chart.resolve("crds/datadoggauges.heel.dev-v1.yml"), "kind: none\n");
    List<HasMetadata> objects =
        Chart.objects(Chart.rendered(new Helm(chart), Map.of("clusterName", "prod")));
    assertThat(given(objects, "heel-resources")).contains("datadoggauges", "datadoggauges/status");
    assertThat(
            objects.stream()
                .filter(ClusterRole.class::isInstance)
                .filter(ChartKindsTest::isForPeople)
                .flatMap(Permission::given)
                .map(Permission::resource))
        .isNotEmpty()
        .noneMatch(resource -> resource.contains("gauges"));
  }

  private static boolean isForPeople(HasMetadata role) {
    return role.getMetadata().getLabels().keySet().stream()
        .anyMatch(label -> label.startsWith("rbac.authorization.k8s.io/aggregate-to-"));
  }

  @Test
  @DisplayName("and so it is in a chart that was packed for a registry")
  void packed() throws IOException {
    Chart.helm().packageIt().withDestination(folder).call();
    try (Stream<Path> files = Files.list(folder)) {
      Path packed =
          files.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
      Map<String, ?> values = Map.of("clusterName", "prod");
      assertThat(Chart.rendered(new Helm(packed), values)).isEqualTo(Chart.rendered(values));
    }
  }

  private static Set<String> given(List<HasMetadata> objects, String role) {
    return new TreeSet<>(
        objects.stream()
            .filter(object -> object.getMetadata().getName().equals(role))
            .flatMap(Permission::given)
            .map(permission -> permission.resource().replace(GROUP, ""))
            .toList());
  }

  /** Heel's resources that a role gives a verb on. */
  private Set<String> resources(String role, String verb) {
    String rendered = Chart.renderedWithHooks(Map.of("uninstall.objects", "Delete"), folder);
    return new TreeSet<>(
        Chart.objects(rendered).stream()
            .filter(object -> object.getMetadata().getName().equals(role))
            .flatMap(Permission::given)
            .filter(permission -> permission.verb().equals(verb))
            .map(Permission::resource)
            .filter(resource -> resource.contains(GROUP))
            .map(resource -> resource.replace(GROUP, ""))
            .toList());
  }

  private static Set<String> all() {
    List<String> plurals =
        Crds.all().stream().map(crd -> crd.at("/spec/names/plural").asText()).toList();
    return new TreeSet<>(plurals);
  }

  private static Set<String> objectsAnd(String... more) {
    Stream<String> objects = Kinds.api().stream().map(kind -> HasMetadata.getPlural(kind.type()));
    return new TreeSet<>(Stream.concat(objects, Stream.of(more)).toList());
  }
}
