package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What a stranger reads first. */
@DisplayName("--help")
class HelpTest {
  private static Stream<CommandLine> commands() {
    return below(HeelCommand.commandLine(Map.of(), Clock.systemUTC()));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("each command says in sentences what it does, and each option something")
  void complete(CommandLine command) {
    assertThat(sentences(command.getCommandSpec().usageMessage().description())).endsWith(".");
    assertThat(command.getCommandSpec().options())
        .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
        .allSatisfy(
            option -> assertThat(sentences(option.description())).as(name(option)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  @DisplayName("what an option takes is called by a word for people, not by a field of the program")
  void labels(CommandLine command) {
    assertThat(command.getCommandSpec().options())
        .filteredOn(option -> option.arity().max() > 0)
        .allSatisfy(
            option -> assertThat(option.paramLabel()).as(name(option)).doesNotStartWith("<"));
  }

  private static String name(OptionSpec option) {
    return option.longestName();
  }

  private static String sentences(String... description) {
    return String.join(" ", description);
  }
}
