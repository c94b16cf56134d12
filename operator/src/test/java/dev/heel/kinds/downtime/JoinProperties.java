package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heel.engine.Draft;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.resource.ApiResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is read for a downtime that changed: the operator leaves the others out, so that none of
 * them may add to what is said of it.
 */
class JoinProperties {
  private static final DowntimeKind KIND = new DowntimeKind();
  private static final MonitorKind MONITOR = new MonitorKind();
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> WINDOWS =
      List.of(
          "{days: [Mon, Tue, Wed, Thu, Fri], from: '19:00', to: '09:00'}",
          "{days: [Sat, Sun]}",
          "{days: [Sun], from: '19:00', to: '09:00'}",
          "{days: [Fri], from: '00:00', to: '12:00'}");

  @Provide
  Arbitrary<List<DatadogDowntime>> downtimes() {
    Arbitrary<String> muted =
        Arbitraries.oneOf(
            Arbitraries.of(NAMES).map("monitorRef: {name: %s}"::formatted),
            Arbitraries.of("a", "b", "'*'").map("monitorTags: [%s]"::formatted));
    return Combinators.combine(muted, Arbitraries.of(WINDOWS).set().ofMinSize(1).ofMaxSize(2))
        .as(
            (whom, windows) ->
                whom + "\nschedule: {timezone: UTC, weekly: [" + String.join(", ", windows) + "]}")
        .map(Downtimes::of)
        .list()
        .ofMaxSize(6)
        .map(JoinProperties::numbered);
  }

  private static List<DatadogDowntime> numbered(List<DatadogDowntime> downtimes) {
    for (int i = 0; i < downtimes.size(); i++) {
      downtimes.get(i).getMetadata().setName("downtime-" + i);
    }
    return downtimes;
  }

  /** Monitors of all names, each with its name as its tag. */
  private static Stream<DatadogMonitor> monitors() {
    return NAMES.stream().map(JoinProperties::monitor);
  }

  private static DatadogMonitor monitor(String name) {
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("home").build());
    monitor.setSpec(JsonNodeFactory.instance.objectNode().set("tags", tags(name)));
    return monitor;
  }

  private static ArrayNode tags(String name) {
    return JsonNodeFactory.instance.arrayNode().add(name);
  }

  /**
   * What is said of one: where it is mended, and the problem.
   *
   * @param read what of all is read for it
   */
  private static List<String> told(
      DatadogDowntime one, List<DatadogDowntime> all, Predicate<ApiResource> read) {
    List<Draft> downtimes =
        all.stream().filter(read).map(each -> KIND.draft(each, Draft.inline(each))).toList();
    List<Draft> monitors =
        monitors().filter(read).map(each -> MONITOR.draft(each, Draft.inline(each))).toList();
    return KIND.joint(kind -> kind.equals(KIND.name()) ? downtimes : monitors).stream()
        .filter(joint -> joint.concerned().stream().anyMatch(draft -> draft.resource().equals(one)))
        .map(joint -> joint.at().resource().getMetadata().getName() + " " + joint.problem())
        .toList();
  }

  @Property
  void whatIsReadForOneSaysAllThatIsSaidOfIt(@ForAll("downtimes") List<DatadogDowntime> all) {
    for (DatadogDowntime one : all) {
      assertThat(told(one, all, other -> KIND.mayJoin(one, other)))
          .containsAll(told(one, all, other -> true));
    }
  }

  @Test
  @DisplayName("a downtime of another monitor is not read, nor is that monitor")
  void others() {
    DatadogDowntime one = Downtimes.of("monitorRef: {name: a}");
    assertThat(KIND.mayJoin(one, Downtimes.of("monitorRef: {name: a}"))).isTrue();
    assertThat(KIND.mayJoin(one, Downtimes.of("monitorRef: {name: b}"))).isFalse();
    assertThat(monitors().filter(monitor -> KIND.mayJoin(one, monitor)))
        .extracting(monitor -> monitor.getMetadata().getName())
        .containsExactly("a");
  }
}
