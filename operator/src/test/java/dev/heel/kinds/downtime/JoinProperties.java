package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Which downtimes are read together for one that changed: the operator leaves the others out, so
 * that none of them may add to what is said.
 */
class JoinProperties {
  private static final DowntimeKind KIND = new DowntimeKind();
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> WINDOWS =
      List.of(
          "{days: [Mon, Tue, Wed, Thu, Fri], from: '19:00', to: '09:00'}",
          "{days: [Sat, Sun]}",
          "{days: [Sun], from: '19:00', to: '09:00'}",
          "{days: [Fri], from: '00:00', to: '12:00'}");

  @Provide
  Arbitrary<List<DatadogDowntime>> named() {
    return downtimes(Arbitraries.of(NAMES).map("monitorRef: {name: %s}"::formatted));
  }

  @Provide
  Arbitrary<List<DatadogDowntime>> tagged() {
    return downtimes(Arbitraries.of("a", "b", "'*'").map("monitorTags: [%s]"::formatted));
  }

  private static Arbitrary<List<DatadogDowntime>> downtimes(Arbitrary<String> muted) {
    return Combinators.combine(muted, Arbitraries.of(WINDOWS).set().ofMinSize(1).ofMaxSize(2))
        .as((whom, windows) -> whom + "\nschedule: {weekly: [" + String.join(", ", windows) + "]}")
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

  private static List<String> told(Stream<DatadogDowntime> downtimes) {
    List<Draft> drafts =
        downtimes.map(downtime -> KIND.draft(downtime, Draft.inline(downtime))).toList();
    List<Joint> joints =
        KIND.joint(kind -> kind.equals("DatadogDowntime") ? drafts : new ArrayList<>());
    return joints.stream()
        .map(joint -> joint.at().resource().getMetadata().getName() + " " + joint.problem())
        .toList();
  }

  @Property
  void thoseOfEachMonitorByThemselvesSayWhatAllSay(@ForAll("named") List<DatadogDowntime> all) {
    Set<DatadogDowntime> known = new HashSet<>();
    List<String> apart = new ArrayList<>();
    for (DatadogDowntime one : all) {
      if (known.stream().noneMatch(before -> KIND.mayJoin(before, one))) {
        known.add(one);
        apart.addAll(told(all.stream().filter(other -> KIND.mayJoin(one, other))));
      }
    }
    assertThat(apart).containsExactlyInAnyOrderElementsOf(told(all.stream()));
  }

  @Property
  void whatGoesByTagsIsReadWithAll(
      @ForAll("named") List<DatadogDowntime> named,
      @ForAll("tagged") List<DatadogDowntime> tagged) {
    for (DatadogDowntime one : tagged) {
      assertThat(Stream.concat(named.stream(), tagged.stream()))
          .allMatch(other -> KIND.mayJoin(one, other) && KIND.mayJoin(other, one));
    }
  }
}
