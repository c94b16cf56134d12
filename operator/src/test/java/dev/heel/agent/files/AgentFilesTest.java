package dev.heel.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Checks of many teams in one Agent")
class AgentFilesTest {
  private static final String PYTHON =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: %s, namespace: %s, creationTimestamp: "%s"}
      spec:
        runOn: Nodes
        checkName: custom_queue
        python: |
          from datadog_checks.base import AgentCheck
          class %s(AgentCheck):
              def check(self, _):
                  self.gauge("queue", 1)
      """;

  @Test
  @DisplayName("a check over which Heel itself fails is left out with a word, and stops no other")
  void faultStopsNoOther() {
    List<AdmittedCheck> good = admitted(PYTHON.formatted("a", "shop", "2026-11-24T10:00:00Z", "A"));
    AdmittedCheck other = admitted(MYSQL.formatted("b", "bank", "db")).get(0);
    AdmittedCheck faulty =
        new AdmittedCheck(other.check(), other.mayBringCode(), other.content(), null);
    List<AdmittedCheck> both = new ArrayList<>(good);
    both.add(faulty);

    RenderedFiles files = AgentFiles.render(Cases.AGENT, both);

    assertThat(hex(files.node())).isEqualTo(hex(AgentFiles.render(Cases.AGENT, good).node()));
    assertThat(files.checks().get(faulty.key()).isRendered()).isFalse();
    assertThat(files.checks().get(faulty.key()).problems())
        .extracting(Problem::rule)
        .containsExactly("internal");
  }

  @Test
  @DisplayName("of two modules of a name the older stays, and the younger is told whose it is")
  void olderStays() {
    List<AdmittedCheck> checks = new ArrayList<>();
    checks.addAll(admitted(PYTHON.formatted("a", "young", "2026-11-24T10:00:00Z", "A")));
    checks.addAll(admitted(PYTHON.formatted("z", "old", "2026-11-23T10:00:00Z", "Z")));
    RenderedFiles files = AgentFiles.render(Cases.AGENT, checks);

    assertThat(new String(files.node().get("checks.d/custom_queue.py"), StandardCharsets.UTF_8))
        .contains("class Z");
    RenderedCheck young = files.checks().get(new NamespacedName("young", "a"));
    assertThat(young.isRendered()).isFalse();
    assertThat(young.files()).isEmpty();
    assertThat(young.problems())
        .extracting(Problem::sentence)
        .containsExactly(
            "spec.checkName: the check custom_queue is DatadogCheck old/z already. An Agent has one"
                + " module of a name. Give this one another checkName. [check-name-taken]");
  }

  @Test
  @DisplayName("one team's broken check changes no file of another's")
  void brokenStopsNoOther() {
    List<AdmittedCheck> good = admitted(PYTHON.formatted("a", "shop", "2026-11-24T10:00:00Z", "A"));
    RenderedFiles before = AgentFiles.render(Cases.AGENT, good);
    List<AdmittedCheck> both = new ArrayList<>(good);
    both.addAll(
        admitted(
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogCheck
            metadata: {name: broken, namespace: evil}
            spec: {integration: 7, runOn: Nodes, instances: [1, [], null, {host: "%%x%%"}], jmx: []}
            """));
    RenderedFiles after = AgentFiles.render(Cases.AGENT, both);
    assertThat(hex(after.node())).isEqualTo(hex(before.node()));
    assertThat(hex(after.cluster())).isEqualTo(hex(before.cluster()));
    assertThat(after.checks().get(new NamespacedName("evil", "broken")).isRendered()).isFalse();
  }

  @Test
  @DisplayName("scaling a Service from 1 endpoint to 50 changes no file, only the words")
  void scalingChangesNothing() {
    RenderedFiles one = AgentFiles.render(Cases.AGENT, List.of(mysql(1)));
    RenderedFiles fifty = AgentFiles.render(Cases.AGENT, List.of(mysql(50)));
    assertThat(hex(fifty.cluster())).isEqualTo(hex(one.cluster()));
    assertThat(fifty.checks().get(new NamespacedName("home", "mysql")).placement())
        .isEqualTo("mysql, every 30 s, on 50 endpoints of Service mysql");
  }

  @Test
  @DisplayName("an interval changes one file, and no file that nodes must restart for")
  void intervalChangesOneFile() {
    Map<String, String> slow = hex(AgentFiles.render(Cases.AGENT, python("60s")).node());
    Map<String, String> fast = hex(AgentFiles.render(Cases.AGENT, python("45s")).node());
    assertThat(slow.keySet()).isEqualTo(fast.keySet());
    assertThat(slow.keySet().stream().filter(p -> !slow.get(p).equals(fast.get(p))))
        .containsExactly("conf.d/custom_queue.d/shop.a.yaml");
  }

  @Test
  @DisplayName("each of 2,000 checks over 500 Services is looked at no more often than each of 20")
  void twoThousand() {
    assertThat(looksAtEach(2000)).isEqualTo(looksAtEach(20)).isPositive();
    List<AdmittedCheck> checks = many(2000);
    RenderedFiles files = AgentFiles.render(Cases.AGENT, checks);
    assertThat(files.cluster()).hasSize(2000);
    assertThat(hex(AgentFiles.render(Cases.AGENT, checks).cluster()))
        .isEqualTo(hex(files.cluster()));
  }

  private static double looksAtEach(int checks) {
    AtomicLong looks = new AtomicLong();
    List<AdmittedCheck> counted = many(checks);
    counted.forEach(each -> each.check().setSpec(new CountedSpec(each.check().getSpec(), looks)));
    AgentFiles.render(Cases.AGENT, counted);
    return (double) looks.get() / checks;
  }

  /** A spec that counts how often a field of it is asked for. */
  @SuppressWarnings("unchecked") // as ObjectNode itself narrows deepCopy
  private static final class CountedSpec extends ObjectNode {
    private static final long serialVersionUID = 1L;
    private final transient AtomicLong looks;

    CountedSpec(JsonNode spec, AtomicLong looks) {
      super(JsonNodeFactory.instance);
      spec.properties().forEach(field -> set(field.getKey(), field.getValue()));
      this.looks = looks;
    }

    @Override
    public JsonNode get(String field) {
      looks.incrementAndGet();
      return super.get(field);
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> properties() {
      looks.incrementAndGet();
      return super.properties();
    }
  }

  private static List<AdmittedCheck> many(int checks) {
    return IntStream.range(0, checks)
        .mapToObj(
            i -> admitted(MYSQL.formatted("mysql-" + i, "team-" + i % 40, "db-" + i % 500)).get(0))
        .toList();
  }

  private static final String MYSQL =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogCheck
      metadata: {name: %s, namespace: %s}
      spec:
        integration: mysql
        targets: {service: %s}
        interval: 30s
        tags: [team:shop, service:db]
        instances:
          - host: "%%%%host%%%%"
            port: 3306
            username: datadog
            password: $(secret/mysql/password)
            options: {replication: false, galera_cluster: true, extra_status_metrics: true}
      """;

  private static AdmittedCheck mysql(int ready) {
    AdmittedCheck check = admitted(MYSQL.formatted("mysql", "home", "mysql")).get(0);
    TargetFacts facts =
        new TargetFacts(List.of(new TargetFacts.Service("mysql", Map.of(), ready)), List.of());
    return new AdmittedCheck(check.check(), true, Map.of(), facts);
  }

  private static List<AdmittedCheck> python(String interval) {
    String check = PYTHON.formatted("a", "shop", "2026-11-24T10:00:00Z", "A");
    return admitted(check.replace("runOn: Nodes", "runOn: Nodes\n  interval: " + interval));
  }

  private static List<AdmittedCheck> admitted(String yaml) {
    return Cases.admitted(yaml, true);
  }

  private static Map<String, String> hex(Map<String, byte[]> files) {
    Map<String, String> hex = new TreeMap<>();
    files.forEach((path, bytes) -> hex.put(path, HexFormat.of().formatHex(bytes)));
    return hex;
  }
}
