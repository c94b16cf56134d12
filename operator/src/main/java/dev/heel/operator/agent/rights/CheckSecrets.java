package dev.heel.operator.agent.rights;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.check.Leaf;
import dev.heel.kinds.Kinds;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.cluster.Secrets;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.wake.Referrers;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reference.Target;
import dev.heel.resource.SecretMention;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The Secrets that a check names: whether they are there, and who may read them. */
public final class CheckSecrets {
  private final Secrets secrets;
  private final Referrers referrers;
  private final SecretRoles roles;

  public CheckSecrets(Secrets secrets, Referrers referrers, SecretRoles roles) {
    this.secrets = secrets;
    this.referrers = referrers;
    this.roles = roles;
  }

  /** The check is gone. */
  public void forget(NamespacedName check) {
    referrers.refer(Kinds.CHECK.target(check), Set.of());
  }

  /** A Secret that may be read and is not there, as a sentence. */
  public Optional<String> missing(CheckDraft draft) {
    Set<Target> targets =
        names(draft).stream()
            .map(name -> Secrets.target(draft.key().namespace(), name))
            .collect(Collectors.toSet());
    referrers.refer(Kinds.CHECK.target(draft.key()), targets);
    for (Target target : targets) {
      try {
        secrets.read(target);
      } catch (Secrets.UnusableException e) {
        if (!e.isForbidden()) {
          return Optional.of(
              e.getMessage() + ". The check's file is out; it runs as soon as it is.");
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Lets Agents read them.
   *
   * @return what a person must do, if Heel may not; empty if all is well
   */
  public Optional<String> grant(DatadogCheck check, Collection<NamespacedName> agents)
      throws AppliedObjects.TakenException {
    return neverNamedAny(check)
        ? Optional.empty()
        : roles.ensure(check, names(CheckDraft.of(check)), agents);
  }

  /** No Agent runs the check. */
  public void withdraw(DatadogCheck check) {
    if (!neverNamedAny(check)) {
      roles.withdraw(check);
    }
  }

  /** In its first generation, a check that names no Secret was never given any. */
  private static boolean neverNamedAny(DatadogCheck check) {
    return Conditions.generation(check) <= 1 && names(CheckDraft.of(check)).isEmpty();
  }

  private static SortedSet<String> names(CheckDraft draft) {
    return draft.leaves().stream()
        .map(Leaf::text)
        .filter(Objects::nonNull)
        .map(SecretMention::of)
        .flatMap(Optional::stream)
        .map(SecretMention::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
