package dev.heel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.cli.options.ClusterName;
import dev.heel.cli.options.Completeness;
import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Validation;
import dev.heel.manifest.FileFault;
import dev.heel.manifest.ReadFile;
import dev.heel.render.AgentFolders;
import dev.heel.render.Bodies;
import dev.heel.render.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel render -f -o}: what the operator would send, and what Agents would read. */
@Command(
    name = "render",
    description =
        "Writes what the operator would send to Datadog, a JSON file for each resource, and the files"
            + " that the Agents would read. What only Datadog knows, or a Secret, stands in them as"
            + " the manifest has it: $(DatadogMonitor/NAME), $(secret/NAME/KEY).",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:written",
      "1:errors, as heel validate prints them, and nothing was written",
      "2:the command was not understood, a file cannot be read, or the output cannot be written"
    })
final class RenderCommand implements Callable<Integer> {
  @Mixin private ManifestPaths manifests;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description =
          "Where KIND/NAMESPACE.NAME.json go, and DatadogAgent/NAMESPACE.NAME/ with node/ and"
              + " cluster-agent/ below; files of these names are overwritten, others stay. - for one"
              + " JSON object on standard output, with the files' names as its keys.")
  private Path output;

  @Mixin private ClusterName clusterName;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The namespace of manifests that name none. Default: ${DEFAULT-VALUE}.")
  private String namespace;

  @Mixin private Completeness completeness;

  @Spec private CommandSpec spec;

  private final InputStream input;
  private final Clock clock;

  RenderCommand(InputStream input, Clock clock) {
    this.input = input;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<ReadFile> files = manifests.read(input);
    Validation validation = Validation.of(files, completeness.extent());
    boolean toOutput = output.toString().equals("-");
    PrintWriter said = toOutput ? spec.commandLine().getErr() : spec.commandLine().getOut();
    tell(validation, said);
    if (validation.errors() > 0) {
      return ExitCode.of(validation);
    }
    SortedMap<String, byte[]> tree = tree(files, said);
    if (toOutput) {
      print(tree, spec.commandLine().getOut());
    } else {
      write(tree, spec.commandLine().getOut());
    }
    return 0;
  }

  /** Everything that is rendered, each kind under a folder of its own. */
  private SortedMap<String, byte[]> tree(List<ReadFile> files, PrintWriter said) {
    SortedMap<String, byte[]> tree = new TreeMap<>();
    tree.putAll(Tree.of(new Bodies(clusterName.get(), namespace, clock.instant()).of(files)));
    AgentFolders.Rendered agents = new AgentFolders(clusterName.get(), namespace).of(files);
    tree.putAll(agents.files());
    agents.told().forEach(said::println);
    said.flush();
    return tree;
  }

  private static void tell(Validation validation, PrintWriter out) {
    if (!validation.findings().isEmpty() || validation.isOfOthers()) {
      new FindingsText(out).print(validation);
    }
  }

  private static void print(SortedMap<String, byte[]> tree, PrintWriter out) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    tree.forEach((path, file) -> all.set(path, Tree.content(path, file)));
    out.println(all.toPrettyString());
    out.flush();
  }

  private void write(SortedMap<String, byte[]> tree, PrintWriter out) {
    try {
      for (Map.Entry<String, byte[]> file : tree.entrySet()) {
        Path path = output.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new CommandException("-o " + output + ": " + FileFault.writing(e));
    }
    out.printf("%d file%s in %s.%n", tree.size(), tree.size() == 1 ? "" : "s", output);
    out.flush();
  }
}
