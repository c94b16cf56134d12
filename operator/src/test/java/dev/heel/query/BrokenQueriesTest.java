package dev.heel.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.query.tree.MonitorQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Each line of wrong.txt: type; query with its slip marked; kind; nearest word or what is expected.
 */
class BrokenQueriesTest {
  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("A slip is told at its place")
  @CsvFileSource(resources = "/query/wrong.txt", delimiter = ';', quoteCharacter = '\0')
  void wrong(String type, String marked, String kind, String hint) {
    Marked query = Marked.of(marked.strip());
    Reading<MonitorQuery> reading = Queries.monitor(type.strip(), query.text());
    assertThat(reading.complaints())
        .anySatisfy(
            complaint -> {
              assertThat(complaint.at()).isEqualTo(query.place());
              assertThat(complaint.kind().name()).isEqualTo(kind.strip());
              assertThat(complaint.nearest().orElse(complaint.expected())).contains(hint.strip());
              assertThat(complaint.what()).isNotBlank().doesNotEndWith(".");
            });
  }
}
