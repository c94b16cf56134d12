package dev.heel.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ConfigMaps and Secrets that are watched by name")
class NamedObjectsTest {
  private static final String MAPS = "/api/v1/namespaces/home/configmaps";
  private static final Target A = new Target("ConfigMap", "home", "a");

  private final SlowWatches cluster = new SlowWatches();
  private final NamedObjects named = new NamedObjects(cluster.client());
  private final List<Target> one = new CopyOnWriteArrayList<>();
  private final List<Target> other = new CopyOnWriteArrayList<>();
  private final NamedObjects.Reader<ConfigMap> first = named.configMaps(one::add);
  private final NamedObjects.Reader<ConfigMap> second = named.configMaps(other::add);

  @AfterEach
  void close() {
    named.close();
    cluster.close();
  }

  private ConfigMap put(String content) {
    return cluster.put(
        MAPS + "/a",
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("a")
            .withNamespace("home")
            .endMetadata()
            .withData(Map.of("key", content))
            .build());
  }

  @Test
  @DisplayName("two who ask for one object share its watch, and both are told")
  void shared() {
    put("one");
    first.watch(A);
    second.watch(A);
    assertThat(named.size()).isEqualTo(1);
    one.clear();
    cluster.say(MAPS, "MODIFIED", put("two"));
    await().until(() -> one.contains(A) && other.contains(A));
  }

  @Test
  @DisplayName("one's forgetting does not end the watch of another; the last one's does")
  void forgotten() {
    put("one");
    first.watch(A);
    second.watch(A);
    first.forget(A);
    first.forget(A);
    one.clear();
    ConfigMap two = put("two");
    cluster.say(MAPS, "MODIFIED", two);
    await().until(() -> other.contains(A));
    assertThat(one).isEmpty();
    assertThat(first.all()).isEmpty();
    assertThat(second.version(A)).contains(NamedObjects.version(two));
    second.close();
    assertThat(named.size()).isZero();
  }

  @Test
  @DisplayName("a watch keeps the version of its object, and nothing of its content")
  void lean() {
    ConfigMap map = put("x".repeat(100_000));
    first.watch(A);
    assertThat(first.version(A)).contains(NamedObjects.version(map));
    assertThat(first.kept(A).toString().length()).isLessThan(1000);
  }

  @Test
  @DisplayName("what is not there is watched for, and has no version")
  void absent() {
    first.watch(A);
    assertThat(first.version(A)).isEmpty();
    assertThat(first.read(A)).isEmpty();
    cluster.say(MAPS, "ADDED", put("one"));
    await().until(() -> first.version(A).isPresent());
  }
}
