package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Scope;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Whereabouts;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.api.resource.SecretValues;
import dev.heel.operator.cluster.Definitions;
import dev.heel.operator.cluster.Secrets;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.ProblemText;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a pass needs before it looks at Datadog; whatever is missing or wrong ends the pass with
 * a sentence.
 */
final class Resolution<R extends ApiResource> {
  private static final Duration FORBIDDEN_AGAIN = Duration.ofMinutes(1);

  private final ResourceInPass<R> work;
  private final Resolutions parts;
  private final Set<Target> targets = new HashSet<>();

  Resolution(ResourceInPass<R> work, Resolutions parts) {
    this.work = work;
    this.parts = parts;
  }

  /** The fields that every kind has. */
  ApiSpec common() throws Halt {
    SpecReader.Read<ApiSpec> read = SpecReader.read(work.resource().getSpec(), ApiSpec.class);
    if (!read.problems().isEmpty()) {
      throw invalid(read.problems());
    }
    return read.value();
  }

  /** The account at work, usable and allowed. */
  Account account(ApiSpec spec) throws Halt {
    NamespacedName name =
        parts.access().accounts().choose(work.resource(), spec.accountRef).orElseThrow();
    announce(
        parts.access().accounts().considered(work.resource(), spec.accountRef).stream()
            .map(Kinds.ACCOUNT::target)
            .collect(Collectors.toSet()));
    DatadogAccount resource =
        parts.access().accounts().resource(name).orElseThrow(() -> noAccount(name, spec));
    AccountSpec accountSpec = SpecReader.read(resource.getSpec(), AccountSpec.class).value();
    if (!parts
        .access()
        .namespaces()
        .allows(name, accountSpec.allowedNamespaces, work.namespace())) {
      throw notAllowed(name);
    }
    Account account = parts.access().accounts().at(name);
    if (!account.state().isUsable()) {
      throw notReady(account);
    }
    return account;
  }

  /**
   * The content of definition or definitionFrom; null if the spec has neither. Where it has both,
   * the checks of the draft say so.
   */
  JsonNode definition(ApiSpec spec) throws Halt {
    if (spec.definition != null || spec.definitionFrom == null) {
      return spec.definition;
    }
    announce(Set.of(Definitions.target(work.namespace(), spec.definitionFrom.configMapKeyRef)));
    try {
      return parts
          .contents()
          .definitions()
          .read(work.namespace(), spec.definitionFrom.configMapKeyRef);
    } catch (Definitions.UnusableException e) {
      throw unusable(e);
    }
  }

  /** Ends the pass if the resource contradicts itself. */
  void check(Draft draft) throws Halt {
    List<Problem> errors =
        work.controller().problems(draft).stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
  }

  /** What the body depends on, with every reference resolved. */
  Scope scope(Draft draft) throws Halt {
    List<Reference> references = work.kind().references(draft);
    refer(references.stream().map(Reference::target).collect(Collectors.toSet()));
    rememberSoFar();
    Optional<List<Target>> cycle = parts.referrers().cycle(work.target());
    if (cycle.isPresent()) {
      throw cyclic(cycle.get());
    }
    Map<Target, Scope.Resolved> resolved = new HashMap<>();
    for (Reference reference : references) {
      resolved.put(reference.target(), resolve(reference));
    }
    return new Scope(work.owner(), resolved, work.now());
  }

  /** The secrets that stand in a body; ends the pass if one is not there. */
  SecretValues secrets(JsonNode desired) throws Halt {
    try {
      return new NamedSecrets(parts.contents().secrets(), work.namespace(), targets::add)
          .in(desired);
    } catch (Secrets.UnusableException e) {
      throw noSecret(e);
    }
  }

  private Halt noSecret(Secrets.UnusableException problem) {
    String goesOn =
        problem.isForbidden()
            ? "Heel tries again in a minute. " + problem.remedy()
            : "Continues as soon as it is there.";
    Outcome<ApiStatus> outcome =
        Outcome.of(
                Reason.WaitingForReference,
                problem.getMessage() + ". Nothing was sent to Datadog. " + goesOn,
                work.status())
            .waitingFor("Waiting for a Secret.");
    return new Halt(problem.isForbidden() ? outcome.again(FORBIDDEN_AGAIN) : outcome);
  }

  private Scope.Resolved resolve(Reference reference) throws Halt {
    Target target = reference.target();
    KindController<?> controller = parts.controllers().of(target.kind());
    Optional<? extends ApiResource> other = parts.controllers().find(target);
    ApiStatus status =
        other
            .map(each -> TrustedStatus.of(controller.kind(), each, work.now()))
            .orElse(ApiStatus.NONE);
    if (status.id() == null || status.creating() != null) {
      throw unresolved(reference, other.isPresent());
    }
    return new Scope.Resolved(status.id(), status.url());
  }

  private void refer(Set<Target> more) {
    targets.addAll(more);
  }

  /**
   * Keeps what the resource refers to beside all that it referred to before, and does so before any
   * of it is read: what changes while the pass goes on wakes the resource once more.
   */
  private void announce(Set<Target> more) {
    refer(more);
    Set<Target> soFar = new HashSet<>(parts.referrers().from(work.target()));
    soFar.addAll(targets);
    parts.referrers().refer(work.target(), soFar);
  }

  /** Keeps what the resource refers to, so that it is woken when that changes. */
  void remember() {
    parts.referrers().refer(work.target(), targets);
  }

  /**
   * Which Secrets are named is seen in the body; until it is made, the watches of those before go
   * on.
   */
  private void rememberSoFar() {
    Set<Target> soFar = new HashSet<>(targets);
    parts.referrers().from(work.target()).stream().filter(Secrets::isSecret).forEach(soFar::add);
    parts.referrers().refer(work.target(), soFar);
  }

  private Halt invalid(List<Problem> problems) {
    String kept =
        work.status().id() == null
            ? "Nothing was sent to Datadog."
            : work.subject(work.status().id()) + " stays as it was.";
    return new Halt(
        Outcome.of(Reason.Invalid, ProblemText.of(problems) + " " + kept, work.status())
            .waitingFor("Waiting for a new spec."));
  }

  private Halt noAccount(NamespacedName name, ApiSpec spec) {
    String remedy =
        spec.accountRef != null
            ? "Correct spec.accountRef or make the account"
            : "Make it, set spec.accountRef, or start the operator with --default-account";
    return new Halt(
        Outcome.of(
                Reason.WaitingForAccount,
                "No DatadogAccount %s. %s; continues as soon as it exists.".formatted(name, remedy),
                work.status())
            .waitingFor("Waiting for DatadogAccount " + name + "."));
  }

  private Halt notAllowed(NamespacedName name) {
    return new Halt(
        Outcome.of(
            Reason.NotAllowed,
            ("DatadogAccount %s does not allow namespace %s (its spec.allowedNamespaces)."
                    + " Ask its owner to allow it, or use another account.")
                .formatted(name, work.namespace()),
            work.status()));
  }

  private Halt notReady(Account account) {
    return new Halt(
        Outcome.of(
                Reason.WaitingForAccount,
                "DatadogAccount %s is not ready: %s"
                    .formatted(account.name(), account.state().message()),
                new Whereabouts(account).kept(work.status()))
            .waitingFor("Waiting for DatadogAccount " + account.name() + ".")
            .quietly(account.state().reason() == Reason.Progressing));
  }

  private Halt unusable(Definitions.UnusableException problem) {
    Reason reason = problem.isMissing() ? Reason.WaitingForReference : Reason.Invalid;
    String more =
        problem.isMissing()
            ? " (in spec.definitionFrom). Nothing was sent to Datadog; continues as soon as it"
                + " exists."
            : " (in spec.definitionFrom). Fix it; Heel tries again when it changes.";
    return new Halt(Outcome.of(reason, problem.getMessage() + more, work.status()));
  }

  private Halt unresolved(Reference reference, boolean exists) {
    Target target = reference.target();
    String field = Problem.Place.of(reference.pointer()).field();
    String what = exists ? target + " has no object in Datadog yet" : "No " + target;
    String message =
        what + " (in " + field + "). Nothing was sent to Datadog; continues as soon as it exists.";
    Outcome<ApiStatus> outcome =
        Outcome.of(Reason.WaitingForReference, message, work.status())
            .waitingFor("Waiting for " + target + ".");
    return new Halt(
        exists ? outcome.telling(Happening.normal("WaitingForReference", message)) : outcome);
  }

  private Halt cyclic(List<Target> cycle) {
    String circle = cycle.stream().map(Target::toString).collect(Collectors.joining(" -> "));
    return new Halt(
        Outcome.of(
            Reason.ReferenceCycle,
            "References go in a circle: " + circle + ". Take one of them out.",
            work.status()));
  }
}
