package dev.heel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.resource.HeelResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The CustomResourceDefinitions that the build made, as the program carries them. */
public final class Crds {
  public static final String API_VERSION = HeelResource.GROUP + "/" + HeelResource.VERSION;

  private Crds() {}

  /** All of them, as JSON. */
  public static List<JsonNode> all() {
    return types().map(Crds::read).toList();
  }

  /** The names of Heel's kinds, accounts first. */
  public static List<String> kinds() {
    return types().<String>map(Class::getSimpleName).toList();
  }

  private static Stream<Class<?>> types() {
    return Stream.concat(
        Stream.of(DatadogAccount.class), Kinds.all().stream().map(kind -> kind.type()));
  }

  private static JsonNode read(Class<?> type) {
    @SuppressWarnings("unchecked")
    String name = CustomResource.getCRDName((Class<? extends CustomResource<?, ?>>) type);
    String file = "/crds/" + name + "-v1.yml";
    try (InputStream in = Crds.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the program; build it with ./mvnw");
      }
      return Serialization.unmarshal(in, JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
