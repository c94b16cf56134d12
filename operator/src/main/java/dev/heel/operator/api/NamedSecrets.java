package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.References;
import dev.heel.operator.api.resource.SecretValues;
import dev.heel.operator.cluster.Secrets;
import dev.heel.resource.ApiStatus.UsedSecret;
import dev.heel.resource.Reference.Target;
import dev.heel.resource.SecretMention;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The Secrets that a body names as {@code $(secret/NAME/KEY)}, read for one pass. */
final class NamedSecrets {
  private final Secrets secrets;
  private final String namespace;
  private final Consumer<Target> named;

  /**
   * @param named hears of each Secret before it is read, so that the resource is woken when it
   *     appears or changes
   */
  NamedSecrets(Secrets secrets, String namespace, Consumer<Target> named) {
    this.secrets = secrets;
    this.namespace = namespace;
    this.named = named;
  }

  /**
   * All that stand in a body.
   *
   * @throws Secrets.UnusableException if one is not there, has no such key, or may not be read
   */
  SecretValues in(JsonNode body) throws Secrets.UnusableException {
    List<References.Mention> mentions =
        References.in(body).stream()
            .filter(mention -> mention.form() == References.Form.SECRET)
            .toList();
    if (mentions.isEmpty()) {
      return SecretValues.NONE;
    }
    Map<String, Secret> read = new TreeMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (References.Mention mention : mentions) {
      values.put(mention.text(), value(mention, read));
    }
    return new SecretValues(values, read.entrySet().stream().map(NamedSecrets::used).toList());
  }

  private String value(References.Mention mention, Map<String, Secret> read)
      throws Secrets.UnusableException {
    Optional<SecretMention> known = SecretMention.of(mention.text());
    if (known.isEmpty()) {
      throw new Secrets.UnusableException(
          mention.text() + " names no Secret and key: write $(secret/NAME/KEY)");
    }
    String name = known.get().name();
    Target target = Secrets.target(namespace, name);
    named.accept(target);
    if (!read.containsKey(name)) {
      read.put(name, secrets.read(target));
    }
    return Secrets.entry(read.get(name), known.get().key());
  }

  private static UsedSecret used(Map.Entry<String, Secret> read) {
    ObjectMeta metadata = read.getValue().getMetadata();
    return new UsedSecret(read.getKey(), metadata.getUid(), metadata.getResourceVersion());
  }
}
