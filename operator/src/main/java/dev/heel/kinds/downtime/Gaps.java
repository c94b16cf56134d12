package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.kinds.downtime.Part.House;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holes that downtimes of the same monitors leave in the week ({@link Week#holes}). Told only where
 * all of those downtimes are plain weeks of one zone: else nobody knows what is open.
 */
final class Gaps {
  static final String GAP = "downtime-gap";

  /** Each set of downtimes once, by their names. */
  private final Map<List<String>, Muted> muted = new LinkedHashMap<>();

  /** Monitors, in words, and all downtimes that mute them. */
  private record Muted(String whom, List<Part> parts) {}

  /** One of a downtime's windows. */
  private record Said(Part part, int window) {}

  private Gaps() {}

  /**
   * @param monitors asked only if one of the downtimes goes by tags
   */
  static List<Joint> among(List<Draft> downtimes, Supplier<List<Draft>> monitors) {
    Gaps gaps = new Gaps();
    downtimes.stream()
        .map(Part::of)
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(Part::house, LinkedHashMap::new, Collectors.toList()))
        .forEach((house, parts) -> gaps.collect(house, parts, monitors));
    return gaps.joints();
  }

  /**
   * Whether a downtime may mute what the other, a downtime or a monitor, mutes or is. Two that name
   * different monitors in their typed field do not.
   */
  static boolean mayShareMonitors(DatadogDowntime downtime, ApiResource other) {
    String one = named(downtime);
    String another =
        other instanceof DatadogDowntime ? named(other) : other.getMetadata().getName();
    return one.isEmpty() || another.isEmpty() || one.equals(another);
  }

  private static String named(ApiResource downtime) {
    JsonNode spec = downtime.getSpec();
    return spec == null ? "" : spec.at("/monitorRef/name").asText("");
  }

  private void collect(House house, List<Part> parts, Supplier<List<Draft>> monitors) {
    boolean byTags = parts.stream().anyMatch(part -> part.tags() != null);
    for (Part part : parts) {
      if (part.tags() != null) {
        add(parts.stream().filter(p -> p.mutesTagged(part.tags())).toList(), part.taggedWords());
      }
    }
    Map<String, Set<String>> named = new LinkedHashMap<>();
    parts.stream()
        .filter(part -> part.monitor() != null)
        .forEach(part -> named.put(part.monitor(), Set.of()));
    if (byTags) {
      monitors.get().stream()
          .filter(monitor -> House.of(monitor).equals(house) && name(monitor) != null)
          .forEach(monitor -> named.put(name(monitor), Part.tags(monitor.at("/tags"))));
    }
    named.forEach(
        (name, tags) ->
            add(
                parts.stream().filter(p -> p.mutesNamed(name) || p.mutesTagged(tags)).toList(),
                name));
  }

  /** Groups of a monitor may be muted by more downtimes than the rest of it. */
  private void add(List<Part> parts, String whom) {
    for (String scope : new TreeSet<>(parts.stream().map(Part::scope).toList())) {
      List<Part> there = parts.stream().filter(part -> part.covers(scope)).toList();
      String words = scope.equals("*") ? whom : whom + " on " + scope;
      muted.putIfAbsent(
          there.stream().map(part -> key(part.draft())).toList(), new Muted(words, there));
    }
  }

  private static String key(Draft draft) {
    return draft.resource().getMetadata().getNamespace() + "/" + name(draft);
  }

  private static String name(Draft draft) {
    return draft.resource().getMetadata().getName();
  }

  /** The same holes of the same window are told once, whoever else they concern. */
  private List<Joint> joints() {
    Map<List<Object>, Joint> joints = new LinkedHashMap<>();
    for (Muted each : muted.values()) {
      List<Week> weeks = each.parts().stream().flatMap(part -> part.week().stream()).toList();
      if (weeks.size() == each.parts().size()) {
        Week.together(weeks).ifPresent(week -> holes(each, week, joints));
      }
    }
    return joints.values().stream().filter(joint -> !joint.isSilenced()).toList();
  }

  private static void holes(Muted muted, Week week, Map<List<Object>, Joint> joints) {
    List<Said> said = muted.parts().stream().flatMap(Gaps::windows).toList();
    List<Draft> concerned = muted.parts().stream().map(Part::draft).toList();
    Hole.in(week).stream()
        .collect(Collectors.groupingBy(Hole::window, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (window, holes) -> {
              Draft at = said.get(window).part().draft();
              Problem problem = problem(at, said.get(window).window(), muted.whom(), holes);
              joints.putIfAbsent(
                  List.of(key(at), problem.at(), holes),
                  new Joint(at, problem, week.drawn(), concerned));
            });
  }

  private static Stream<Said> windows(Part part) {
    int count = part.week().map(week -> week.windows().size()).orElse(0);
    return IntStream.range(0, count).mapToObj(i -> new Said(part, i));
  }

  private static Problem problem(Draft at, int window, String whom, List<Hole> holes) {
    boolean weekly = at.has("/schedule/weekly");
    String place =
        weekly
            ? "/schedule/weekly/%d/days".formatted(window)
            : "/schedule/recurrences/%d/rrule".formatted(window);
    String open =
        holes.stream()
            .map(hole -> "from " + hole.span().words())
            .collect(Collectors.joining(" and "));
    return new Problem(
        Severity.WARNING,
        GAP,
        at.place(place),
        null,
        "nothing mutes " + whom + " " + open,
        remedy(holes, weekly));
  }

  private static String remedy(List<Hole> holes, boolean weekly) {
    List<DayOfWeek> days = holes.stream().map(Hole::missing).sorted().distinct().toList();
    String names =
        days.stream()
            .map(day -> weekly ? Schedule.Day.of(day).name() : Rule.letters(day))
            .collect(Collectors.joining(weekly ? " and " : ","));
    DayOfWeek closes = holes.get(0).closes();
    String why =
        days.size() > 1 || closes == days.get(0)
            ? "A window is missing on "
                + days.stream().map(Week::name).collect(Collectors.joining(" and "))
            : "The night that ends on %s opens on %s"
                .formatted(Week.name(closes), Week.name(days.get(0)));
    return "%s: add %s to %s.".formatted(why, names, weekly ? "days" : "BYDAY");
  }
}
