package dev.heel.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heel.engine.Draft;
import dev.heel.engine.Scope;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.api.resource.DatadogMap;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ListedResources;
import dev.heel.operator.api.resource.MonitorInPass;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.Referrers;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a pass needs before it looks at Datadog")
class ResolutionTest {
  private static final String MONITOR =
      "{'type': 'metric alert', 'query': 'avg(last_5m):avg:m{*} > 1', 'message': '@a@example.com %s'}";
  private static final Target OTHER = new Target("DatadogMonitor", "home", "other");

  private final Referrers referrers = new Referrers(target -> {}, target -> {});
  private final ApiControllers controllers = ApiControllers.of(Kinds.api(), new ResourceMemory());

  private Resolution<DatadogMonitor> resolution(
      ResourceInPass<DatadogMonitor> work, NamespacedName fallback) {
    OperatorOptions options = OperatorOptions.of("test").defaultAccount(fallback).build();
    Accounts accounts = new Accounts(options, null);
    accounts.cache(new ListedResources<DatadogAccount>(List.of()));
    AccountAccess access = new AccountAccess(accounts, null);
    return new Resolution<>(work, new Resolutions(access, controllers, null, referrers));
  }

  private static ResourceInPass<DatadogMonitor> work(String id, String spec) {
    ResourceInPass<DatadogMonitor> work =
        MonitorInPass.of(ApiStatus.NONE.edit().object(id, null).build());
    work.resource().setSpec(DatadogMap.json(spec));
    return work;
  }

  private static Halt halted(ThrowingCallable call) {
    return catchThrowableOfType(Halt.class, call);
  }

  @ParameterizedTest(name = "{0}, the operator''s default is {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {'accountRef': {'name': 'eu'}}                     | -          | home/eu       | Correct spec.accountRef
          {'accountRef': {'name': 'eu', 'namespace': 'ops'}} | ops/us     | ops/eu        | Correct spec.accountRef
          {}                                                 | ops/us     | ops/us        | Make it, set spec.accountRef
          {}                                                 | -          | home/default  | or start the operator with --default-account
          """)
  @DisplayName("an account that is not there is named, with what to do")
  void noAccount(String spec, String fallback, String named, String remedy) {
    ResourceInPass<DatadogMonitor> work = work(null, spec);
    Resolution<DatadogMonitor> resolution =
        resolution(work, fallback == null ? null : NamespacedName.parse(fallback));

    Halt halt = halted(() -> resolution.account(resolution.common()));

    assertThat(halt.outcome().reason()).isEqualTo(Reason.WaitingForAccount);
    assertThat(halt.outcome().message()).startsWith("No DatadogAccount " + named).contains(remedy);
    assertThat(halt.outcome().waiting()).isEqualTo("Waiting for DatadogAccount " + named + ".");
    assertThat(referrers.from(work.target()))
        .as("it is woken when the account appears")
        .contains(Kinds.ACCOUNT.target(NamespacedName.parse(named)));
  }

  @ParameterizedTest(name = "with object {0}: {1}")
  @CsvSource(
      nullValues = "-",
      value = {"-, Nothing was sent to Datadog.", "7, Monitor 7 stays as it was."})
  @DisplayName("a spec that contradicts itself ends the pass, and says what became of the object")
  void invalid(String id, String kept) {
    ResourceInPass<DatadogMonitor> work = work(id, "{'deletionPolicy': 7}");
    Halt halt = halted(() -> resolution(work, null).common());
    assertThat(halt.outcome().reason()).isEqualTo(Reason.Invalid);
    assertThat(halt.outcome().message()).contains("deletionPolicy").endsWith(kept);

    work.resource().setSpec(DatadogMap.json("{'type': 'metric alert'}"));
    Draft draft = Kinds.MONITOR.draft(work.resource(), null);
    assertThat(halted(() -> resolution(work, null).check(draft)).outcome().message())
        .as("so does what the checks find")
        .contains("query")
        .endsWith(kept);
  }

  /** What is in the cache of the other monitor: its id, and a create that is under way. */
  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -      | No DatadogMonitor home/other                                   | 0 | it is not there
          none   | DatadogMonitor home/other has no object in Datadog yet         | 1 | it was not made yet
          making | DatadogMonitor home/other has no object in Datadog yet         | 1 | its id is about to be another one
          8      | -                                                              | 0 | it is there
          """)
  @DisplayName("a reference is what the other resource's status says")
  void reference(String other, String message, int events, String because) throws Halt {
    ResourceInPass<DatadogMonitor> work = work(null, MONITOR.formatted("$(DatadogMonitor/other)"));
    controllers.all().forEach(each -> fill(each.kind().name(), other));
    Resolution<DatadogMonitor> resolution = resolution(work, null);
    Draft draft = Kinds.MONITOR.draft(work.resource(), null);

    if (message == null) {
      Scope scope = resolution.scope(draft);
      assertThat(scope.references().get(OTHER).id()).as(because).isEqualTo("8");
    } else {
      Halt halt = halted(() -> resolution.scope(draft));
      assertThat(halt.outcome().reason()).isEqualTo(Reason.WaitingForReference);
      assertThat(halt.outcome().message()).as(because).startsWith(message).contains("spec.message");
      assertThat(halt.outcome().happenings()).as("told once where it is there").hasSize(events);
    }
    assertThat(referrers.from(work.target())).as("its changes wake it").contains(OTHER);
  }

  @SuppressWarnings("unchecked") // the controller of monitors is one of DatadogMonitor
  private void fill(String kind, String other) {
    if (!kind.equals(Kinds.MONITOR.name())) {
      return;
    }
    DatadogMonitor monitor = new DatadogMonitor();
    monitor.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("home")
            .withName("other")
            .withUid("other")
            .withCreationTimestamp("2026-11-30T11:00:00Z")
            .build());
    monitor.setStatus(status(other));
    List<DatadogMonitor> all = other == null ? List.of() : List.of(monitor);
    ((KindController<DatadogMonitor>) controllers.of(kind)).cache(new ListedResources<>(all));
  }

  private static ApiStatus status(String other) {
    if (other == null || other.equals("none")) {
      return ApiStatus.NONE;
    }
    return other.equals("making")
        ? ApiStatus.NONE.edit().object("8", null).creating("2026-11-30T11:59:59Z", null).build()
        : ApiStatus.NONE.edit().object(other, null).build();
  }

  @Test
  @DisplayName("references in a circle are named in their order")
  void circle() {
    ResourceInPass<DatadogMonitor> work = work(null, MONITOR.formatted("$(DatadogMonitor/other)"));
    referrers.refer(OTHER, Set.of(work.target()));
    Draft draft = Kinds.MONITOR.draft(work.resource(), null);
    Halt halt = halted(() -> resolution(work, null).scope(draft));
    assertThat(halt.outcome().reason()).isEqualTo(Reason.ReferenceCycle);
    assertThat(halt.outcome().message())
        .contains("DatadogMonitor home/m -> DatadogMonitor home/other -> DatadogMonitor home/m");
  }
}
