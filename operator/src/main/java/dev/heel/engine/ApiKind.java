package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.api.Routes;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.compare.Change;
import dev.heel.engine.compare.Comparison;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.engine.problem.MostWarnings;
import dev.heel.engine.problem.RuleFault;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.SpecBounds;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.Column;
import dev.heel.resource.Kind;
import dev.heel.resource.Permission;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of object in Datadog and the custom resource that it is made of: what it is ({@link
 * ObjectType}), how its body is made and compared ({@link BodyMapping}), how it lives ({@link
 * ObjectLife}). It is data and pure functions: it never sees finalizers, conditions, events,
 * clients or clocks, and the same value may be used by many threads. All that a plain kind says is
 * its type.
 *
 * <p>Example: DatadogMonitor's kind says that a monitor is made by POST /api/v1/monitor, is found
 * again by two tags, and that {@code metric alert} and {@code query alert} are the same type;
 * everything else is the engine's.
 *
 * @param <R> the custom resource
 */
public interface ApiKind<R extends ApiResource> extends Kind<R>, BodyMapping, ObjectLife {
  /** The column with the id of the object in Datadog. */
  Column ID = Column.text("ID", ".status.id");

  /** What it is. */
  ObjectType<R> object();

  /** {@link ObjectType#type}. */
  @Override
  default Class<R> type() {
    return object().type();
  }

  /** {@link ObjectType#noun}. */
  @Override
  default String noun() {
    return object().noun();
  }

  /** {@link ObjectType#routes}. */
  default Routes routes() {
    return object().routes();
  }

  /** {@link ObjectType#identity}. */
  default Identity identity() {
    return object().identity();
  }

  /** {@link ObjectType#comparison}. */
  default Comparison comparison() {
    return object().comparison();
  }

  /** {@link ObjectType#spec}. */
  default Class<? extends ApiSpec> spec() {
    return object().spec();
  }

  /**
   * The whole body to send: the draft's without what is the server's, references replaced, shaped
   * by the kind, with a name and with the owner's marker. Called only when {@link #problems} found
   * no error and every reference is in the scope. Pure: equal arguments give equal trees.
   */
  default ObjectNode desired(Draft draft, Scope scope) {
    ObjectNode body = References.replaced(draft.body(), scope);
    Rendering.removeServersOwn(body, comparison());
    ObjectNode shaped = shaped(body, scope);
    Rendering.name(shaped, object().nameField(), scope.owner().name());
    return identity().mark(shaped, scope.owner());
  }

  /**
   * Whether a change cannot be sent as an update of what is found: {@link ObjectType#immutable} or
   * worse.
   */
  default boolean needsReplacement(Change change, JsonNode found) {
    return object().immutable().stream().anyMatch(p -> Pointers.covers(p, change.pointer()));
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
   * Problems of a draft: what every kind requires, then this one's checks, then what Datadog's
   * models say where neither spoke, in order, without the warnings that {@link
   * IgnoredRules#ANNOTATION} silences. All of them, each once for a value: whoever shows fewer cuts
   * by {@link MostWarnings}.
   *
   * @param referable names of the kinds whose objects {@code $(KIND/NAME)} may name
   */
  default List<Problem> problems(Draft draft, Set<String> referable) {
    Optional<Problem> leftOut = SpecBounds.problem(draft.resource().getSpec());
    if (leftOut.isPresent()) {
      return List.of(leftOut.get());
    }
    List<Problem> own =
        Stream.concat(CommonChecks.of(this, referable).stream(), object().checks().stream())
            .flatMap(check -> guarded(check, draft).stream())
            .toList();
    List<Problem> modelled = guarded(each -> ModelChecks.bodyIsAsModelled(each, this, own), draft);
    Set<List<String>> told = new HashSet<>();
    List<Problem> all =
        Stream.concat(own.stream(), modelled.stream())
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
   * those that one of the concerned silences. Total, as {@link Check}s are.
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

  @Override
  default List<Column> ownColumns() {
    return List.of(ID);
  }

  @Override
  default List<Column> wideColumns() {
    return List.of(
        Column.text("ACCOUNT", ".status.account").onlyWide(),
        Column.text("URL", ".status.url").onlyWide());
  }
}
