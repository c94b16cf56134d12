package dev.heel.operator.api;

import dev.heel.engine.identity.Identity;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.kinds.account.Consent;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.Policies;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
  private final Owners owners;
  private final Supplier<Optional<Consent.Refusal>> refusal;
  private final ClaimWords words;

  /** What became of the resources that may have an object. */
  interface Owners {
    /** Of the one that a marker of this cluster names. */
    OwnerLookup.Answer of(String key);

    /** Of one by its name. */
    OwnerLookup.Answer one(String namespace, String name);
  }

  /**
   * @param refusal why the account's owner does not let the namespace adopt; empty if it may
   */
  Claim(
      ResourceInPass<R> work,
      Account account,
      Owners owners,
      Supplier<Optional<Consent.Refusal>> refusal) {
    this.work = work;
    this.account = account;
    this.whereabouts = new Whereabouts(account);
    this.owners = owners;
    this.refusal = refusal;
    this.words = new ClaimWords(work);
  }

  /** The outcome if the resource may not have the object; empty if it may. */
  Optional<Outcome<ApiStatus>> refused(ObservedObject found, ApiSpec spec) {
    Set<String> marked = found.owners();
    if (work.kind().identity() instanceof Identity.NaturalKey) {
      return rival(found, spec).flatMap(answer -> another(found, spec, answer));
    }
    if (marked.isEmpty()) {
      return unmarked(found, spec);
    }
    if (marked.equals(Set.of(work.ownerKey()))) {
      return Optional.empty();
    }
    String owner = marked.iterator().next();
    if (marked.size() > 1) {
      return applied(words.several(found, marked));
    }
    return work.lineage().isHere(owner)
        ? another(found, spec, owners.of(owner))
        : applied(words.elsewhere(found, owner));
  }

  /**
   * Whoever sees it carry no marker may have found it by an id that somebody wrote. It is ours if
   * this process saw our marker on it, or if the namespace may adopt it anyway.
   */
  private Optional<Outcome<ApiStatus>> unmarked(ObservedObject found, ApiSpec spec) {
    boolean adopting = Policies.adoption(spec, work.status()) != Adoption.NONE;
    return adopting || work.controller().holds(work.id(), found.id())
        ? Optional.empty()
        : refusal.get().map(why -> notGranted(words.unmarked(found, why)));
  }

  private Optional<Outcome<ApiStatus>> another(
      ObservedObject found, ApiSpec spec, OwnerLookup.Answer owner) {
    if (owner.isThere() && !owner.letsGo(work.owner())) {
      return applied(words.living(found, owner));
    }
    if (!takesOver(found, spec)) {
      return applied(words.free(found, owner));
    }
    return refusal.get().map(why -> notGranted(why.sentence()));
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
        .map(other -> owners.one(other.getNamespace(), other.getName()))
        .filter(answer -> answer.isThere() && !answer.letsGo(work.owner()))
        .findFirst();
  }

  private Outcome<ApiStatus> notGranted(String message) {
    return Outcome.of(Reason.NotGranted, message, work.status())
        .waitingFor("Waiting for the account's owner.");
  }

  private Optional<Outcome<ApiStatus>> applied(String message) {
    ApiStatus facts =
        work.status().edit().drift(null, null).account(account.name().toString()).build();
    return Optional.of(
        Outcome.of(Reason.OwnedByAnother, message, facts)
            .waitingFor("Waiting for the owner of the " + work.kind().noun() + ".")
            .again(LOOK_AGAIN));
  }
}
