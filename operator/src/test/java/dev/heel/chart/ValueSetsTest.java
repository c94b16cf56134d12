package dev.heel.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Forty ways to install the chart pass Helm's lint")
class ValueSetsTest {
  @TempDir private Path folder;

  static List<ValueSet> sets() {
    return ValueSet.all();
  }

  @Test
  @DisplayName("forty, each with a name of its own and a rendering of its own")
  void forty() {
    assertThat(sets()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(sets()).extracting(ValueSet::name).doesNotHaveDuplicates();
    var alike = sets().stream().collect(Collectors.groupingBy(this::rendered));
    assertThat(alike.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void lint(ValueSet set) {
    LintResult result = new Helm(set.chart(folder)).lint().strict().call();
    assertThat(result.getMessages())
        .filteredOn(message -> message.contains("[ERROR]") || message.contains("[WARNING]"))
        .isEmpty();
    assertThat(result.isFailed()).isFalse();
  }

  private String rendered(ValueSet set) {
    try {
      return set.rendered(Files.createTempDirectory(folder, "set"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
