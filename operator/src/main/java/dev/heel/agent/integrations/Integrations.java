package dev.heel.agent.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The catalogue: for each integration one file in {@code /integrations}, with its source. Its
 * options are those of Datadog's own specification files; no text of theirs is in it. Which of them
 * are data comes from {@link ReviewedOptions}.
 */
public final class Integrations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of(
          "disk",
          "http_check",
          "jmx",
          "mysql",
          "nginx",
          "openmetrics",
          "postgres",
          "process",
          "redisdb",
          "tcp_check",
          "tomcat");

  /** Names that the Agent takes for JMX without being told (datadog-agent, standard_names.go). */
  private static final Set<String> ALWAYS_JMX =
      Set.of("activemq", "activemq_58", "cassandra", "jmx", "kafka", "presto", "solr", "tomcat");

  private static final JsonNode SHARED = file("common");
  private static final List<Option> COMMON = options(SHARED.at("/every/instance"), "");
  private static final Map<String, Integration> ALL = all();

  private Integrations() {}

  /** The integration of that name, if the catalogue has it. */
  public static Optional<Integration> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The names of those in the catalogue, by alphabet. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /** Whether a check of that name runs in the Agent's JVM without being told so. */
  public static boolean isJmx(String name) {
    return ALWAYS_JMX.contains(name) || find(name).map(Integration::jmx).orElse(false);
  }

  /** What a JMX check of any name takes. */
  public static Integration jmx(String name) {
    Integration jmx = ALL.get("jmx");
    return new Integration(
        name, jmx.source(), true, false, jmx.oneOf(), jmx.init(), jmx.instance());
  }

  /** What every check's instances may have, be it an integration or not. */
  public static List<Option> common() {
    return COMMON;
  }

  private static Map<String, Integration> all() {
    Map<String, Integration> all = new TreeMap<>();
    for (String name : FILES) {
      JsonNode tree = file(name);
      List<String> shares = new ArrayList<>();
      tree.path("shares").forEach(each -> shares.add(each.asText()));
      shares.add("every");
      Integration integration = integration(tree);
      for (String share : shares) {
        JsonNode more = SHARED.path(share);
        integration =
            integration.with(options(more.path("init"), ""), options(more.path("instance"), ""));
      }
      all.put(integration.name(), integration);
    }
    return Collections.unmodifiableMap(all);
  }

  private static Integration integration(JsonNode tree) {
    return new Integration(
        tree.path("name").asText(),
        tree.path("source").asText(),
        tree.path("jmx").asBoolean(),
        tree.path("onNodes").asBoolean(),
        JSON.convertValue(tree.path("oneOf"), new TypeReference<List<List<String>>>() {}),
        options(tree.path("init"), ""),
        options(tree.path("instance"), ""));
  }

  /**
   * In a file, an option's name is a key; here it is a part of the option.
   *
   * @param prefix of the names in the list of reviewed options
   */
  private static List<Option> options(JsonNode byName, String prefix) {
    List<Option> options = new ArrayList<>();
    byName
        .properties()
        .forEach(each -> options.add(option(prefix, each.getKey(), each.getValue().deepCopy())));
    return options;
  }

  private static Option option(String prefix, String name, ObjectNode body) {
    JsonNode inner = body.remove("options");
    try {
      Option plain = JSON.treeToValue(body.put("name", name), Option.class);
      String path = prefix + name;
      return plain.with(
          ReviewedOptions.of(path, plain.type()).orElse(null),
          inner == null ? null : options(inner, path + "."));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue's option " + name + " is misspelt", e);
    }
  }

  private static JsonNode file(String name) {
    String file = "/integrations/" + name + ".yaml";
    try (InputStream in = Integrations.class.getResourceAsStream(file)) {
      return Serialization.unmarshal(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
