package dev.heel.kinds.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Brackets by construction: what is built whole has no odd one, and loses that with any half. */
class BracketsProperties {
  private static final String HALVES = "()[]{}";

  @Property
  void wholeQueriesHaveNone(@ForAll("whole") String query) {
    assertThat(Brackets.odd(query)).isEmpty();
  }

  @Property
  void oneHalfLessIsFound(@ForAll("whole") String query, @ForAll int which) {
    List<Integer> places =
        IntStream.range(0, query.length())
            .filter(i -> HALVES.indexOf(query.charAt(i)) >= 0)
            .boxed()
            .toList();
    if (places.isEmpty()) {
      return;
    }
    int gone = places.get(Math.floorMod(which, places.size()));
    String rest = query.substring(0, gone) + query.substring(gone + 1);

    Optional<Brackets.Odd> odd = Brackets.odd(rest);
    assertThat(odd).isPresent();
    assertThat(rest.charAt(odd.get().offset())).isEqualTo(odd.get().bracket());
  }

  @Property
  void whatIsInQuotesIsText(@ForAll("whole") String query) {
    assertThat(Brackets.odd(query + "\"(a \\\" [b\" '{'")).isEmpty();
  }

  @Provide
  Arbitrary<String> whole() {
    return Arbitraries.recursive(this::texts, this::around, 0, 4).withoutEdgeCases();
  }

  private Arbitrary<String> texts() {
    return Arbitraries.of("avg", ":", "my_metric", " by ", ",", "host", "");
  }

  private Arbitrary<String> around(Arbitrary<String> inner) {
    return Combinators.combine(texts(), Arbitraries.of("()", "[]", "{}"), inner, texts())
        .as((left, pair, in, right) -> left + pair.charAt(0) + in + pair.charAt(1) + right);
  }
}
