package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.CheckSpec;
import dev.heel.agent.check.ConfEntry;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JMX checks (datadog-agent, pkg/jmxfetch/jmxfetch.go; Datadog, "Java Integration"). */
final class JmxRules {
  /** A ConfigMap's values together (Kubernetes, core/validation: MaxSecretSize). */
  private static final int LARGEST = 1 << 20;

  /** What client-side apply can keep in its annotation, 256 KiB, in Base64. */
  private static final int LARGEST_APPLIED = 262_144 / 4 * 3;

  private static final Set<String> TYPES =
      Set.of("gauge", "counter", "rate", "histogram", "monotonic_count");

  private JmxRules() {}

  static List<Problem> typedFieldsAreNotSaidTwice(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    if (draft.kind() != Kind.JMX) {
      return problems;
    }
    if (draft.initConfig().has("custom_jar_paths")) {
      problems.add(
          Problem.error(
              "typed-field",
              "/spec/initConfig/custom_jar_paths",
              "jmx.jars says which jars: all JMX checks of an Agent share one classpath",
              "Name the jars under spec.jmx.jars."));
    }
    if (draft.initConfig().has("is_jmx") && !draft.initConfig().path("is_jmx").asBoolean()) {
      problems.add(
          Problem.error(
              "typed-field",
              "/spec/initConfig/is_jmx",
              "this is a JMX check, whatever is_jmx says",
              "Take it out: Heel writes is_jmx: true."));
    }
    return problems;
  }

  static List<Problem> somethingIsRead(CheckDraft draft, Grounds grounds) {
    boolean any =
        draft.initConfig().has("conf")
            || draft.initConfig().path("collect_default_metrics").asBoolean()
            || draft.instances().stream().anyMatch(each -> each.options().has("conf"));
    return draft.kind() != Kind.JMX || any
        ? List.of()
        : List.of(
            Problem.warning(
                "jmx-conf",
                "/spec/jmx",
                "no conf says which beans are read: only the JVM's own metrics come",
                "Write initConfig: {conf: [{include: {domain: …}}]}."));
  }

  static List<Problem> urlsHaveNames(CheckDraft draft, Grounds grounds) {
    return draft.instances().stream()
        .filter(each -> draft.isJmx() && each.options().has("jmx_url"))
        .filter(each -> !each.options().has("name"))
        .map(
            each ->
                Problem.error(
                    "required-option",
                    each.pointer(),
                    "an instance with jmx_url needs a name",
                    "Add name."))
        .toList();
  }

  static List<Problem> confIsReadable(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    if (draft.isJmx()) {
      conf(draft.initConfig().path("conf"), "/spec/initConfig/conf", problems);
      for (ConfEntry each : draft.instances()) {
        conf(each.options().path("conf"), each.pointer() + "/conf", problems);
      }
    }
    return problems;
  }

  private static void conf(JsonNode conf, String at, List<Problem> problems) {
    for (int i = 0; conf.isArray() && i < conf.size(); i++) {
      String place = at + "/" + i;
      JsonNode include = conf.get(i).path("include");
      if (!include.isObject()) {
        problems.add(
            Problem.error(
                "jmx-conf",
                place,
                "an entry of conf needs an include that says which beans",
                "Write include: {domain: …, attribute: …}."));
      }
      for (var attribute : include.path("attribute").properties()) {
        String type = attribute.getValue().path("metric_type").asText("gauge");
        if (!TYPES.contains(type)) {
          problems.add(
              Problem.error(
                  "jmx-metric-type",
                  Pointers.member(place + "/include/attribute", attribute.getKey())
                      + "/metric_type",
                  "JMXFetch has no metric_type " + type,
                  "It is one of: " + String.join(", ", TYPES.stream().sorted().toList()) + "."));
        }
      }
    }
  }

  static List<Problem> jarsHaveSources(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < draft.jars().size(); i++) {
      CheckSpec.Jar jar = draft.jars().get(i);
      boolean image = jar.image != null && jar.image.reference != null && jar.image.path != null;
      if (CheckDraft.entry(jar).isPresent() == image) {
        problems.add(
            Problem.error(
                "jar-source",
                draft.jarPointer(i),
                image ? "two places are given for one jar" : "nothing says where the jar is",
                "Write configMap: {name: …, key: …} or image: {reference: …, path: …}."));
      }
    }
    return problems;
  }

  static List<Problem> jarsAreThere(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; grounds.content() != null && i < draft.jars().size(); i++) {
      Optional<ConfigMapEntry> entry = CheckDraft.entry(draft.jars().get(i));
      String at = draft.jarPointer(i) + "/configMap/key";
      entry.ifPresent(each -> jar(each, grounds.content().get(each), at).ifPresent(problems::add));
    }
    return problems;
  }

  private static Optional<Problem> jar(ConfigMapEntry entry, byte[] jar, String at) {
    if (jar == null) {
      String remedy = "Make it with kubectl create configmap NAME --from-file.";
      return Optional.of(entry.missing(at, remedy));
    }
    if (jar.length < 4 || jar[0] != 'P' || jar[1] != 'K') {
      String remedy = "Put the jar itself into binaryData, in Base64.";
      return Optional.of(Problem.error("jar-unreadable", at, entry + " is no jar", remedy));
    }
    if (jar.length > LARGEST) {
      return Optional.of(
          Problem.error(
              "jar-too-large",
              at,
              "%s has %d KiB, and a ConfigMap holds 1024".formatted(entry, jar.length >> 10),
              "Take it from an image: jars: [{image: {reference: …, path: …}}]."));
    }
    return jar.length <= LARGEST_APPLIED
        ? Optional.empty()
        : Optional.of(
            Problem.warning(
                "jar-too-large",
                at,
                "%s has %d KiB, and kubectl apply stops at 192".formatted(entry, jar.length >> 10),
                "Apply its ConfigMap with --server-side, or take the jar from an image."));
  }
}
