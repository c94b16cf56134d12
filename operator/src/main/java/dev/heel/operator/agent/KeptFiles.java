package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.ClassPath;
import dev.heel.agent.files.ImageJar;
import dev.heel.agent.files.JarSet;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.files.Standing;
import dev.heel.agent.files.Standing.Owner;
import dev.heel.agent.objects.WrittenFiles;
import dev.heel.resource.NamespacedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What keeps running of checks whose present spec is wrong, when this process never saw a right
 * one: the files that their status names, as an earlier process wrote them; or those that are
 * called after them, where that process ended before it said so. All files of a check or none.
 */
final class KeptFiles {
  private static final String IMAGE_JARS =
      AgentFiles.IMAGE_JARS.substring(AgentFiles.HOME.length()) + "/";

  private final WrittenFiles written;
  private final SortedMap<NamespacedName, RenderedCheck> checks = new TreeMap<>();

  private KeptFiles(WrittenFiles written) {
    this.written = written;
  }

  /**
   * @param files what is rendered of the checks that are right
   * @param wrong checks that are not among it
   * @param written what is in the cluster
   */
  static KeptFiles of(RenderedFiles files, List<AdmittedCheck> wrong, WrittenFiles written) {
    KeptFiles kept = new KeptFiles(written);
    for (AdmittedCheck check : wrong) {
      List<String> paths = kept.paths(check);
      boolean allowed = check.mayBringCode() || paths.stream().noneMatch(KeptFiles::isCode);
      boolean own =
          files.checks().get(check.key()).isWrong() && paths.equals(status(check).files())
              || paths.stream().noneMatch(path -> isIn(files, path));
      if (!paths.isEmpty() && allowed && own) {
        kept.checks.put(check.key(), asBefore(check, paths));
      }
    }
    return kept;
  }

  private static boolean isCode(String path) {
    return path.startsWith(AgentFiles.MODULES_BELOW) || isJar(path);
  }

  private static boolean isJar(String path) {
    return path.startsWith(AgentFiles.JARS_BELOW) || path.startsWith(IMAGE_JARS);
  }

  /** Whether another check has that file by now; a jar may be of many. */
  private static boolean isIn(RenderedFiles files, String path) {
    return !isJar(path) && (files.node().containsKey(path) || files.cluster().containsKey(path));
  }

  /** What of it those that are right must leave room for. */
  Standing standing() {
    SortedMap<String, Owner> names = new TreeMap<>();
    checks.forEach(
        (key, check) ->
            kind(check).ifPresent(kind -> names.putIfAbsent(check.check(), new Owner(key, kind))));
    return new Standing(jars(), names);
  }

  /** Empty for an integration, whose name any number of checks have. */
  private Optional<Kind> kind(RenderedCheck check) {
    if (check.files().contains(AgentFiles.module(check.check()))) {
      return Optional.of(Kind.PYTHON);
    }
    return isJmx(check.files().stream()) ? Optional.of(Kind.JMX) : Optional.empty();
  }

  /** The jars of the checks that go on: all JMX checks share one class path. */
  private JarSet jars() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    paths()
        .filter(path -> path.startsWith(AgentFiles.JARS_BELOW))
        .forEach(path -> written.node(path).ifPresent(jar -> files.put(path, jar)));
    Set<String> named = new LinkedHashSet<>(paths().map(AgentFiles.HOME::concat).toList());
    SortedSet<ImageJar> images = new TreeSet<>();
    written.imageJars().stream().filter(jar -> named.contains(jar.target())).forEach(images::add);
    return new JarSet(files, images);
  }

  private Stream<String> paths() {
    return checks.values().stream().flatMap(check -> check.files().stream());
  }

  /**
   * @param files what is rendered of the checks that are right, with {@link #standing} beside it
   * @return the same with the files of the checks that go on; the node Agents' image stays the one
   *     with Java if one of them needs it
   */
  RenderedFiles beside(RenderedFiles files) {
    SortedMap<String, byte[]> node = new TreeMap<>(files.node());
    SortedMap<String, byte[]> cluster = new TreeMap<>(files.cluster());
    List<String> classpath = files.jars().classpath();
    paths()
        .filter(path -> !isJar(path))
        .forEach(
            path -> {
              written.node(path).ifPresent(file -> node.put(path, fitted(path, file, classpath)));
              written
                  .cluster(path)
                  .ifPresent(file -> cluster.put(path, fitted(path, file, classpath)));
            });
    SortedMap<NamespacedName, RenderedCheck> all = new TreeMap<>(files.checks());
    all.putAll(checks);
    return new RenderedFiles(
        node, cluster, all, files.secrets(), files.imageJars(), files.jmx() || isJmx(paths()));
  }

  private boolean isJmx(Stream<String> paths) {
    return paths
        .filter(path -> !isCode(path))
        .flatMap(path -> written.find(path).stream())
        .anyMatch(ClassPath::isOfJmx);
  }

  private static byte[] fitted(String path, byte[] file, List<String> classpath) {
    return isCode(path) || !ClassPath.isOfJmx(file) ? file : ClassPath.replaced(file, classpath);
  }

  /** Paths of files that are there; empty if none is known to be the check's. */
  private List<String> paths(AdmittedCheck admitted) {
    List<String> told = Objects.requireNonNullElse(status(admitted).files(), List.of());
    if (!told.isEmpty() && told.stream().allMatch(this::isWritten)) {
      return told;
    }
    Long generation = admitted.check().getMetadata().getGeneration();
    boolean neverRight = told.isEmpty() && (generation == null || generation <= 1);
    return neverRight
        ? List.of()
        : names(admitted).stream()
            .map(name -> calledAfter(admitted.key(), name))
            .filter(paths -> !paths.isEmpty())
            .findFirst()
            .orElse(List.of());
  }

  /** Its own conf.d file, and the code that this needs; empty without all of it. */
  private List<String> calledAfter(NamespacedName key, String name) {
    List<String> paths = new ArrayList<>();
    String conf = AgentFiles.conf(name, key);
    written
        .find(conf)
        .ifPresent(
            file -> {
              Stream.of(AgentFiles.module(name), conf).filter(this::isWritten).forEach(paths::add);
              ClassPath.of(file).stream()
                  .map(jar -> jar.substring(AgentFiles.HOME.length()))
                  .filter(jar -> jar.startsWith(AgentFiles.JARS_BELOW + key.namespace() + "."))
                  .forEach(paths::add);
            });
    return paths.stream().allMatch(this::isWritten) ? paths : List.of();
  }

  private boolean isWritten(String path) {
    return path.startsWith(IMAGE_JARS)
        ? written.imageJars().stream().anyMatch(jar -> jar.target().equals(AgentFiles.HOME + path))
        : written.find(path).isPresent();
  }

  /** What the check may have been called when it was right. */
  private static Set<String> names(AdmittedCheck admitted) {
    Set<String> names = new LinkedHashSet<>();
    Optional.ofNullable(status(admitted).check()).ifPresent(names::add);
    names.add(CheckDraft.of(admitted.check()).name());
    return names;
  }

  private static RenderedCheck asBefore(AdmittedCheck admitted, List<String> paths) {
    CheckStatus status = status(admitted);
    CheckDraft draft = CheckDraft.of(admitted.check());
    return new RenderedCheck(
        Objects.requireNonNullElse(status.check(), draft.name()),
        Objects.requireNonNullElse(status.runsOn(), draft.runsOn()),
        Objects.requireNonNullElse(status.instances(), 0),
        status.placement(),
        paths,
        List.of());
  }

  private static CheckStatus status(AdmittedCheck admitted) {
    return Optional.ofNullable(admitted.check().getStatus()).orElse(CheckStatus.NONE);
  }
}
