package dev.heel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.cli.check.CheckReport;
import dev.heel.cli.check.CheckRun;
import dev.heel.cli.check.InstalledPython;
import dev.heel.cli.check.JmxRunner;
import dev.heel.cli.check.LocalChecks;
import dev.heel.cli.check.LocalValues;
import dev.heel.cli.check.LocalValues.Target;
import dev.heel.cli.check.PythonRunner;
import dev.heel.cli.check.Subprocess;
import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Validation;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ReadFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel check run}: runs checks once, from the very files that an Agent would have. */
@Command(
    name = "run",
    description =
        "Runs each DatadogCheck of the files once on this machine, from the files that an Agent would"
            + " have, and prints the metrics, events and service checks that it submits. It asks the"
            + " --target for real, and sends nothing to Datadog.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all checks ran",
      "1:a check failed; or the manifests have errors, and nothing was run",
      "2:the command was not understood, a file cannot be read, or there is no check or nothing to"
          + " run it with"
    })
final class CheckRunCommand implements Callable<Integer> {
  @Mixin private ManifestPaths manifests;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "What %%%%host%%%% and %%%%port%%%% stand for in checks with targets.")
  private String target;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description =
          "A Python 3 with datadog-checks-base. Default: HEEL_PYTHON, else python3 on the PATH.")
  private String python;

  @Option(
      names = "--jmxfetch",
      paramLabel = "PATH",
      description =
          "A folder with the jars of JMXFetch (Maven Central, com.datadoghq:jmxfetch), or a class"
              + " path. Default: HEEL_JMXFETCH.")
  private String jmxFetch;

  @Spec private CommandSpec spec;

  private final InputStream input;
  private final Map<String, String> environment;
  private final Clock clock;

  CheckRunCommand(InputStream input, Map<String, String> environment, Clock clock) {
    this.input = input;
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    List<ReadFile> files = manifests.read(input);
    Validation validation =
        Validation.of(
            files, Validation.Extent.PART, clock.instant(), new InstalledPython(python()));
    if (validation.errors() > 0) {
      new FindingsText(spec.commandLine().getErr()).print(validation);
      return ExitCode.of(validation);
    }
    List<Manifest> all = files.stream().flatMap(file -> file.manifests().stream()).toList();
    LocalChecks checks = new LocalChecks(all);
    if (checks.checks().isEmpty()) {
      throw new CommandException("there is no DatadogCheck in these files");
    }
    Path folder = Files.createTempDirectory("heel-check");
    try {
      return run(checks, folder);
    } finally {
      Subprocess.remove(folder);
    }
  }

  private int run(LocalChecks checks, Path folder) throws IOException {
    RenderedFiles files = checks.files();
    List<Path> jars = unpack(files, folder);
    LocalValues values = new LocalValues(checks, target == null ? null : Target.parse(target));
    CheckReport report = new CheckReport(spec.commandLine().getOut(), clock);
    boolean good = true;
    for (AdmittedCheck check : checks.checks()) {
      RenderedCheck rendered = files.checks().get(check.key());
      JsonNode conf = values.filled(conf(files, check, rendered));
      List<CheckRun> runs =
          CheckDraft.of(check.check()).isJmx()
              ? new JmxRunner(jmxFetch(), folder).run(rendered.check(), conf, jars)
              : new PythonRunner(python(), folder).run(rendered.check(), conf);
      report.print(rendered.check(), runs);
      good &= runs.stream().allMatch(run -> run.error() == null);
    }
    return good ? 0 : ExitCode.NOT_GOOD;
  }

  /** The check's own file of the two trees. */
  private static JsonNode conf(RenderedFiles files, AdmittedCheck check, RenderedCheck rendered) {
    String path =
        rendered.files().stream()
            .filter(each -> each.startsWith("conf.d/"))
            .findFirst()
            .orElseThrow(
                () -> new CommandException("DatadogCheck %s has no target".formatted(check.key())));
    byte[] bytes = files.node().getOrDefault(path, files.cluster().get(path));
    return Serialization.unmarshal(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
  }

  /** Writes modules and jars, and gives the jars. */
  private List<Path> unpack(RenderedFiles files, Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    Files.createDirectories(folder.resolve("checks.d"));
    for (Map.Entry<String, byte[]> file : files.node().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      if (file.getKey().startsWith(AgentFiles.JARS_BELOW)) {
        jars.add(path);
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    files
        .imageJars()
        .forEach(jar -> err.printf("Left out: %s of image %s%n", jar.path(), jar.reference()));
    return jars;
  }

  private String python() {
    return python != null ? python : environment.getOrDefault("HEEL_PYTHON", "python3");
  }

  private String jmxFetch() {
    String given = jmxFetch != null ? jmxFetch : environment.get("HEEL_JMXFETCH");
    if (given == null) {
      throw new CommandException(
          "a JMX check runs under JMXFetch, which is not a part of Heel; name its jars with"
              + " --jmxfetch");
    }
    return given;
  }
}
