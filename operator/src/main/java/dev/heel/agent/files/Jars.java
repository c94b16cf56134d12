package dev.heel.agent.files;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckSpec.JarImage;
import dev.heel.agent.check.ConfigMapEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The jars of all checks together: files of the tree, and files that images bring. */
final class Jars {
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final SortedSet<ImageJar> images = new TreeSet<>();

  /** Adds those of a check; its ConfigMaps' contents are there. */
  void add(CheckDraft draft, Map<ConfigMapEntry, byte[]> content) {
    for (var jar : draft.jars()) {
      CheckDraft.entry(jar)
          .ifPresent(entry -> files.put(file(draft.key().namespace(), entry), content.get(entry)));
      if (jar.image != null) {
        images.add(image(jar.image));
      }
    }
  }

  /**
   * Names of different sources differ: a namespace has no dot, and where a ConfigMap's name has
   * one, a sign that no key may have parts it from the key.
   */
  private static String file(String namespace, ConfigMapEntry entry) {
    String sign = entry.name().contains(".") ? "~" : ".";
    return "jars/" + namespace + "." + entry.name() + sign + entry.key();
  }

  private static ImageJar image(JarImage image) {
    String folder = hash(image.reference + "\n" + image.path);
    String name = image.path.substring(image.path.lastIndexOf('/') + 1);
    return new ImageJar(
        image.reference, image.path, AgentFiles.IMAGE_JARS + "/" + folder + "/" + name);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  SortedSet<ImageJar> images() {
    return images;
  }

  /** Absolute paths of all of them in the node Agent's container, by name. */
  List<String> classpath() {
    String parent = AgentFiles.JARS.substring(0, AgentFiles.JARS.lastIndexOf('/') + 1);
    List<String> paths = new ArrayList<>(files.keySet().stream().map(parent::concat).toList());
    images.forEach(jar -> paths.add(jar.target()));
    return paths;
  }
}
