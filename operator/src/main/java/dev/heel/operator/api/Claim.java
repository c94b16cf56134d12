package dev.heel.operator.api;

import dev.heel.engine.identity.Identity;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.kinds.account.Consent;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.Policies;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.OwnerLookup;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Permission;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a resource may have an object that it came to. The one question for every way to an
 * object: adoption by id or name, the marker, and the id in the status, which others may have
 * written.
 */
final class Claim<R extends ApiResource> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
  private static final Comparator<ApiResource> AGE =
      Comparator.comparing((ApiResource each) -> each.getMetadata().getCreationTimestamp())
          .thenComparing(each -> each.getMetadata().getNamespace())
          .thenComparing(each -> each.getMetadata().getName());

  private final ResourceInPass<R> work;
  private final Account account;
  private final Whereabouts whereabouts;
  private final AccountGrants<R> granted;
  private final OwnerLookup lookup;
  private final ClaimWords words;

  Claim(ResourceInPass<R> work, Surroundings around, Account account) {
    this.work = work;
    this.account = account;
    this.whereabouts = new Whereabouts(account);
    this.granted = new AccountGrants<>(work, around);
    this.lookup = new OwnerLookup(around.client(), work.lineage().cluster());
    this.words = new ClaimWords(work);
  }

  /** The outcome if the resource may not have the object; empty if it may. */
  Optional<Outcome> refused(ObservedObject found, ApiSpec spec) {
    Set<String> owners = found.owners();
    if (work.kind().identity() instanceof Identity.NaturalKey) {
      return rival(found, spec).flatMap(answer -> another(found, spec, answer));
    }
    if (owners.isEmpty()) {
      return unmarked(found, spec);
    }
    if (owners.equals(Set.of(work.ownerKey()))) {
      return Optional.empty();
    }
    String owner = owners.iterator().next();
    if (owners.size() > 1) {
      return applied(words.several(found, owners));
    }
    return work.lineage().isHere(owner)
        ? another(found, spec, lookup.of(work.kind().type(), owner))
        : applied(words.elsewhere(found, owner));
  }

  /**
   * Whoever sees it carry no marker may have found it by an id that somebody wrote. It is ours if
   * this process saw our marker on it, or if the namespace may adopt it anyway.
   */
  private Optional<Outcome> unmarked(ObservedObject found, ApiSpec spec) {
    boolean adopting = Policies.adoption(spec, work.status()) != Adoption.NONE;
    return adopting || work.controller().holds(work.id(), found.id())
        ? Optional.empty()
        : refusal().map(why -> notGranted(words.unmarked(found, why)));
  }

  private Optional<Outcome> another(ObservedObject found, ApiSpec spec, OwnerLookup.Answer owner) {
    if (owner.isThere() && !owner.letsGo(work.owner())) {
      return applied(words.living(found, owner));
    }
    if (!takesOver(found, spec)) {
      return applied(words.free(found, owner));
    }
    return refusal().map(why -> notGranted(why.sentence()));
  }

  /** Of a resource that has an object, only the very object that it names. */
  private boolean takesOver(ObservedObject found, ApiSpec spec) {
    return spec.adopt != null
        && Boolean.TRUE.equals(spec.adopt.takeOver)
        && (work.status().id() == null
            || found.id().equals(spec.adopt.id)
            || found.id().equals(spec.adopt.name));
  }

  /**
   * Where a name is the id there is no marker: another resource that has it in its status owns it,
   * unless this one had it first. What lets go of it does not count.
   */
  private Optional<OwnerLookup.Answer> rival(ObservedObject found, ApiSpec spec) {
    boolean adopting = Policies.adoption(spec, work.status()) != Adoption.NONE;
    return work.controller()
        .resources()
        .filter(other -> !KindController.id(other).equals(work.id()))
        .filter(other -> whereabouts.isOf(other, found.id()))
        .filter(other -> adopting || AGE.compare(other, work.resource()) < 0)
        .map(other -> other.getMetadata())
        .map(other -> lookup.one(work.kind().type(), other.getNamespace(), other.getName()))
        .filter(answer -> answer.isThere() && !answer.letsGo(work.owner()))
        .findFirst();
  }

  private Optional<Consent.Refusal> refusal() {
    return granted.refusal(Permission.Adopt, account.name());
  }

  private Outcome notGranted(String message) {
    return Outcome.of(Reason.NotGranted, message, work.status())
        .waitingFor("Waiting for the account's owner.");
  }

  private Optional<Outcome> applied(String message) {
    ApiStatus facts =
        work.status().edit().drift(null, null).account(account.name().toString()).build();
    return Optional.of(
        Outcome.of(Reason.OwnedByAnother, message, facts)
            .waitingFor("Waiting for the owner of the " + work.kind().noun() + ".")
            .again(LOOK_AGAIN));
  }
}
