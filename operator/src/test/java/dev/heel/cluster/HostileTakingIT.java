package dev.heel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.testing.Person;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with {@code edit} in the namespace evil wants what the namespace shop has, through the
 * account that both use: under the chart's roles, the operator with the chart's rights.
 */
@DisplayName("What another namespace has")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileTakingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET_WORDS = "the vault is behind the picture";

  private static final String MONITOR =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: %s}
      spec:
        type: metric alert
        query: "avg(last_5m):avg:m{*} > 8"
        message: "%s. @a@example.com"
        %s
      """;

  private static final String BOARD =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: %s}
      spec:
        widgets: [{definition: {type: note, content: "%s"}}]
        %s
      """;

  @TempDir private static Path directory;
  private static Installation heel;
  private static Person shop;
  private static Person evil;

  @BeforeAll
  static void install() throws IOException {
    RealParts.assumeControlPlane("that no tenant takes what another has");
    heel = Installation.in(directory, DatadogOptions.defaults());
    heel.startOperator();
    heel.applyStory("10-account");
    shop = Person.with(heel.kubectl(), "edit", "shop");
    evil = Person.with(heel.kubectl(), "edit", "evil");
    shop.apply(MONITOR.formatted("alarm", SECRET_WORDS, ""));
    shop.apply(BOARD.formatted("board", SECRET_WORDS, ""));
    shop.awaitReason("ddmon/alarm", "InSync");
    shop.awaitReason("dddash/board", "InSync");
  }

  @AfterAll
  static void stop() throws Exception {
    if (heel != null) {
      heel.close();
    }
  }

  private static OrganisationPages organisation() {
    return heel.datadog().organisation("0".repeat(32));
  }

  private static String id(String resource) {
    return shop.field(resource, "{.status.id}");
  }

  private static String take(String id) {
    return "adopt: {id: \"" + id + "\", takeOver: true}";
  }

  private static JsonNode alarm() {
    return organisation().monitor(Long.parseLong(id("ddmon/alarm"))).orElseThrow();
  }

  /** Nothing of it was changed, and nothing of it is told. */
  private static void assertUntouched() {
    assertThat(alarm().path("message").asText()).startsWith(SECRET_WORDS);
    assertThat(alarm().path("tags").toString()).contains("heel_owner:shop/alarm");
    assertThat(organisation().dashboards().objects().toString())
        .contains(SECRET_WORDS, "shop/board")
        .doesNotContain("evil/");
    for (String mine : List.of("ddmon/taker", "dddash/taker")) {
      assertThat(evil.seen(mine)).doesNotContain(SECRET_WORDS);
      assertThat(evil.field(mine, "{.status.drift}{.status.id}")).as(mine).isEmpty();
    }
    assertThat(evil.kubectl().run("get", "events", "-n", "evil", "-o", "yaml"))
        .doesNotContain(SECRET_WORDS);
  }

  @Test
  @Order(1)
  @DisplayName("is not taken by its id where the account grants nothing, and not shown")
  void notGranted() {
    evil.apply(MONITOR.formatted("taker", "mine", take(id("ddmon/alarm"))));
    evil.apply(BOARD.formatted("taker", "mine", take(id("dddash/board"))));
    assertThat(evil.awaitReason("ddmon/taker", "NotGranted"))
        .startsWith("Namespace evil may not adopt through DatadogAccount datadog/default.");
    evil.awaitReason("dddash/taker", "NotGranted");
    assertUntouched();
  }

  @Test
  @Order(2)
  @DisplayName("is not taken by who may adopt: it has a living owner, and only that can let it go")
  void granted() {
    heel.kubectl()
        .run(
            "patch",
            "ddacct",
            "default",
            "-n",
            "datadog",
            "--type=merge",
            "-p",
            "{\"spec\":{\"grants\":[{\"allow\":[\"Adopt\"],\"namespaces\":{\"from\":\"All\"}}]}}");
    assertThat(evil.awaitReason("ddmon/taker", "OwnedByAnother"))
        .contains("belongs to DatadogMonitor shop/alarm in this cluster. Its owner can let it go");
    evil.awaitReason("dddash/taker", "OwnedByAnother");
    assertUntouched();
  }

  @Test
  @Order(3)
  @DisplayName("is not had by annotations of one's own resources, nor deleted along with them")
  void ownAnnotations() {
    annotate("heel.dev/release-to=evil/taker", "heel.dev/force-delete=true");
    evil.awaitReason("ddmon/taker", "Released");
    annotate("heel.dev/release-to=shop/alarm");
    evil.kubectl().run("delete", "ddmon", "taker", "-n", "evil", "--timeout=60s");
    evil.kubectl().run("delete", "dddash", "taker", "-n", "evil", "--timeout=60s");
    evil.apply(MONITOR.formatted("taker", "mine", take(id("ddmon/alarm"))));
    evil.apply(BOARD.formatted("taker", "mine", take(id("dddash/board"))));
    evil.awaitReason("ddmon/taker", "OwnedByAnother");
    assertUntouched();
    assertThat(shop.ready("ddmon/alarm", "reason")).isEqualTo("InSync");
  }

  private static void annotate(String... annotations) {
    for (String annotation : annotations) {
      evil.kubectl().run("annotate", "ddmon", "taker", "-n", "evil", "--overwrite", annotation);
    }
  }

  @Test
  @Order(4)
  @DisplayName("in another cluster is not taken by who may adopt, whatever this cluster has")
  void anotherCluster() throws JsonProcessingException {
    long id = organisation().createForeign(1).get(0);
    organisation()
        .edit(
            id,
            JSON.readTree(
                "{\"name\": \"Theirs\", \"tags\": [\"heel_cluster:other\","
                    + " \"heel_owner:shop/heir\"]}"));
    evil.apply(MONITOR.formatted("foreign", "mine", take(String.valueOf(id))));
    assertThat(evil.awaitReason("ddmon/foreign", "OwnedByAnother"))
        .startsWith("Monitor " + id + " belongs to other/shop/heir, in another cluster");
    assertThat(organisation().monitor(id).orElseThrow().path("name").asText()).isEqualTo("Theirs");

    heel.stopOperator();
    shop.apply(MONITOR.formatted("heir", "inherited", ""));
    heel.startOperatorSucceeding("other");
    shop.awaitReason("ddmon/heir", "InSync");
    assertThat(id("ddmon/heir")).isEqualTo(String.valueOf(id));
    assertThat(evil.awaitReason("ddmon/foreign", "OwnedByAnother")).contains("shop/heir");
    assertThat(organisation().monitor(id).orElseThrow().path("tags").toString())
        .contains("heel_cluster:real", "heel_owner:shop/heir")
        .doesNotContain("evil/");
  }
}
