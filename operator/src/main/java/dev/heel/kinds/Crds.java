package dev.heel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.HeelResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The CustomResourceDefinitions that the build made, as the program carries them: those of the API
 * kinds, of accounts, and of what concerns the Agent. The build's index says which there are.
 */
public final class Crds {
  public static final String API_VERSION = HeelResource.GROUP + "/" + HeelResource.VERSION;

  private static final String FOLDER = "/crds/";
  private static final List<String> FILES = text("index").lines().toList();

  private Crds() {}

  /** All of them, as JSON, in the order of {@link Kinds#all}. */
  public static List<JsonNode> all() {
    return FILES.stream().map(Crds::read).toList();
  }

  private static JsonNode read(String file) {
    return Serialization.unmarshal(text(file), JsonNode.class);
  }

  private static String text(String file) {
    try (InputStream in = Crds.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(
            FOLDER + file + " is not in the program; build it with ./mvnw");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + file + " cannot be read", e);
    }
  }
}
