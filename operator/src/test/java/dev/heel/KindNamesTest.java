package dev.heel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Who tells kinds apart names a constant of {@link Kinds}: a name as a string is missed when a kind
 * is added or renamed, and a list of names becomes a second list of kinds.
 */
@DisplayName("No literal name of a kind outside the kinds")
class KindNamesTest {
  private static final Path PRODUCT = Path.of("src/main/java/dev/heel");

  /** In a file's order, so that a quote in a comment opens no string. */
  private static final Pattern COMMENT_OR_STRING =
      Pattern.compile(
          "/\\*[\\s\\S]*?\\*/|//.*|\"\"\"[\\s\\S]*?\"\"\"|'(?:\\\\.|[^'\\\\\n])+'|\"((?:\\\\.|[^\"\\\\\n])*)\"");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:" + String.join("|", Kinds.names()) + ")\\b");

  @Test
  @DisplayName("what is compared or built from a kind's name comes from the kind")
  void namesComeFromTheKind() throws IOException {
    try (Stream<Path> files = Files.walk(PRODUCT)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !isExempt(PRODUCT.relativize(file)))
                  .flatMap(file -> names(file).stream()))
          .isEmpty();
    }
  }

  /** The sandbox plays other programs, which know the names from the CRDs. */
  private static boolean isExempt(Path file) {
    return file.startsWith("kinds") || file.startsWith("sandbox");
  }

  /** Sentences for people may say a name; a text without a space in it is none. */
  private static List<String> names(Path file) {
    return COMMENT_OR_STRING
        .matcher(text(file))
        .results()
        .map(MatchResult::group)
        .filter(literal -> literal.startsWith("\"") && !literal.startsWith("\"\"\""))
        .filter(literal -> NAME.matcher(literal).find() && !isSentence(literal))
        .map(literal -> file.getFileName() + ": " + literal)
        .collect(Collectors.toList());
  }

  private static boolean isSentence(String literal) {
    return literal.substring(1, literal.length() - 1).strip().contains(" ");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
