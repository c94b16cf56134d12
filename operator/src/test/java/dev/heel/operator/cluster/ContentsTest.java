package dev.heel.operator.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ConfigMaps that checks name")
class ContentsTest {
  private static final String MAPS = "/api/v1/namespaces/home/configmaps";
  private static final ConfigMapEntry A = new ConfigMapEntry("a", "code");
  private static final ConfigMapEntry B = new ConfigMapEntry("b", "code");

  private final SlowWatches cluster = new SlowWatches();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final NamedObjects named = new NamedObjects(cluster.client());
  private final Contents contents = new Contents(named, told::add);

  @AfterEach
  void close() {
    contents.close();
    named.close();
    cluster.close();
  }

  private static ConfigMap map(String name, String code) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("home")
        .endMetadata()
        .withData(Map.of("code", code))
        .build();
  }

  private String read(ConfigMapEntry entry) {
    return new String(contents.of("home", List.of(entry)).get(entry), UTF_8);
  }

  @Test
  @DisplayName("one that is there is read at the first asking, and its change is told")
  void read() {
    cluster.put(MAPS + "/a", map("a", "one"));
    cluster.put(MAPS + "/b", map("b", "other"));
    assertThat(read(A)).isEqualTo("one");
    assertThat(contents.of("home", List.of(new ConfigMapEntry("a", "none")))).isEmpty();

    told.clear();
    cluster.say(MAPS, "MODIFIED", cluster.put(MAPS + "/a", map("a", "two")));
    await().until(() -> told.contains("home"));
    assertThat(read(A)).isEqualTo("two");
  }

  @Test
  @DisplayName("it is read once for each version, however often it is asked for")
  void readOnce() {
    cluster.put(MAPS + "/a", map("a", "one"));
    assertThat(read(A)).isEqualTo("one");
    assertThat(read(A)).isEqualTo("one");
    assertThat(cluster.reads()).containsExactly(MAPS + "/a");
  }

  @Test
  @DisplayName("a watch that began while another pass tidied up goes on")
  void fresh() {
    Target b = Contents.target("home", B);
    contents.of("home", List.of(A));
    Set<Target> before = contents.watched();
    contents.of("home", List.of(B));
    contents.forgetAllBut(before, Set.of());
    assertThat(contents.watched()).containsExactly(b);
    contents.forgetAllBut(contents.watched(), Set.of(b));
    assertThat(contents.watched()).containsExactly(b);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {"a=b", ".", "..", "../b", "x y?watch=true#", "A", "", "a,metadata.name=b"})
  @DisplayName("a name that no ConfigMap can have is not there, and nobody is asked for it")
  void impossible(String name) {
    assertThat(contents.of("home", List.of(new ConfigMapEntry(name, "code")))).isEmpty();
    assertThat(contents.watched()).isEmpty();
  }
}
