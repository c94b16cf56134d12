package dev.heel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.cli.check.InstalledPython;
import dev.heel.cli.options.Completeness;
import dev.heel.cli.options.ManifestPaths;
import dev.heel.cli.text.ExitCode;
import dev.heel.cli.text.FindingsText;
import dev.heel.lint.Finding;
import dev.heel.lint.Finding.Mark;
import dev.heel.lint.Validation;
import dev.heel.manifest.Position;
import dev.heel.manifest.ReadFile;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code heel validate -f}: what is wrong with manifests, without a cluster and without an account.
 */
@Command(
    name = "validate",
    description =
        "Checks manifests offline: YAML, the CRDs' schemas and rules, what Datadog would refuse, and what"
            + " several manifests say together.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no errors",
      "1:errors, or no object at all to check; with --warnings-as-errors warnings, too",
      "2:the command was not understood, a file cannot be read, or the output cannot be written"
    })
final class ValidateCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private ManifestPaths manifests;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "How findings are printed: text, json, or github, which GitHub Actions shows beside the"
              + " lines of a pull request. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = "--warnings-as-errors", description = "Warnings make the exit code 1.")
  private boolean strict;

  @Mixin private Completeness completeness;

  @Spec private CommandSpec spec;

  private final InputStream input;
  private final Clock clock;

  enum Format {
    text,
    json,
    github
  }

  ValidateCommand(InputStream input, Clock clock) {
    this.input = input;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<ReadFile> files = manifests.read(input);
    Validation validation =
        Validation.of(
            files, completeness.extent(), clock.instant(), new InstalledPython("python3"));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case text -> new FindingsText(out).print(validation);
      case json -> out.println(json(validation));
      case github -> {
        validation.findings().forEach(finding -> out.println(github(finding)));
        FindingsText.note(validation).ifPresent(note -> out.println("::notice::" + data(note)));
      }
    }
    out.flush();
    int code = ExitCode.of(validation);
    return code == ExitCode.GOOD && strict && validation.warnings() > 0 ? ExitCode.NOT_GOOD : code;
  }

  /**
   * {@code {errors, warnings, files, objects, heels, findings: [{file, line, column, severity,
   * rule, message, remedy, also: {line, column}, drawing: [line]}]}}; {@code line} and {@code
   * column} only where it is not the whole file, {@code also} only where a second place contradicts
   * the first, {@code drawing} only where lines show it. {@code heels} says how many of the objects
   * are Heel's.
   */
  private static String json(Validation validation) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("errors", validation.errors())
            .put("warnings", validation.warnings())
            .put("files", validation.files())
            .put("objects", validation.objects())
            .put("heels", validation.heels());
    root.putArray("findings");
    for (Finding finding : validation.findings()) {
      json(finding, root.withArray("findings").addObject());
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }

  private static void json(Finding finding, ObjectNode to) {
    to.put("file", finding.at().source().name());
    if (finding.at().position() != null) {
      place(finding.at(), to);
    }
    to.put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("rule", finding.rule())
        .put("message", finding.message())
        .put("remedy", finding.remedy());
    if (finding.also() != null) {
      place(finding.also(), to.putObject("also"));
    }
    if (!finding.drawing().isEmpty()) {
      finding.drawing().forEach(to.putArray("drawing")::add);
    }
  }

  private static void place(Mark mark, ObjectNode to) {
    to.put("line", mark.position().line()).put("column", mark.position().column());
  }

  /**
   * A workflow command, escaped as GitHub's documentation has it ("Workflow commands for GitHub
   * Actions").
   */
  private static String github(Finding finding) {
    Position position = finding.at().position();
    String place =
        position == null ? "" : ",line=%d,col=%d".formatted(position.line(), position.column());
    return "::%s file=%s%s,title=%s::%s"
        .formatted(
            finding.isError() ? "error" : "warning",
            property(finding.at().source().name()),
            place,
            property(finding.rule()),
            data(finding.sentence()));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
