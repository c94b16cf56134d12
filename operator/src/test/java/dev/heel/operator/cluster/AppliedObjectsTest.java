package dev.heel.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.agent.objects.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order in which watches tell of what Heel made, which nobody can rely on. */
@DisplayName("Objects that Heel made, while the watch is behind")
class AppliedObjectsTest {
  private static final String MAPS = "/api/v1/configmaps";
  private static final String PATH = "/api/v1/namespaces/datadog/configmaps/files";

  private final SlowWatches cluster = new SlowWatches();
  private final List<HasMetadata> told = new CopyOnWriteArrayList<>();
  private final AppliedObjects applied = new AppliedObjects(cluster.client(), Set.of(), told::add);

  @BeforeEach
  void watch() {
    assertThat(found()).isEmpty();
  }

  @AfterEach
  void close() {
    applied.close();
    cluster.close();
  }

  private static ConfigMap map(String content) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("files")
        .withNamespace("datadog")
        .withLabels(Map.of(Metadata.MANAGED_BY, Metadata.HEEL))
        .endMetadata()
        .withData(Map.of("a", content))
        .build();
  }

  private Optional<ConfigMap> found() {
    return applied.find(ConfigMap.class, "datadog", "files");
  }

  private void awaitTold(HasMetadata object) {
    await().until(() -> told.contains(object));
  }

  @Test
  @DisplayName("what was written is known at once, and is not written again")
  void ownWrite() throws Exception {
    ConfigMap written = applied.apply(map("one"));
    assertThat(found()).contains(written);
    assertThat(applied.all(ConfigMap.class)).containsExactly(written);
    assertThat(applied.has(map("one"))).isTrue();
    assertThat(applied.apply(map("one"))).isEqualTo(written);
    assertThat(cluster.writes()).containsExactly("PATCH " + PATH);
  }

  @Test
  @DisplayName("news of an older write of one's own does not bring that back")
  void olderNews() throws Exception {
    ConfigMap one = applied.apply(map("one"));
    ConfigMap two = applied.apply(map("two"));
    cluster.say(MAPS, "ADDED", one);
    awaitTold(one);
    assertThat(found()).contains(two);
    assertThat(applied.all(ConfigMap.class)).containsExactly(two);
    assertThat(applied.apply(map("two"))).isEqualTo(two);
    assertThat(cluster.writes()).hasSize(2);
  }

  @Test
  @DisplayName("news of one's own last write wakes nobody; another's does, and is believed")
  void another() throws Exception {
    ConfigMap own = applied.apply(map("one"));
    ConfigMap others = cluster.put(PATH, map("other"));
    cluster.say(MAPS, "ADDED", own);
    cluster.say(MAPS, "MODIFIED", others);
    awaitTold(others);
    assertThat(told).containsExactly(others);
    assertThat(found()).contains(others);
    assertThat(applied.apply(map("one")).getData()).containsEntry("a", "one");
  }

  @Test
  @DisplayName("while the cache hears of one's own write, nobody sees it missing or older")
  void hearing() throws Exception {
    for (int i = 0; i < 100; i++) {
      ConfigMap written = applied.apply(map("version " + i));
      cluster.say(MAPS, i == 0 ? "ADDED" : "MODIFIED", written);
      for (int reads = 0; reads < 300; reads++) {
        assertThat(found().map(AppliedObjectsTest::version)).contains(version(written));
        assertThat(applied.all(ConfigMap.class).map(AppliedObjectsTest::version))
            .containsExactly(version(written));
      }
    }
  }

  private static String version(ConfigMap map) {
    return map.getMetadata().getResourceVersion();
  }

  @Test
  @DisplayName("what was made and deleted while the watch was away is made anew")
  void deletedUnheard() throws Exception {
    applied.apply(map("one"));
    cluster.client().configMaps().inNamespace("datadog").withName("files").delete();
    cluster.put("/api/v1/namespaces/other/secrets/newer", map("newer"));
    cluster.tooOld(MAPS);

    assertThat(found()).isEmpty();
    applied.apply(map("one"));
    assertThat(cluster.writes())
        .containsExactly("PATCH " + PATH, "DELETE " + PATH, "PATCH " + PATH);
  }
}
