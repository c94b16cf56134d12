package dev.heel.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.cli.text.CommandException;
import dev.heel.manifest.FileFault;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The kubeconfig that a sandbox leaves for kubectl and for Heel's own commands. It carries the
 * embedded Datadog's address as an extension of its cluster, so that those commands send nothing
 * anywhere else (Kubernetes, kubeconfig v1, {@code Cluster.extensions}: clients ignore those that
 * they do not know).
 */
public final class Kubeconfig {
  public static final Path PLACE = Path.of(".heel", "kubeconfig");

  private static final String EXTENSION = "heel.dev/sandbox";
  private static final String DATADOG = "datadog";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Waiting 0.1 s at first, and twice as long before each next try: 1.5 s for all of them. */
  private static final int RETRIES = 4;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Kubeconfig() {}

  /**
   * The way to the cluster that the environment names.
   *
   * @throws CommandException with a sentence if the file that it names is no kubeconfig
   */
  public static Config current() {
    try {
      return Config.autoConfigure(null);
    } catch (RuntimeException e) {
      throw new CommandException(
          "the kubeconfig cannot be read; is the file that KUBECONFIG names right?");
    }
  }

  /**
   * The same for who waits at a terminal: a cluster that does not answer is told of within seconds.
   * The operator has the patience that a restart of the API server takes.
   */
  public static Config atTerminal() {
    return impatient(current());
  }

  /** The way to a cluster, without the client's own patience of half a minute. */
  public static Config impatient(Config config) {
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setConnectionTimeout((int) CONNECT.toMillis());
    return config;
  }

  /** Writes it below the current folder and gives its path. */
  public static Path write(String text) {
    try {
      Files.createDirectories(PLACE.getParent());
      Files.writeString(PLACE, text);
      return PLACE;
    } catch (IOException e) {
      throw new CommandException(PLACE + ": " + FileFault.writing(e));
    }
  }

  /** The text with the embedded Datadog's address for every cluster in it. */
  public static String withDatadog(String text, URI datadog) {
    JsonNode config = Serialization.unmarshal(text, JsonNode.class);
    for (JsonNode each : config.path("clusters")) {
      ArrayNode extensions = ((ObjectNode) each.path("cluster")).putArray("extensions");
      extensions
          .addObject()
          .put("name", EXTENSION)
          .putObject("extension")
          .put(DATADOG, datadog.toString());
    }
    return Serialization.asYaml(config);
  }

  /**
   * The embedded Datadog of the cluster that is current in a kubeconfig; empty for a real cluster.
   * Only an address on this machine counts.
   *
   * @param file null if there is none
   */
  public static Optional<URI> datadog(File file) {
    if (file == null || !file.isFile()) {
      return Optional.empty();
    }
    try {
      JsonNode config = Serialization.unmarshal(Files.readString(file.toPath()), JsonNode.class);
      String current = config.path("current-context").asText();
      String cluster = named(config.path("contexts"), current).at("/context/cluster").asText();
      JsonNode extensions =
          named(config.path("clusters"), cluster).path("cluster").path("extensions");
      return Optional.ofNullable(
              named(extensions, EXTENSION).path("extension").path(DATADOG).asText(null))
          .map(URI::create)
          .filter(uri -> LOOPBACK.contains(String.valueOf(uri.getHost())));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(file + " is no kubeconfig that can be read: " + e.getMessage());
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode each : list) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    return list.path(-1);
  }
}
