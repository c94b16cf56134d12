package dev.heel.operator.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.plan.Policy;
import dev.heel.engine.plan.Policy.Adoption;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a spec and annotations say about changes made in Datadog")
class PoliciesTest {
  @ParameterizedTest(name = "adopt {0}, id in the status {1}: {2}, since {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                           | - | NONE      | nothing is to be adopted
          {'id': '7'}                 | - | SHOW      | differences are shown first
          {'id': '7', 'takeOver': false} | - | SHOW   | that is what the default says too
          {'id': '7', 'takeOver': true}  | - | TAKE_OVER | it may be changed at once
          {'id': '7', 'takeOver': true}  | 7 | NONE   | after the first write the object is ours or not
          """)
  void adoption(String adopt, String id, Adoption expected, String since) {
    ApiSpec spec = spec(adopt == null ? "{}" : "{'adopt': " + adopt + "}");
    ApiStatus status = ApiStatus.NONE.edit().object(id, null).build();
    assertThat(Policies.adoption(spec, status)).as(since).isEqualTo(expected);
  }

  @ParameterizedTest(name = "pause-until {0}: paused {1}, since {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                    | false | nobody asked for it
          2026-11-30T12:00:01Z | true  | the time is still to come
          2026-11-30T12:00:00Z | false | the time has come
          tomorrow             | false | that is no time
          """)
  void paused(String until, boolean paused, String since) {
    Map<String, String> annotations =
        until == null ? Map.of() : Map.of("heel.dev/pause-until", until);
    ResourceInPass<?> work = MonitorInPass.of(ApiStatus.NONE, annotations);
    assertThat(Policies.of(work, spec("{}")).paused()).as(since).isEqualTo(paused);
  }

  @Test
  @DisplayName("what a spec does not say: drift is put back, and nothing is ignored")
  void defaults() {
    Policy policy = Policies.of(MonitorInPass.of(ApiStatus.NONE), spec("{}"));
    assertThat(policy.drift()).isEqualTo(ApiSpec.Drift.Revert);
    assertThat(policy.ignored()).isEmpty();
    Policy said =
        Policies.of(
            MonitorInPass.of(ApiStatus.NONE), spec("{'drift': 'Report', 'ignore': ['/message']}"));
    assertThat(said.drift()).isEqualTo(ApiSpec.Drift.Report);
    assertThat(said.ignored()).isEqualTo(List.of("/message"));
  }

  private static ApiSpec spec(String json) {
    return SpecReader.read(DatadogMap.json(json), ApiSpec.class).value();
  }
}
