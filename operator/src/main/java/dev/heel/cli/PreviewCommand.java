package dev.heel.cli;

import dev.heel.cli.options.ClusterName;
import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Validation;
import dev.heel.lint.Validation.Extent;
import dev.heel.manifest.FileFault;
import dev.heel.manifest.ReadFile;
import dev.heel.render.Bodies;
import dev.heel.render.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heel preview -f -o page.html}: what manifests become, as a page for people. */
@Command(
    name = "preview",
    description =
        "Writes an HTML page that shows what manifests become: dashboards with sample curves, each"
            + " monitor's message in each state and who gets it, and which hours of the week the"
            + " downtimes mute. The page needs no network.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:written",
      "1:errors, as heel validate prints them, and nothing was written",
      "2:the command was not understood, a file cannot be read, or the page cannot be written"
    })
final class PreviewCommand implements Callable<Integer> {
  @Mixin private ManifestPaths manifests;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The page, such as page.html; - for standard output.")
  private Path output;

  @Mixin private ClusterName clusterName;

  @Spec private CommandSpec spec;

  private final InputStream input;
  private final Clock clock;

  PreviewCommand(InputStream input, Clock clock) {
    this.input = input;
    this.clock = clock;
  }

  /** The page of files that have no errors. */
  static String page(List<ReadFile> files, List<Path> paths, String cluster, Instant now) {
    String source = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    return new Page(new Bodies(cluster, "default", now).of(files), source, now).html();
  }

  @Override
  public Integer call() {
    List<ReadFile> files = manifests.read(input);
    Validation validation = Validation.of(files, Extent.PART);
    boolean toOutput = output.toString().equals("-");
    PrintWriter out = spec.commandLine().getOut();
    if (!validation.findings().isEmpty() || validation.isOfOthers()) {
      new FindingsText(toOutput ? spec.commandLine().getErr() : out).print(validation);
    }
    if (validation.errors() > 0) {
      return ExitCode.of(validation);
    }
    String page = page(files, manifests.paths(), clusterName.get(), clock.instant());
    if (toOutput) {
      out.print(page);
    } else {
      write(page);
      out.println("Wrote " + output + ".");
    }
    out.flush();
    return 0;
  }

  private void write(String page) {
    try {
      Files.writeString(output, page);
    } catch (IOException e) {
      throw new CommandException("-o " + output + ": " + FileFault.writing(e));
    }
  }
}
