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

  /** Adds what keeps running of checks that are not among those that are rendered. */
  Jars(JarSet kept) {
    files.putAll(kept.files());
    images.addAll(kept.images());
  }

  /** Where those of a check are, below {@link AgentFiles#HOME}. */
  static List<String> paths(CheckDraft draft) {
    List<String> paths = new ArrayList<>();
    for (var jar : draft.jars()) {
      CheckDraft.entry(jar).ifPresent(entry -> paths.add(file(draft.key().namespace(), entry)));
      if (jar.image != null) {
        paths.add(image(jar.image).target().substring(AgentFiles.HOME.length()));
      }
    }
    return paths;
  }

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
    return AgentFiles.JARS_BELOW + namespace + "." + entry.name() + sign + entry.key();
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

  JarSet all() {
    return new JarSet(files, images);
  }
}
