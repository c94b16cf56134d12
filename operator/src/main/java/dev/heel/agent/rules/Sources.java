package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfigMapEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The code that a check brings. */
public final class Sources {
  private Sources() {}

  /**
   * The Python module, in UTF-8 with a line end at its end; empty if the check brings none or it is
   * not at hand.
   *
   * @param content null counts as nothing
   */
  public static Optional<byte[]> python(CheckDraft draft, Map<ConfigMapEntry, byte[]> content) {
    if (draft.spec().python != null) {
      String source = draft.spec().python;
      String ended = source.endsWith("\n") ? source : source + "\n";
      return Optional.of(ended.getBytes(StandardCharsets.UTF_8));
    }
    return draft.pythonEntry().map(entry -> content == null ? null : content.get(entry));
  }
}
