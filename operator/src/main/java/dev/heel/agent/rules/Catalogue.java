package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.integrations.Integration;
import dev.heel.agent.integrations.Integrations;
import dev.heel.agent.integrations.Option;
import java.util.List;
import java.util.Optional;

/** What the catalogue says of one check. */
final class Catalogue {
  private static final String INIT = "/spec/initConfig/";
  private static final String INSTANCES = "/spec/instances/";

  private Catalogue() {}

  /** The integration that a check is; a JMX check of any name takes what JMX checks take. */
  static Optional<Integration> of(CheckDraft draft) {
    if (draft.kind() == Kind.PYTHON) {
      return Optional.empty();
    }
    Optional<Integration> known =
        draft.kind() == Kind.INTEGRATION ? Integrations.find(draft.name()) : Optional.empty();
    return known.isEmpty() && draft.isJmx() ? Optional.of(Integrations.jmx(draft.name())) : known;
  }

  /** The option of a place, as a JSON pointer into the resource. */
  static Optional<Option> at(CheckDraft draft, String pointer) {
    Optional<Integration> known = of(draft);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (pointer.startsWith(INIT)) {
      return at(known.get().init(), pointer.substring(INIT.length()));
    }
    int slash = pointer.indexOf('/', INSTANCES.length());
    return pointer.startsWith(INSTANCES) && slash > 0
        ? at(known.get().instance(), pointer.substring(slash + 1))
        : Optional.empty();
  }

  private static Optional<Option> at(List<Option> options, String path) {
    String[] parts = path.split("/", 2);
    Optional<Option> option = Integration.find(options, parts[0]);
    return parts.length == 1 || option.isEmpty() || option.get().options() == null
        ? option
        : at(option.get().options(), parts[1]);
  }
}
