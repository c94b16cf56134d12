package dev.heel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.References;
import dev.heel.engine.Scope;
import dev.heel.engine.Scope.Resolved;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reading of resources and what surrounds them, as tests of kinds need it. */
public final class Samples {
  public static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  /** The project's root. */
  public static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  public static <R> R read(Path file, Class<R> type) {
    try {
      return Serialization.unmarshal(Files.readString(file), type);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  public static JsonNode tree(Path file) {
    return read(file, JsonNode.class);
  }

  /** A scope in which everything that a resource names is there. */
  public static Scope scope(ApiResource resource, Draft draft) {
    String namespace = resource.getMetadata().getNamespace();
    Map<Target, Resolved> references = new LinkedHashMap<>();
    for (References.Mention mention : References.in(draft.body())) {
      if (mention.isObject()) {
        String id = Integer.toString(7000 + references.size());
        references.putIfAbsent(
            mention.target(namespace), new Resolved(id, "https://app.example.com/" + id));
      }
    }
    Owner owner = new Owner("prod-eu-1", namespace, resource.getMetadata().getName());
    return new Scope(owner, references, Instant.EPOCH);
  }

  public static <R extends ApiResource> Draft draft(ApiKind<R> kind, R resource) {
    return kind.draft(resource, Draft.inline(resource));
  }

  public static <R extends ApiResource> JsonNode desired(ApiKind<R> kind, R resource) {
    Draft draft = draft(kind, resource);
    return kind.desired(draft, scope(resource, draft));
  }
}
