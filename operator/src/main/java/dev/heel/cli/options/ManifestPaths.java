package dev.heel.cli.options;

import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which manifests a command is about: {@code -f} means the same to every command that has it. */
public final class ManifestPaths {
  private static final String NAME = "--filename";

  @Option(
      names = {"-f", NAME},
      required = true,
      paramLabel = "PATH",
      description =
          "A file, a folder with all *.yaml, *.yml and *.json files in and below it, or - for"
              + " standard input. May be given several times.")
  private List<Path> paths;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** For a command with commands below it, which have no use for the option. */
  public static CommandLine neededUnlessBelow(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    OptionSpec option = spec.findOption(NAME);
    spec.remove(option).addOption(OptionSpec.builder(option).required(false).build());
    return line;
  }

  public List<Path> paths() {
    return paths;
  }

  /**
   * Reads all of them.
   *
   * @throws ParameterException if none is given, or one without a name
   */
  public List<ReadFile> read(InputStream standardInput) {
    if (paths == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--filename=PATH'");
    }
    if (paths.contains(Path.of(""))) {
      throw new ParameterException(
          command.commandLine(), "-f names nothing; is a variable empty that should hold a path?");
    }
    return new ManifestReader(standardInput).read(paths);
  }
}
