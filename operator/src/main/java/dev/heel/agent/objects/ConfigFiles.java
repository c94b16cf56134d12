package dev.heel.agent.objects;

import dev.heel.agent.spec.AgentNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapProjectionBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of files as ConfigMaps, and as the one volume that joins them again.
 *
 * @param name of the ConfigMaps, before their number
 * @param volume of the volume
 * @param files sorted path below the folder -> content
 * @param flat whether no path has a folder: then the ConfigMaps are mounted whole, and a file that
 *     comes or goes changes no pod
 */
record ConfigFiles(String name, String volume, SortedMap<String, byte[]> files, boolean flat) {
  private static final int LONGEST_KEY = 253;

  static ConfigFiles flat(String name, String volume, SortedMap<String, byte[]> files) {
    return new ConfigFiles(name, volume, files, true);
  }

  static ConfigFiles tree(String name, String volume, SortedMap<String, byte[]> files) {
    return new ConfigFiles(name, volume, files, false);
  }

  List<ConfigMap> maps(Metadata metadata) {
    List<ConfigMap> maps = new ArrayList<>();
    List<SortedMap<String, byte[]>> shards = Shards.of(files);
    for (int i = 0; i < shards.size(); i++) {
      maps.add(map(metadata, name + "-" + i, shards.get(i)));
    }
    return maps;
  }

  private ConfigMap map(Metadata metadata, String name, SortedMap<String, byte[]> files) {
    Map<String, String> text = new TreeMap<>();
    Map<String, String> binary = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          if (isText(content)) {
            text.put(key(path), new String(content, StandardCharsets.UTF_8));
          } else {
            binary.put(key(path), Base64.getEncoder().encodeToString(content));
          }
        });
    return new ConfigMapBuilder()
        .withMetadata(metadata.of(name))
        .withData(text.isEmpty() ? null : text)
        .withBinaryData(binary.isEmpty() ? null : binary)
        .build();
  }

  /** The volume; a ConfigMap that is gone already keeps no pod from starting. */
  Volume asVolume() {
    List<VolumeProjection> sources = new ArrayList<>();
    List<SortedMap<String, byte[]>> shards = Shards.of(files);
    for (int i = 0; i < shards.size(); i++) {
      sources.add(
          new VolumeProjectionBuilder()
              .withConfigMap(
                  new ConfigMapProjectionBuilder()
                      .withName(name + "-" + i)
                      .withOptional(true)
                      .withItems(flat ? null : items(shards.get(i)))
                      .build())
              .build());
    }
    return new VolumeBuilder()
        .withName(volume)
        .withNewProjected()
        .withSources(sources)
        .endProjected()
        .build();
  }

  private static List<KeyToPath> items(SortedMap<String, byte[]> files) {
    return files.keySet().stream().map(path -> new KeyToPath(key(path), null, path)).toList();
  }

  /** A ConfigMap's key has no slash and 253 characters at most. */
  static String key(String path) {
    String key = path.replace("/", "--");
    return key.length() <= LONGEST_KEY
        ? key
        : key.substring(0, 200) + "." + AgentNames.hash(path).substring(0, 12) + ".yaml";
  }

  static boolean isText(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
