package dev.heel.agent.files;

import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.resource.NamespacedName;
import java.util.Map;

/**
 * A check of a namespace whose checks the Agent runs.
 *
 * @param mayBringCode whether the Agent's codeNamespaces cover its namespace: only then may it
 *     bring Python or jars, read the Agent's own files and environment, or run what the catalogue
 *     does not know
 * @param content what {@link dev.heel.agent.check.CheckDraft#entries} names, as bytes; what is not
 *     there is missing. Null where nobody looked, since it may bring no code
 * @param targets what there is in its namespace
 */
public record AdmittedCheck(
    DatadogCheck check,
    boolean mayBringCode,
    Map<ConfigMapEntry, byte[]> content,
    TargetFacts targets) {

  public NamespacedName key() {
    return NamespacedName.of(check);
  }
}
