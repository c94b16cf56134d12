package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.integrations.Integration;
import dev.heel.agent.integrations.Integrations;
import dev.heel.agent.integrations.Option;
import java.util.List;
import java.util.Optional;

/** Gives options the names that Datadog has for them today. */
final class Spelling {
  private Spelling() {}

  static ObjectNode ofInit(CheckDraft draft) {
    ObjectNode init = draft.initConfig().deepCopy();
    catalogue(draft).ifPresent(known -> rename(init, known.init()));
    return init;
  }

  static ObjectNode ofInstance(CheckDraft draft, JsonNode instance) {
    ObjectNode copy = instance.deepCopy();
    catalogue(draft).ifPresent(known -> rename(copy, known.instance()));
    return copy;
  }

  private static Optional<Integration> catalogue(CheckDraft draft) {
    return draft.kind() == CheckDraft.Kind.INTEGRATION
        ? Integrations.find(draft.name())
        : Optional.empty();
  }

  /** An option that has both names keeps today's, as the integrations themselves do. */
  private static void rename(ObjectNode tree, List<Option> options) {
    for (Option option : options) {
      for (String old : option.formerly()) {
        JsonNode value = tree.remove(old);
        if (value != null && !tree.has(option.name())) {
          tree.set(option.name(), value);
        }
      }
      if (option.options() != null && tree.get(option.name()) instanceof ObjectNode inner) {
        rename(inner, option.options());
      }
    }
  }
}
