package dev.heel.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.testing.Command.Ended;
import dev.heel.testing.MariaDb;
import dev.heel.testing.RealParts;
import dev.heel.testing.Story;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rendered instance logs in to a real server with the user that the story's own script made.
 * MariaDB stands in for MySQL: it has the same privileges for these queries, under the names that
 * the script uses.
 */
@DisplayName("The story's MySQL check on a real server")
class MySqlIT {
  private static final String FILE = "30-mysql";
  private static final Pattern HANDLE = Pattern.compile("ENC\\[k8s_secret@(.+)/(.+)/(.+)]");
  private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\S+) TO (\\S+);");

  @TempDir private static Path folder;
  private static MariaDb server;
  private static JsonNode instance;

  /** A privilege that the story's script gives. */
  record Grant(String privilege, String where, String user) {
    @Override
    public String toString() {
      return privilege + " ON " + where;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeMariaDb("the story's MySQL user and instance");
    Map<String, String> environment = environment();
    server = MariaDb.start(folder, environment.get("MYSQL_ROOT_PASSWORD"));
    Ended ended = server.initialize(script(), environment);
    assertThat(ended.code()).as(ended.text()).isZero();
    instance = rendered();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @DisplayName("every query that its options need is answered")
  void everyQueryIsAnswered() {
    List<MySqlMetric> metrics = MySqlMetric.of(instance.path("options"));
    assertThat(metrics).hasSizeGreaterThan(5);
    for (MySqlMetric metric : metrics) {
      Ended ended = query(metric.query());
      assertThat(ended.code()).as("%s: %s", metric, ended.text()).isZero();
      assertThat(ended.text()).as(metric.toString()).containsPattern(metric.shows());
    }
  }

  @DisplayName("without one of its grants, metrics are lost: exactly those that need it")
  @ParameterizedTest(name = "{0}")
  @MethodSource("grants")
  void eachGrantIsNeeded(Grant grant) {
    List<MySqlMetric> had = answered(MySqlMetric.of(instance.path("options")));
    server.root("REVOKE %s ON %s FROM %s".formatted(grant.privilege, grant.where, grant.user));
    try {
      List<MySqlMetric> lost = new ArrayList<>(had);
      lost.removeAll(answered(had));
      assertThat(lost)
          .as("lost without %s", grant)
          .isNotEmpty()
          .containsExactlyElementsOf(
              had.stream().filter(each -> each.grant().equals(grant.toString())).toList());
    } finally {
      server.root("GRANT %s ON %s TO %s".formatted(grant.privilege, grant.where, grant.user));
    }
  }

  @Test
  @DisplayName("the password is the Secret's, not the handle that stands in the file")
  void passwordIsTheSecrets() {
    String handle = instance.path("password").asText();
    assertThat(handle).isNotEqualTo(secret(handle));
    assertThat(query(handle, "SELECT 1").text()).contains("ERROR 1045", "Access denied");
    assertThat(query("SELECT 1").text()).isEqualTo("1\n");
  }

  @Test
  @DisplayName("the user may do no more: it reads no table of others and writes nothing")
  void mayDoNoMore() {
    assertThat(query("SELECT * FROM mysql.global_priv").text()).contains("denied");
    assertThat(query("CREATE TABLE datadog_db.t (n INT)").text()).contains("denied");
  }

  static List<Grant> grants() {
    List<Grant> grants =
        GRANT
            .matcher(script())
            .results()
            .flatMap(
                found ->
                    Stream.of(found.group(1).split(", "))
                        .map(each -> new Grant(each, found.group(2), found.group(3))))
            .toList();
    assertThat(grants).isNotEmpty();
    return grants;
  }

  /** Those whose query is answered; all others must be denied, and not fail otherwise. */
  private static List<MySqlMetric> answered(List<MySqlMetric> metrics) {
    List<MySqlMetric> answered = new ArrayList<>();
    for (MySqlMetric metric : metrics) {
      Ended ended = query(metric.query());
      if (ended.code() == 0) {
        answered.add(metric);
      } else {
        assertThat(ended.text()).as(metric.toString()).contains("denied");
      }
    }
    return answered;
  }

  private static Ended query(String sql) {
    return query(secret(instance.path("password").asText()), sql);
  }

  /** As the check connects: Autodiscovery has put the endpoint's address into the host. */
  private static Ended query(String password, String sql) {
    assertThat(instance.path("host").asText()).isEqualTo("%%host%%");
    int port = instance.path("port").intValue();
    return server.query(port, instance.path("username").asText(), password, sql);
  }

  private static JsonNode rendered() throws IOException {
    RenderedFiles files = AgentFiles.render(Cases.AGENT, Cases.admitted(Story.file(FILE)));
    byte[] file = files.cluster().get("conf.d/mysql.d/home.mysql.yaml");
    String text = new String(file, StandardCharsets.UTF_8);
    return Serialization.unmarshal(text, JsonNode.class).at("/instances/0");
  }

  private static String script() {
    return Story.object(FILE, "ConfigMap", "mysql-init").at("/data/datadog.sh").asText();
  }

  /** The variables of the StatefulSet's container. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode each :
        Story.object(FILE, "StatefulSet", "mysql").at("/spec/template/spec/containers/0/env")) {
      JsonNode from = each.at("/valueFrom/secretKeyRef");
      environment.put(
          each.path("name").asText(),
          secret("home", from.path("name").asText(), from.path("key").asText()));
    }
    return environment;
  }

  /** What the Agent's secret backend makes of a handle. */
  private static String secret(String handle) {
    Matcher matcher = HANDLE.matcher(handle);
    assertThat(matcher.matches()).as(handle).isTrue();
    return secret(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  private static String secret(String namespace, String name, String key) {
    JsonNode secret = Story.object("01-secrets", "Secret", name);
    assertThat(secret.at("/metadata/namespace").asText()).isEqualTo(namespace);
    assertThat(secret.path("stringData").has(key)).as(key).isTrue();
    return secret.path("stringData").path(key).asText();
  }
}
