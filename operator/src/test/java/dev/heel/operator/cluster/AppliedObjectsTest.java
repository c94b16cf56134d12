package dev.heel.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.agent.objects.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order in which watches tell of what Heel made, which nobody can rely on. */
@DisplayName("Objects that Heel made, while the watch is behind")
class AppliedObjectsTest {
  private static final String MAPS = "/api/v1/namespaces/datadog/configmaps";
  private static final String PATH = MAPS + "/files";
  private static final String OWNER = "uid of an Agent";
  private static final AppliedPlace PLACE = new AppliedPlace(ConfigMap.class, "datadog");

  private final SlowWatches cluster = new SlowWatches();
  private final List<HasMetadata> told = new CopyOnWriteArrayList<>();
  private final AppliedObjects applied = new AppliedObjects(cluster.client(), told::add);

  @BeforeEach
  void watch() {
    assertThat(applied.of(OWNER, PLACE)).isEmpty();
  }

  @AfterEach
  void close() {
    applied.close();
    cluster.close();
  }

  private static ConfigMap map(String content) {
    return map("files", content);
  }

  private static ConfigMap map(String name, String content) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("datadog")
        .withLabels(Map.of(Metadata.MANAGED_BY, Metadata.HEEL))
        .addNewOwnerReference()
        .withKind("DatadogAgent")
        .withName("agent")
        .withApiVersion("heel.dev/v1alpha1")
        .withUid(OWNER)
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withData(Map.of("a", content))
        .build();
  }

  private void awaitTold(HasMetadata object) {
    await().until(() -> versionsTold().contains(version(object)));
  }

  private List<String> versionsTold() {
    return told.stream().map(AppliedObjectsTest::version).toList();
  }

  private static String version(HasMetadata object) {
    return object.getMetadata().getResourceVersion();
  }

  private List<String> versionsOfOwner() {
    return applied.of(OWNER, PLACE).map(AppliedObjectsTest::version).toList();
  }

  @Test
  @DisplayName("what was written is known at once, and is neither read nor written again")
  void ownWrite() throws Exception {
    ConfigMap written = applied.applied(map("one"));
    assertThat(versionsOfOwner()).containsExactly(version(written));
    assertThat(applied.has(map("one"))).isTrue();
    applied.apply(map("one"));
    assertThat(cluster.reads()).containsExactly(PATH);
    assertThat(cluster.writes()).containsExactly("PATCH " + PATH);
  }

  @Test
  @DisplayName("news of an older write of one's own does not bring that back")
  void olderNews() throws Exception {
    ConfigMap one = applied.applied(map("one"));
    applied.apply(map("two"));
    cluster.say(MAPS, "ADDED", one);
    awaitTold(one);
    assertThat(applied.has(map("two"))).isTrue();
    applied.apply(map("two"));
    assertThat(cluster.reads()).hasSize(2);
    assertThat(cluster.writes()).hasSize(2);
  }

  @Test
  @DisplayName("news of one's own last write wakes nobody; another's does, and is believed")
  void another() throws Exception {
    ConfigMap own = applied.applied(map("one"));
    ConfigMap others = cluster.put(PATH, map("other"));
    cluster.say(MAPS, "ADDED", own);
    cluster.say(MAPS, "MODIFIED", others);
    awaitTold(others);
    assertThat(versionsTold()).containsExactly(version(others));
    assertThat(applied.has(map("one"))).isFalse();
    assertThat(applied.applied(map("one")).getData()).containsEntry("a", "one");
  }

  @Test
  @DisplayName("a change by another that leaves all that is wanted is read once, and stays")
  void leftGood() throws Exception {
    ConfigMap own = applied.applied(map("one"));
    own.getMetadata().getLabels().put("team", "shop");
    ConfigMap others = cluster.put(PATH, own);
    cluster.say(MAPS, "MODIFIED", others);
    awaitTold(others);
    int before = cluster.reads().size();
    applied.apply(map("one"));
    applied.apply(map("one"));
    assertThat(cluster.reads()).hasSize(before + 1);
    assertThat(cluster.writes()).containsExactly("PATCH " + PATH);
  }

  @Test
  @DisplayName("while the cache hears of one's own write, nobody sees it missing or older")
  void hearing() throws Exception {
    for (int i = 0; i < 100; i++) {
      ConfigMap wanted = map("version " + i);
      ConfigMap written = applied.applied(wanted);
      cluster.say(MAPS, i == 0 ? "ADDED" : "MODIFIED", written);
      for (int looks = 0; looks < 100; looks++) {
        assertThat(applied.has(wanted)).isTrue();
      }
      assertThat(cluster.reads()).as("reads").hasSize(i + 1);
    }
  }

  @Test
  @DisplayName("what was made and deleted while the watch was away is made anew")
  void deletedUnheard() throws Exception {
    applied.apply(map("one"));
    cluster.client().configMaps().inNamespace("datadog").withName("files").delete();
    cluster.put("/api/v1/namespaces/other/secrets/newer", map("newer"));
    cluster.tooOld(MAPS);

    assertThat(applied.has(map("one"))).isFalse();
    applied.apply(map("one"));
    assertThat(cluster.writes())
        .containsExactly("PATCH " + PATH, "DELETE " + PATH, "PATCH " + PATH);
  }

  @Test
  @DisplayName("another process finds what is there by one read of each, and writes nothing")
  void restarted() throws Exception {
    applied.apply(map("one"));
    AppliedObjects next = new AppliedObjects(cluster.client(), told::add);
    assertThat(next.has(map("one"))).isTrue();
    next.apply(map("one"));
    next.close();
    assertThat(cluster.reads()).containsExactly(PATH, PATH);
    assertThat(cluster.writes()).containsExactly("PATCH " + PATH);
  }

  @Test
  @DisplayName(
      "only places are watched in which something was applied, and until they are forgotten")
  void places() throws Exception {
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName("agent")
            .withNamespace("monitoring")
            .withLabels(Map.of(Metadata.MANAGED_BY, Metadata.HEEL))
            .endMetadata()
            .build();
    applied.apply(account);
    AppliedPlace place = new AppliedPlace(ServiceAccount.class, "monitoring");
    assertThat(applied.places()).containsExactlyInAnyOrder(PLACE, place);
    applied.forget(place);
    assertThat(applied.places()).containsExactly(PLACE);
    applied.apply(account);
    assertThat(cluster.reads()).as("it is read anew").hasSize(2);
    assertThat(cluster.writes()).hasSize(1);
  }

  @Test
  @DisplayName("of what others put there under the label nothing is kept that can be long")
  void foreign() {
    String large = "x".repeat(100_000);
    ConfigMap foreign =
        new ConfigMapBuilder(map("foreign", large))
            .editMetadata()
            .addToLabels("team", "shop")
            .addToAnnotations(AppliedObjects.HASH, large)
            .addToAnnotations("note", large)
            .addNewOwnerReference()
            .withKind("Pod")
            .withName(large)
            .endOwnerReference()
            .endMetadata()
            .build();
    ConfigMap put = cluster.put(MAPS + "/foreign", foreign);
    cluster.say(MAPS, "ADDED", put);
    awaitTold(put);
    HasMetadata kept = applied.of(OWNER, PLACE).findFirst().orElseThrow();
    assertThat(kept.toString().length()).isLessThan(2000);
    assertThat(told.get(0).toString().length()).isLessThan(2000);
    assertThat(kept.getMetadata().getLabels()).containsOnlyKeys(Metadata.MANAGED_BY);
  }
}
