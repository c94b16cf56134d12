package dev.heel.agent.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.integrations.Review.Mark;
import dev.heel.agent.integrations.ReviewedOptions.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The list of reviewed options")
class ReviewedOptionsTest {
  /** What a name says that is likely to reach into the Agent. */
  private static final Pattern LOOKS_LOCAL =
      Pattern.compile(
          "(?i).*(path|file|folder|director|command|cmd|cert|token|sock|driver|jar|sudo|keytab"
              + "|store|exec|script|log).*");

  static Stream<Map.Entry<String, Line>> lines() {
    return ReviewedOptions.lines().entrySet().stream();
  }

  @DisplayName("a name that looks local is data with a written reason only")
  @ParameterizedTest
  @MethodSource("lines")
  void suspiciousNamesHaveReasons(Map.Entry<String, Line> line) {
    boolean suspicious = LOOKS_LOCAL.matcher(line.getKey()).matches();
    Review review = line.getValue().review();
    if (suspicious && review.isData()) {
      assertThat(review.reason()).as(line.getKey()).hasSizeGreaterThan(20);
    }
  }

  @DisplayName("what names a file, a socket, a jar or a token by text is never data")
  @ParameterizedTest
  @MethodSource("lines")
  void filesAreLocal(Map.Entry<String, Line> line) {
    boolean named =
        line.getKey()
            .matches(
                ".*(_path|_paths|_file|keyfile|certfile|_cert|_certs|ca_cert|keytab|sock|token"
                    + "|private_key|managed_authentication)$");
    boolean number =
        line.getValue().types().stream().allMatch(Set.of(Option.Type.BOOLEAN)::contains);
    if (named && !number) {
      assertThat(line.getValue().review().mark()).as(line.getKey()).isEqualTo(Mark.LOCAL);
    }
  }

  @DisplayName("says of everything local what it does, as a sentence goes on after its name")
  @ParameterizedTest
  @MethodSource("lines")
  void localHasReasons(Map.Entry<String, Line> line) {
    Review review = line.getValue().review();
    if (review.mark() == Mark.LOCAL) {
      assertThat(review.reason()).as(line.getKey()).matches("[a-z]+s .{8,}[^.]");
      assertThat(review.values()).isEmpty();
    }
  }

  @Test
  @DisplayName("has each option of the catalogue, and no other")
  void coversTheCatalogue() {
    Set<String> names = new TreeSet<>();
    List<String> unreviewed = new ArrayList<>();
    for (String integration : Integrations.names()) {
      Integration known = Integrations.find(integration).orElseThrow();
      collect(known.init(), "", names, unreviewed);
      collect(known.instance(), "", names, unreviewed);
    }
    assertThat(unreviewed).isEmpty();
    assertThat(ReviewedOptions.lines().keySet()).containsExactlyElementsOf(names);
  }

  private static void collect(
      List<Option> options, String prefix, Set<String> names, List<String> unreviewed) {
    for (Option option : options) {
      String path = prefix + option.name();
      if (option.options() != null) {
        collect(option.options(), path + ".", names, unreviewed);
      } else {
        names.add(path);
        if (option.review() == null) {
          unreviewed.add(path);
        }
      }
    }
  }

  @DisplayName("booleans that send what is the Agent's, or run something, are no data")
  @ParameterizedTest
  @ValueSource(
      strings = {"bearer_token_auth", "kerberos_delegate", "try_sudo", "use_lsblk", "exact_match"})
  void booleansToo(String name) {
    assertThat(ReviewedOptions.lines().get(name).review().isData()).isFalse();
  }

  @Test
  @DisplayName("an option that nobody reviewed, or with another type, is no data")
  void absentIsNo() {
    assertThat(ReviewedOptions.of("new_option", Option.Type.STRING)).isEmpty();
    assertThat(ReviewedOptions.of("ssl", Option.Type.BOOLEAN)).isPresent();
    assertThat(ReviewedOptions.of("ssl", Option.Type.MAPPING))
        .as("mysql's ssl is a mapping with files in it")
        .isEmpty();
    assertThat(ReviewedOptions.of("key", Option.Type.STRING)).as("only inside of ssl").isEmpty();
  }
}
