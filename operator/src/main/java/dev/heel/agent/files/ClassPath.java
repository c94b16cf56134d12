package dev.heel.agent.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The jars that the conf.d file of a JMX check names. The Agent's one JVM takes the list of the
 * first such file that it reads (datadog-agent, pkg/jmxfetch/jmxfetch.go), so all must be alike.
 */
public final class ClassPath {
  static final String PATHS = "custom_jar_paths";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClassPath() {}

  /** The jars' absolute paths; empty for a file that names none. */
  public static List<String> of(byte[] conf) {
    List<String> paths = new ArrayList<>();
    tree(conf).path("init_config").path(PATHS).forEach(path -> paths.add(path.asText()));
    return paths;
  }

  /** Whether the file is that of a JMX check that Heel wrote. */
  public static boolean isOfJmx(byte[] conf) {
    return tree(conf).path("init_config").path("is_jmx").asBoolean();
  }

  /** The same file with other jars; the same bytes if those are its jars already. */
  public static byte[] replaced(byte[] conf, List<String> classpath) {
    if (of(conf).equals(classpath)) {
      return conf;
    }
    ObjectNode tree = tree(conf);
    ArrayNode paths = tree.withObject("/init_config").putArray(PATHS);
    classpath.forEach(paths::add);
    return ConfText.of(tree);
  }

  /** The parser's buffer takes the whole file: it stumbles over an emoji at a buffer's end. */
  private static ObjectNode tree(byte[] conf) {
    String text = new String(conf, StandardCharsets.UTF_8);
    LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 1).build();
    Object root = new Load(settings).loadFromString(text);
    return JSON.valueToTree(root) instanceof ObjectNode tree ? tree : JSON.createObjectNode();
  }
}
