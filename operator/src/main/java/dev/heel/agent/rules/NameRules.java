package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.integrations.Integrations;
import dev.heel.agent.integrations.Modules;
import dev.heel.engine.read.Nearest;
import dev.heel.resource.Forms;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A check's name is that of its module, and the Agent looks for modules in its own packages first
 * (datadog-agent, pkg/collector/python/loader.go; checks.d comes last on the path).
 */
final class NameRules {
  /** Names that people know and the Agent does not. */
  private static final Map<String, String> KNOWN_AS =
      Map.ofEntries(
          Map.entry("redis", "redisdb"),
          Map.entry("postgresql", "postgres"),
          Map.entry("mariadb", "mysql"),
          Map.entry("mongodb", "mongo"),
          Map.entry("elasticsearch", "elastic"),
          Map.entry("http", "http_check"),
          Map.entry("tcp", "tcp_check"),
          Map.entry("zookeeper", "zk"),
          Map.entry("memcached", "mcache"),
          Map.entry("java", "jmx"),
          Map.entry("k8s", "kubelet"));

  private NameRules() {}

  static List<Problem> nameIsModule(CheckDraft draft, Grounds grounds) {
    return draft.name().matches(Forms.CHECK_NAME)
        ? List.of()
        : List.of(
            Problem.error(
                "check-name",
                draft.namePointer(),
                "%s is no name of a check: it is a Python module's".formatted(draft.name()),
                "Set spec.checkName: small letters, digits and _, no digit first."));
  }

  static List<Problem> nameIsIntegrations(CheckDraft draft, Grounds grounds) {
    return draft.kind() != Kind.INTEGRATION
            || draft.spec().integration == null
            || draft.name().equals(draft.spec().integration)
        ? List.of()
        : List.of(
            Problem.error(
                "check-name-integration",
                "/spec/checkName",
                "an integration runs under its own name, " + draft.spec().integration,
                "Remove checkName; to tell the instances apart, use tags."));
  }

  static List<Problem> nameIsFree(CheckDraft draft, Grounds grounds) {
    if (draft.kind() == Kind.INTEGRATION) {
      return List.of();
    }
    boolean python = draft.kind() == Kind.PYTHON;
    return Stream.of(Modules.values())
        .filter(each -> python || each == Modules.BUNDLED)
        .filter(each -> each.has(draft.name()))
        .filter(each -> python || !Integrations.isJmx(draft.name()))
        .limit(1)
        .map(
            modules ->
                Problem.error(
                    "check-name-shadowed",
                    draft.namePointer(),
                    "%s is %s, and the Agent loads that in place of this check"
                        .formatted(draft.name(), modules.words()),
                    "Choose another checkName, such as custom_%s.".formatted(draft.name())))
        .toList();
  }

  /** What the catalogue lacks cannot be checked; what the Agent lacks cannot run. */
  static List<Problem> integrationIsKnown(CheckDraft draft, Grounds grounds) {
    String name = draft.spec().integration;
    if (name == null || Integrations.find(name).isPresent()) {
      return List.of();
    }
    Optional<String> meant =
        Optional.ofNullable(KNOWN_AS.get(name)).or(() -> Nearest.to(name, Integrations.names()));
    boolean bundled = Modules.BUNDLED.has(name);
    if (!bundled && meant.isPresent()) {
      String message = "the Agent brings no check %s; did you mean %s?";
      return List.of(unknown(message.formatted(name, meant.get()), true));
    }
    if (!grounds.mayBringCode()) {
      return List.of(
          Problems.notAllowed(
              "/spec/integration",
              "Heel does not know what the options of %s read of the Agent".formatted(name)));
    }
    String message =
        bundled ? "Heel has no catalogue of %s" : "the Agent brings no check %s that Heel knows of";
    return List.of(unknown(message.formatted(name), false));
  }

  private static Problem unknown(String message, boolean error) {
    String rule = "unknown-integration";
    String at = "/spec/integration";
    return error
        ? Problem.error(rule, at, message, "")
        : Problem.warning(rule, at, message, "Its options go out unchecked.");
  }
}
