package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Permission;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Reference;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One kind of object in Datadog and the custom resource that it is made of. An adapter is data and
 * pure functions: it never sees finalizers, conditions, events, clients or clocks, and the same
 * value may be used by many threads.
 *
 * <p>Example: DatadogMonitor's adapter says that a monitor is made by POST /api/v1/monitor, is
 * found again by two tags, and that {@code metric alert} and {@code query alert} are the same type;
 * everything else is the engine's.
 *
 * @param <R> the custom resource
 */
public interface ApiKind<R extends ApiResource> {
  /** The custom resource's class; its simple name is the kind's name. */
  Class<R> type();

  /** Datadog's own word for the object in a sentence, in lower case: {@code monitor}. */
  String noun();

  /** Where and how the API is called. */
  Routes routes();

  /** How an object is found again as ours. */
  Identity identity();

  /** What the server adds and what it takes for granted. */
  Comparison comparison();

  /** The typed class of its spec, from which the CRD's schema is made. */
  Class<? extends ApiSpec> spec();

  /**
   * What this kind requires of a resource beyond its schema and beyond {@link CommonChecks}. Errors
   * keep it from being sent; warnings become events. Each is total: any tree that JSON can hold is
   * answered with problems, never with an exception.
   */
  List<Check> checks();

  /**
   * The whole body to send: the definition, the typed fields over it, references replaced, the
   * kind's defaults, the owner's marker. Called only when {@link #problems} found no error and
   * every reference is in the scope. Pure: equal arguments give equal trees.
   */
  JsonNode desired(R resource, Scope scope);

  /**
   * Whether a secret may stand there, because Datadog never gives the value back.
   *
   * @param pointer JSON pointer into the body
   */
  default boolean secretAllowed(String pointer) {
    return false;
  }

  /**
   * The body with each value in which a secret may stand given to the swap, whole: on the way out
   * {@code $(secret/NAME/KEY)} becomes the secret, on the way in the secret becomes that again, so
   * that nothing between the two ever holds it. A copy; total.
   *
   * @param swap gives back what it does not know
   */
  default JsonNode withSecrets(JsonNode body, UnaryOperator<String> swap) {
    return body;
  }

  /** Whether a found object still counts. */
  Liveness liveness(JsonNode found);

  /** JSON pointers whose change cannot be sent as an update: the object is made anew. */
  Set<String> immutable();

  /** Whether a change cannot be sent as an update of what is found: {@link #immutable} or worse. */
  default boolean needsReplacement(Change change, JsonNode found) {
    return immutable().stream().anyMatch(p -> Pointers.covers(p, change.pointer()));
  }

  /** Whether what is wanted lies wholly in the past, so that it is not made any more. */
  default boolean isOver(JsonNode desired, Instant now) {
    return false;
  }

  /**
   * Whether two values at a pointer mean the same to Datadog although they are not equal, because
   * the server rewrites one into the other. Symmetric, and true for equal values is not required.
   *
   * @param pointer JSON pointer into the body, such as {@code /tags}
   */
  boolean same(String pointer, JsonNode a, JsonNode b);

  /** What Datadog says of the object's life, for the status. */
  Report report(JsonNode found);

  /**
   * The desired body with what only the found object can say: ids that Datadog gave to its parts,
   * so that links to them keep working, or a date that is as good as the one of today. It is what
   * is compared and sent; {@link #desired} is what is remembered. Total, and neither argument is
   * changed.
   *
   * <p>Example: a dashboard's widget carries the id of the widget of the same title that is there.
   */
  default JsonNode carried(JsonNode desired, JsonNode found) {
    return desired;
  }

  /**
   * The desired body without what passes by itself, such as the date on which a weekly window next
   * opens: equal for an equal resource at any time. What was sent last is remembered as its hash.
   */
  default JsonNode lasting(JsonNode desired) {
    return desired;
  }

  /**
   * Whether Datadog itself may have made a difference by leaving out a part of what was sent, such
   * as the handles of users that it does not know. What was sent once is then not sent again.
   */
  default boolean isOmission(Change change) {
    return false;
  }

  /** Hash of what is comparable in a found object; it holds nothing of a secret. */
  default String hash(JsonNode found) {
    return Canonical.comparableHash(found, comparison());
  }

  /**
   * The resource as it is understood before anything of the cluster is known. Never throws.
   *
   * @param definition the content of {@code definition} or {@code definitionFrom}; null if it has
   *     neither or the latter is not at hand: then what it might hold is not missed
   */
  default Draft draft(R resource, JsonNode definition) {
    return Draft.of(resource, spec(), definition);
  }

  /**
   * Problems of a draft: what every kind requires, then this one's checks, in order, without the
   * warnings that {@link IgnoredRules#ANNOTATION} silences. All of them, each once for a value:
   * whoever shows fewer cuts by {@link MostWarnings}.
   */
  default List<Problem> problems(Draft draft) {
    Set<List<String>> told = new HashSet<>();
    List<Problem> all =
        Stream.concat(CommonChecks.of(this).stream(), checks().stream())
            .flatMap(check -> guarded(check, draft).stream())
            .filter(each -> told.add(List.of(each.rule(), each.at().pointer(), each.message())))
            .toList();
    return IgnoredRules.of(draft.resource()).without(all);
  }

  private List<Problem> guarded(Check check, Draft draft) {
    return RuleFault.guarded(
        () -> check.problems(draft), e -> RuleFault.of(draft.target(name()), e));
  }

  /**
   * What a draft asks for that the owner of its account must have granted to its namespace. To
   * adopt counts only while the resource has no object.
   */
  default List<Asked> asks(Draft draft) {
    JsonNode spec = draft.resource().getSpec();
    return spec != null && spec.hasNonNull("adopt")
        ? List.of(new Asked(Permission.Adopt, Place.of("/spec/adopt")))
        : List.of();
  }

  /**
   * What several resources come to together that none of them shows alone; warnings only, without
   * those that one of the concerned silences. Total, as {@link #checks} are.
   *
   * @param all the resources at hand by their kind's name, as they are understood
   */
  default List<Joint> joint(Function<String, List<Draft>> all) {
    return List.of();
  }

  /**
   * Whether what {@link #joint} says of one resource may depend on another of the same namespace,
   * of this kind or of another. Reads the specs as they stand, since it is asked of very many
   * pairs; a yes too many costs time only.
   */
  default boolean mayJoin(R one, ApiResource other) {
    return true;
  }

  /**
   * The other resources that this one names, once for each place; none of itself. Equal drafts give
   * equal lists.
   */
  default List<Reference> references(Draft draft) {
    return draft.references(name());
  }

  /**
   * The id that a body itself says, where a name is the id; empty where Datadog gives one, and for
   * a name that cannot be one.
   */
  default Optional<String> naturalId(JsonNode desired) {
    return identity() instanceof Identity.NaturalKey key
        ? Optional.of(desired.at(key.pointer()).asText("")).filter(routes().ids()::fits)
        : Optional.empty();
  }

  /** The kind's name, such as {@code DatadogMonitor}. */
  default String name() {
    return type().getSimpleName();
  }
}
