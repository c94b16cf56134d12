package dev.heel.engine;

import dev.heel.engine.api.Routes;
import dev.heel.engine.compare.Comparison;
import dev.heel.engine.identity.Identity;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a kind is, as data: the custom resource, the object in Datadog that is made of it, and how
 * the API treats that object.
 *
 * @param type the custom resource's class; its simple name is the kind's name
 * @param spec the typed class of its spec, from which the CRD's schema is made
 * @param noun Datadog's own word for the object in a sentence, in lower case: {@code monitor}
 * @param routes where and how the API is called
 * @param identity how an object is found again as ours
 * @param comparison what the server adds and what it takes for granted
 * @param nameField JSON pointer of the field that says the resource's name where the body says
 *     none; null if there is no such field
 * @param immutable JSON pointers whose change cannot be sent as an update: the object is made anew
 * @param checks what is required of a resource beyond its schema and beyond {@link CommonChecks}
 */
public record ObjectType<R extends ApiResource>(
    Class<R> type,
    Class<? extends ApiSpec> spec,
    String noun,
    Routes routes,
    Identity identity,
    Comparison comparison,
    String nameField,
    Set<String> immutable,
    List<Check> checks) {

  public ObjectType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(noun, "noun");
    Objects.requireNonNull(routes, "routes");
    Objects.requireNonNull(identity, "identity");
  }

  /** What the rest is added to. Routes and identity must be; all else has a default. */
  public static <R extends ApiResource> Builder<R> of(
      Class<R> type, Class<? extends ApiSpec> spec, String noun) {
    return new Builder<>(type, spec, noun);
  }

  /** An {@link ObjectType} that is being put together. */
  public static final class Builder<R extends ApiResource> {
    private final Class<R> type;
    private final Class<? extends ApiSpec> spec;
    private final String noun;
    private Routes routes;
    private Identity identity;
    private Comparison comparison = new Comparison(Set.of(), Map.of());
    private String nameField;
    private Set<String> immutable = Set.of();
    private List<Check> checks = List.of();

    private Builder(Class<R> type, Class<? extends ApiSpec> spec, String noun) {
      this.type = type;
      this.spec = spec;
      this.noun = noun;
    }

    public Builder<R> routes(Routes value) {
      routes = value;
      return this;
    }

    public Builder<R> identity(Identity value) {
      identity = value;
      return this;
    }

    public Builder<R> comparison(Comparison value) {
      comparison = value;
      return this;
    }

    public Builder<R> nameField(String pointer) {
      nameField = pointer;
      return this;
    }

    public Builder<R> immutable(String... pointers) {
      immutable = Set.of(pointers);
      return this;
    }

    public Builder<R> checks(List<Check> all) {
      checks = List.copyOf(all);
      return this;
    }

    /**
     * @throws NullPointerException if the routes or the identity are missing
     */
    public ObjectType<R> build() {
      return new ObjectType<>(
          type, spec, noun, routes, identity, comparison, nameField, immutable, checks);
    }
  }
}
