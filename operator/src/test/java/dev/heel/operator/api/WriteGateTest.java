package dev.heel.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.api.DatadogError;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.AccountAtWork;
import dev.heel.operator.api.resource.DatadogMap;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.MonitorInPass;
import dev.heel.operator.api.resource.RefusedBody;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whether a write may be sent now")
class WriteGateTest {
  private int turns;

  private record State(boolean mayWrite, boolean accountGoes) implements WriteGate.State {}

  /** All is well but for what stands in the first column, which are words between commas. */
  @ParameterizedTest(name = "{0}: create {1}, update {2}, turns {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          well            | -                 | -           | 2 | nothing is in the way
          follower        | Progressing       | Progressing | 0 | another process may write
          no finalizer    | Progressing       | -           | 1 | Kubernetes would not announce its end
          account goes    | WaitingForAccount | -           | 1 | it waits for its objects to go
          refused         | Rejected          | Rejected    | 0 | no turn is asked for what is not sent
          elsewhere       | Progressing       | Progressing | 0 | the keys are another organisation's
          throttled       | RateLimited       | RateLimited | 2 | others go first
          follower, refused  | Progressing    | Progressing | 0 | only the leader tells of it
          """)
  void open(String what, String create, String update, int expected, String since)
      throws DatadogError {
    List<String> words = List.of(what.split(", "));
    ApiStatus status =
        ApiStatus.NONE
            .edit()
            .object("7", "url")
            .organization(words.contains("elsewhere") ? "beta" : "acme")
            .refused(
                words.contains("refused")
                    ? new ApiStatus.Refused("hash", MonitorInPass.NOW.toString(), "400")
                    : null)
            .build();
    ResourceInPass<DatadogMonitor> work = MonitorInPass.of(status);
    if (words.contains("no finalizer")) {
      work.resource().getMetadata().setFinalizers(List.of());
    }
    Account account =
        AccountAtWork.of(new DatadogMap(), Clock.fixed(MonitorInPass.NOW, ZoneOffset.UTC));
    WriteGate<DatadogMonitor> gate =
        new WriteGate<>(
            work,
            account,
            new FailureOutcomes(Timing.PRODUCTION, new Attempts(new ResourceMemory())),
            new State(!words.contains("follower"), words.contains("account goes")));
    WriteGate.Turn turn = () -> asked(words.contains("throttled"));
    RefusedBody body = new RefusedBody(work, "datadog/default", "hash");
    assertThat(reason(gate.closedToCreate(body, turn))).as(since).isEqualTo(create);
    assertThat(reason(gate.closed(body, turn))).as(since).isEqualTo(update);
    assertThat(turns).as("turns that were asked for").isEqualTo(expected);
  }

  private void asked(boolean throttled) throws DatadogError {
    turns++;
    if (throttled) {
      throw new DatadogError(
          DatadogError.Kind.THROTTLED, true, 429, "no", MonitorInPass.NOW.plusSeconds(90));
    }
  }

  private static String reason(Optional<Outcome<ApiStatus>> closed) {
    return closed.map(outcome -> outcome.reason().name()).orElse(null);
  }
}
