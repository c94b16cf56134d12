package dev.heel.agent.files;

import dev.heel.resource.NamespacedName;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Grows the two trees, check by check. */
final class Trees {
  private final JarSet jars;
  private final SortedMap<String, byte[]> node = new TreeMap<>();
  private final SortedMap<String, byte[]> cluster = new TreeMap<>();
  private final SortedMap<NamespacedName, RenderedCheck> checks = new TreeMap<>();
  private final SortedSet<SecretKey> secrets = new TreeSet<>();
  private boolean jmx;

  Trees(JarSet jars) {
    this.jars = jars;
    node.putAll(jars.files());
  }

  RenderedFiles files() {
    return new RenderedFiles(node, cluster, checks, secrets, jars.images(), jmx);
  }

  void add(NamespacedName key, CheckFiles check) {
    node.putAll(check.node());
    cluster.putAll(check.cluster());
    secrets.addAll(check.secrets());
    jmx |= check.jmx();
    checks.put(key, check.check());
  }
}
