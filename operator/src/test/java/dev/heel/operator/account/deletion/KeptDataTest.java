package dev.heel.operator.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heel.kinds.account.DatadogAccount;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is kept, as a ConfigMap")
class KeptDataTest {
  private static final int MOST = 1 << 20;

  @Test
  @DisplayName("comes back as it was, and the longest names there are take half of what fits")
  void longest() {
    Random random = new Random(1);
    List<KeptObject> objects = new ArrayList<>();
    for (int i = 0; i < KeptData.LARGEST; i++) {
      String time = "2026-11-24T10:00:00Z";
      String id = letters(random, 36);
      objects.add(
          new KeptObject(
              "DatadogDashboard", letters(random, 63), letters(random, 253), id, id, time, time));
    }
    ConfigMap map = KeptData.map(account("a".repeat(253)), 0, objects);
    assertThat(KeptData.objects(map)).isEqualTo(objects);
    assertThat(map.getBinaryData().values().iterator().next().length()).isLessThan(MOST / 2);
    assertThat(map.getMetadata().getName().length()).isLessThanOrEqualTo(253);
  }

  @Test
  @DisplayName("what somebody else wrote there is no object, and no crash")
  void foreign() {
    ConfigMap map = KeptData.map(account("default"), 0, List.of());
    map.setBinaryData(Map.of("objects.json.gz", "bm90IGd6aXA="));
    assertThatThrownBy(() -> KeptData.objects(map)).isInstanceOf(UncheckedIOException.class);
    map.setBinaryData(null);
    assertThat(KeptData.objects(map)).isEmpty();
  }

  private static String letters(Random random, int count) {
    return random
        .ints(count, 0, 36)
        .mapToObj(i -> Character.toString("abcdefghijklmnopqrstuvwxyz0123456789".charAt(i)))
        .collect(Collectors.joining());
  }

  private static DatadogAccount account(String name) {
    DatadogAccount account = new DatadogAccount();
    account.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace("datadog").withUid("u").build());
    return account;
  }
}
