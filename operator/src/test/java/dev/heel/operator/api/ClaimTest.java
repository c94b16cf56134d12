package dev.heel.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Report;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.account.Consent;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.AccountAtWork;
import dev.heel.operator.api.resource.DatadogMap;
import dev.heel.operator.api.resource.MonitorInPass;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup.Answer;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiSpec;
import dev.heel.resource.ApiStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whether a resource may have an object")
class ClaimTest {
  private static final Answer GONE = new Answer(false, null, null, null);
  private static final Answer THERE = new Answer(true, "home/n", null, null);
  private static final Answer LETS_GO = new Answer(true, "home/n", "home/m", null);

  private record Others(Answer answer) implements Claim.Owners {
    @Override
    public Answer of(String key) {
      return answer;
    }

    @Override
    public Answer one(String namespace, String name) {
      return answer;
    }
  }

  /**
   * Object 7 carries markers of these owners; the other owner is gone, there or lets go; the spec
   * adopts nothing, shows 7 or takes it over; the resource has it or held it.
   */
  @ParameterizedTest(name = "markers {0}, other {1}, {2}: {3}, since {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          m       | gone    | -                   | -              | it carries our marker
          -       | gone    | has                 | NotGranted     | anybody may have written the id
          -       | gone    | has, granted        | -              | the namespace may adopt it anyway
          -       | gone    | has, held           | -              | this process saw our marker on it
          -       | gone    | show                | -              | that it may adopt was asked before
          m n     | there   | -                   | OwnedByAnother | it can belong to one only
          n       | there   | -                   | OwnedByAnother | its owner is there
          n       | there   | take, granted       | OwnedByAnother | a living owner is not robbed
          n       | gone    | granted             | OwnedByAnother | what is free is taken only if the spec says so
          n       | gone    | show, granted       | OwnedByAnother | to show is not to take
          n       | gone    | take                | NotGranted     | the account's owner has a say
          n       | gone    | take, granted       | -              | it is free, wanted and granted
          n       | letsgo  | take, granted       | -              | its owner lets it go to us
          n       | letsgo  | granted             | OwnedByAnother | nobody asked for it
          n       | gone    | has, other, granted | OwnedByAnother | the spec names another object
          away    | gone    | take, granted       | OwnedByAnother | other clusters are not asked
          """)
  void refused(String markers, String other, String what, String expected, String since) {
    List<String> words = List.of((what == null ? "" : what).split(", "));
    ApiStatus status =
        ApiStatus.NONE.edit().object(words.contains("has") ? "7" : null, null).build();
    ResourceInPass<DatadogMonitor> work = MonitorInPass.of(status);
    LastSeen seen = new LastSeen("7", "hash", Report.NONE, 0, true);
    if (words.contains("held")) {
      work.controller().saw(work.id(), seen);
    }
    Account account =
        AccountAtWork.of(new DatadogMap(), Clock.fixed(MonitorInPass.NOW, ZoneOffset.UTC));
    Answer answer = other.equals("gone") ? GONE : other.equals("there") ? THERE : LETS_GO;
    Optional<Consent.Refusal> refusal =
        words.contains("granted")
            ? Optional.empty()
            : Optional.of(new Consent.Refusal("it may not", "Ask."));
    Claim<DatadogMonitor> claim = new Claim<>(work, account, new Others(answer), () -> refusal);
    ObservedObject found =
        new ObservedObject("7", null, "hash", Report.NONE, owners(markers), List.of());
    assertThat(claim.refused(found, spec(words)).map(o -> o.reason().name()).orElse(null))
        .as(since)
        .isEqualTo(expected);
  }

  private static Set<String> owners(String markers) {
    return markers == null
        ? Set.of()
        : Arrays.stream(markers.split(" "))
            .map(name -> name.equals("away") ? "far/home/m" : "test/home/" + name)
            .collect(Collectors.toSet());
  }

  private static ApiSpec spec(List<String> words) {
    String adopt =
        words.contains("take")
            ? "{'adopt': {'id': '7', 'takeOver': true}}"
            : words.contains("other")
                ? "{'adopt': {'id': '8', 'takeOver': true}}"
                : words.contains("show") ? "{'adopt': {'id': '7'}}" : "{}";
    return SpecReader.read(DatadogMap.json(adopt), ApiSpec.class).value();
  }
}
