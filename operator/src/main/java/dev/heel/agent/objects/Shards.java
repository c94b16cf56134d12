package dev.heel.agent.objects;

import dev.heel.agent.spec.AgentNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files spread over ConfigMaps that stay below what one may hold (1 MiB; Kubernetes, "ConfigMaps").
 * A file's place follows from its name and the number of shards, so that an edited file changes one
 * ConfigMap.
 */
final class Shards {
  private static final int LARGEST = 900 << 10;
  private static final int MOST = 4096;

  /** What a key and its punctuation take beside the content. */
  private static final int EXTRA = 64;

  private Shards() {}

  /** One shard at least, even of no files; each sorted by name. */
  static List<SortedMap<String, byte[]>> of(SortedMap<String, byte[]> files) {
    for (int count = 1; count < MOST; count *= 2) {
      List<SortedMap<String, byte[]>> shards = spread(files, count);
      boolean last = count * 2 >= MOST;
      if (last || shards.stream().allMatch(shard -> shard.size() <= 1 || size(shard) <= LARGEST)) {
        return shards;
      }
    }
    throw new IllegalStateException("the loop ends with a return");
  }

  private static List<SortedMap<String, byte[]>> spread(
      SortedMap<String, byte[]> files, int count) {
    List<SortedMap<String, byte[]>> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shards.add(new TreeMap<>());
    }
    files.forEach((name, content) -> shards.get(place(name, count)).put(name, content));
    return shards;
  }

  private static int place(String name, int count) {
    byte[] digest = AgentNames.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    return Math.floorMod(ByteBuffer.wrap(digest).getInt(), count);
  }

  private static long size(SortedMap<String, byte[]> shard) {
    return shard.entrySet().stream()
        .mapToLong(file -> file.getKey().length() + encoded(file.getValue()) + EXTRA)
        .sum();
  }

  /** Bytes that are no text count as Base64. */
  private static long encoded(byte[] content) {
    return ConfigFiles.isText(content) ? content.length : (content.length + 2L) / 3 * 4;
  }
}
