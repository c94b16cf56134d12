package dev.heel.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.files.TargetFacts;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Which spec of a check runs")
class RunningSpecsTest {
  private static final NamespacedName KEY = new NamespacedName("shop", "orders");

  private static AdmittedCheck check(String uid, long generation) {
    DatadogCheck check = new DatadogCheck();
    check.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(KEY.namespace())
            .withName(KEY.name())
            .withUid(uid)
            .withGeneration(generation)
            .build());
    return new AdmittedCheck(check, false, Map.of(), TargetFacts.NONE);
  }

  private static RenderedCheck judged(String rule) {
    List<Problem> problems =
        switch (rule) {
          case "right" -> List.of();
          case "warned" -> List.of(Problem.warning("unknown-option", "/spec", "x", "y"));
          default -> List.of(Problem.error(rule, "/spec", "x", "y"));
        };
    return new RenderedCheck("orders", "Cluster", 1, "", List.of(), problems);
  }

  private static RunningSpecs of(String now, String judged, String before) {
    return RunningSpecs.of(
        Map.of(KEY, made(now)),
        Map.of(KEY, judged(judged)),
        before == null ? Map.of() : Map.of(KEY, made(before)));
  }

  /** {@code a2} is generation 2 of the check whose uid is a. */
  private static AdmittedCheck made(String words) {
    return check(words.substring(0, 1), Long.parseLong(words.substring(1)));
  }

  private static String words(AdmittedCheck check) {
    return check == null
        ? null
        : check.check().getMetadata().getUid() + check.check().getMetadata().getGeneration();
  }

  @ParameterizedTest(name = "{5}")
  @CsvSource(
      nullValues = "none",
      value = {
        "a1, right, none, a1, a1, a new check that is right",
        "a2, right, a1, a2, a2, a right one takes the place of the one before",
        "a2, warned, a1, a2, a2, a warning keeps nothing from running",
        "a1, required, none, a1, none, it never was right: nothing older could run",
        "a2, required, a1, a1, a1, a wrong one leaves the last right one running",
        "a3, required, a1, a1, a1, and so does the next wrong one",
        "b1, required, a1, b1, a1, another check of the same name inherits nothing that runs",
        "a2, not-allowed, a1, a2, a1, what is no longer allowed ends at once"
      })
  void table(
      String now, String judged, String before, String runs, String lastGood, String because) {
    RunningSpecs specs = of(now, judged, before);
    assertThat(words(specs.running().get(KEY))).as(because).isEqualTo(runs);
    assertThat(words(specs.lastGood().get(KEY))).as(because).isEqualTo(lastGood);
  }

  @Test
  @DisplayName("an older spec that runs has the rights, and the targets, of now")
  void rightsOfNow() {
    AdmittedCheck before =
        new AdmittedCheck(check("a", 1).check(), true, Map.of(), TargetFacts.NONE);
    TargetFacts targets =
        new TargetFacts(List.of(new TargetFacts.Service("orders", Map.of(), 1)), List.of());
    AdmittedCheck now = new AdmittedCheck(check("a", 2).check(), false, null, targets);

    AdmittedCheck runs =
        RunningSpecs.of(Map.of(KEY, now), Map.of(KEY, judged("required")), Map.of(KEY, before))
            .running()
            .get(KEY);

    assertThat(words(runs)).isEqualTo("a1");
    assertThat(runs.mayBringCode()).as("the right was taken meanwhile").isFalse();
    assertThat(runs.content()).as("the code that was right").isEqualTo(before.content());
    assertThat(runs.targets()).isEqualTo(targets);
  }

  @Test
  @DisplayName("a check that is gone is neither run nor remembered")
  void gone() {
    RunningSpecs specs = RunningSpecs.of(Map.of(), Map.of(), Map.of(KEY, check("a", 1)));
    assertThat(specs.running()).isEmpty();
    assertThat(specs.lastGood()).isEmpty();
  }
}
