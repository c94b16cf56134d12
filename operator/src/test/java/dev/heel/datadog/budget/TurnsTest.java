package dev.heel.datadog.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.datadog.Calls;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Call.Method;
import dev.heel.engine.api.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose turn it is at a limit that is too small for all, by a clock that the tests move. */
@DisplayName("Turns at a rate limit")
class TurnsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final int PERIOD = 10;
  private static final Call LIST =
      Calls.call(Method.GET, "/api/v1/monitor", "/api/v1/monitor", null);

  private final MovableClock clock = new MovableClock(NOW);
  private final Set<Sender> gone = new HashSet<>();
  private final List<Sender> called = new ArrayList<>();
  private final RateBudget budget = new RateBudget(100, clock, this::call);
  private final Map<Sender, Call> wishes = new LinkedHashMap<>();
  private final List<String> sent = new ArrayList<>();

  /** What the server would count. */
  private final String limitName = "a_limit";

  private int limit = 20;
  private int used;

  @ParameterizedTest(name = "{0}: one resource beside 300 of another namespace is among the next")
  @EnumSource(
      value = Method.class,
      names = {"POST", "PUT", "DELETE"})
  void aQuietNamespaceDoesNotWaitForALoudOne(Method method) {
    wish("loud", 300, Calls.of(method));
    pass(Duration.ofSeconds(15));
    int before = sent.size();
    wish("quiet", 1, Calls.of(method));
    pass(Duration.ofSeconds(60));

    assertThat(sent.subList(before, before + 20)).contains("quiet/m0");
  }

  @ParameterizedTest(name = "a limit of {0}: {1} namespaces of 5 each come forward together")
  @CsvSource({"20, 40", "1, 3", "2, 5", "3, 7", "4, 4", "5, 9"})
  void namespacesTakeTurns(int calls, int namespaces) {
    limit = calls;
    wish("first", calls + 1, Calls.of(Method.POST)); // uses the first window up
    pass(Duration.ofSeconds(1));
    int before = sent.size();
    for (int i = 0; i < namespaces; i++) {
      wish("ns" + i, 5, Calls.of(Method.POST));
    }
    pass(Duration.ofSeconds(PERIOD * (2L + 5L * namespaces / calls)));

    List<String> rest = sent.subList(before, sent.size());
    assertThat(rest).hasSize(5 * namespaces + calls + 1 - before).doesNotHaveDuplicates();
    for (int round = 0; round < 5; round++) {
      List<String> turns = ofNamespaces(rest).subList(round * namespaces, (round + 1) * namespaces);
      assertThat(turns.stream().map(TurnsTest::namespace).distinct()).hasSize(namespaces);
    }
  }

  @Test
  @DisplayName("a namespace that is deleted while it waits costs no turn")
  void whoIsGoneCostsNothing() {
    limit = 4;
    wish("gone", 50, Calls.of(Method.POST));
    wish("here", 12, Calls.of(Method.POST));
    wishes.keySet().stream().filter(s -> s.namespace().equals("gone")).forEach(gone::add);
    pass(Duration.ofSeconds(3 * PERIOD + 1));

    assertThat(sent.stream().filter(s -> s.startsWith("here/"))).hasSize(12);
    pass(Duration.ofSeconds(PERIOD));
    assertThat(budget.waiting()).isEmpty();
  }

  @Test
  @DisplayName("a turn that is not used goes to the next one before long")
  void whoDoesNotComeLosesTheTurn() {
    limit = 2;
    use(2);
    Call silent = Calls.of(Method.POST).by(sender("a", "silent"));
    assertThat(budget.ask(silent)).isPresent();
    wish("b", 1, Calls.of(Method.POST));
    clock.moveBy(Duration.ofSeconds(PERIOD));
    budget.giveTurns(); // one at a time until this window's first answer
    assertThat(called).containsExactly(sender("a", "silent"));

    clock.moveBy(TurnQueue.TO_COME);
    used = 0;
    pass(Duration.ofSeconds(1));

    assertThat(sent).contains("b/m0");
  }

  @Test
  @DisplayName("a turn is held for its owner, and to ask again keeps the place")
  void aTurnIsHeld() {
    limit = 1;
    use(1);
    Call first = Calls.of(Method.POST).by(sender("a", "one"));
    Call second = Calls.of(Method.POST).by(sender("a", "two"));
    Wait told = budget.ask(first).orElseThrow();
    assertThat(told.until()).isEqualTo(NOW.plusSeconds(PERIOD));
    assertThat(budget.ask(second).orElseThrow().until()).isEqualTo(NOW.plusSeconds(2 * PERIOD));
    assertThat(budget.ask(first)).contains(told);

    clock.moveBy(Duration.ofSeconds(PERIOD));
    budget.giveTurns();

    assertThat(called).containsExactly(sender("a", "one"));
    assertThat(budget.begin(second)).isEmpty();
    assertThat(budget.begin(first)).isPresent();
  }

  @Test
  @DisplayName("before the first answer one call finds out what the limit is")
  void oneCallFindsOut() {
    Call first = Calls.of(Method.POST).by(sender("a", "one"));
    Call second = Calls.of(Method.POST).by(sender("a", "two"));
    RateBudget.Ticket ticket = budget.begin(first).orElseThrow();
    assertThat(budget.begin(second)).isEmpty();

    budget.end(ticket, 200, Map.of());

    assertThat(called).containsExactly(sender("a", "two"));
    assertThat(budget.begin(second)).isPresent();
  }

  @Test
  @DisplayName("a list has every second turn at most, and does not wait behind all others")
  void listsHaveTheirPlace() {
    limit = 6;
    assertThat(sends(LIST)).isTrue(); // what it falls under is known from now on
    wish("loud", 100, Calls.of(Method.PUT));
    pass(Duration.ofSeconds(1));
    for (String kind : List.of("A", "B", "C", "D", "E")) {
      wishes.put(Sender.list(kind), LIST.by(Sender.list(kind)));
    }
    int before = sent.size();
    wishes.keySet().stream().filter(Sender::isList).toList().forEach(this::tryToSend);
    pass(Duration.ofSeconds(PERIOD));

    List<String> next = sent.subList(before, before + 6);
    assertThat(next.stream().filter(s -> s.equals("/"))).hasSize(3);
    assertThat(next.stream().filter(s -> s.startsWith("loud/"))).hasSize(3);
  }

  @Test
  @DisplayName("reads take half of a limit that writes fall under too")
  void readsLeaveRoomForWrites() {
    limit = 10;
    wish("writes", 1, Calls.of(Method.PUT));
    wish("reads", 30, Calls.of(Method.GET));
    pass(Duration.ofSeconds(5));
    assertThat(sent.stream().filter(s -> s.startsWith("reads/"))).hasSize(5);

    wish("late", 1, Calls.of(Method.PUT));
    assertThat(sent).last().isEqualTo("late/m0");
  }

  @Test
  @DisplayName("one resource writes six times a minute, of whatever cause, and reads as it likes")
  void sixWritesAMinute() {
    limit = 500;
    Sender one = sender("a", "one");
    List<Method> causes =
        List.of(Method.POST, Method.PUT, Method.DELETE, Method.POST, Method.PUT, Method.PUT);
    causes.forEach(cause -> assertThat(sends(Calls.of(cause).by(one))).isTrue());
    for (Method method : List.of(Method.POST, Method.PUT, Method.DELETE)) {
      assertThat(budget.ask(Calls.of(method).by(one)).orElseThrow())
          .isEqualTo(
              new Wait(
                  "Heel wrote it 6 times within a minute, and does so no more often",
                  NOW.plusSeconds(60)));
    }
    assertThat(sends(Calls.of(Method.GET).by(one))).isTrue();
    assertThat(sends(Calls.of(Method.PUT).by(sender("a", "two")))).isTrue();

    clock.moveBy(Duration.ofSeconds(60));
    used = 0;
    assertThat(sends(Calls.of(Method.PUT).by(one))).isTrue();
  }

  @Test
  @DisplayName("a limit of an unknown name is asked for anew under its name, and nobody is lost")
  void whoWaitsComesAlong() {
    Call first = Calls.of(Method.POST).by(sender("a", "one"));
    RateBudget.Ticket ticket = budget.begin(first).orElseThrow();
    assertThat(budget.ask(Calls.of(Method.POST).by(sender("a", "two")))).isPresent();
    assertThat(budget.waiting()).containsExactly(Map.entry("POST /api/v1/monitor", 1));
    limit = 1;

    budget.end(ticket, 200, headers());

    assertThat(budget.waiting()).containsExactly(Map.entry("a_limit", 1));
  }

  /** All are passed over once, as when they are applied. */
  private void wish(String namespace, int count, Call call) {
    for (int i = 0; i < count; i++) {
      Sender sender = sender(namespace, "m" + i);
      wishes.put(sender, call.by(sender));
      tryToSend(sender);
    }
  }

  /** Lets time pass; who is called is passed over. */
  private void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    long window = window();
    while (clock.instant().isBefore(end)) {
      clock.moveBy(Duration.ofMillis(100));
      if (window() != window) {
        window = window();
        used = 0;
      }
      budget.giveTurns();
      while (!called.isEmpty()) {
        tryToSend(called.remove(0));
      }
    }
  }

  private void tryToSend(Sender sender) {
    Call call = wishes.get(sender);
    if (call != null && sends(call)) {
      wishes.remove(sender);
      sent.add(sender.namespace() + "/" + sender.name());
    }
  }

  private boolean sends(Call call) {
    Optional<RateBudget.Ticket> ticket = budget.begin(call);
    ticket.ifPresent(
        t -> {
          used++;
          assertThat(used).as("no window sees more than the limit").isLessThanOrEqualTo(limit);
          budget.end(t, 200, headers());
        });
    return ticket.isPresent();
  }

  private void use(int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(sends(Calls.of(Method.POST))).isTrue();
    }
  }

  private boolean call(Sender sender) {
    if (gone.contains(sender)) {
      return false;
    }
    called.add(sender);
    return true;
  }

  private long window() {
    return Math.floorDiv(clock.instant().getEpochSecond(), PERIOD);
  }

  private Map<String, String> headers() {
    long reset = (window() + 1) * PERIOD - clock.instant().getEpochSecond();
    return Map.of(
        "x-ratelimit-name", limitName,
        "x-ratelimit-limit", "" + limit,
        "x-ratelimit-period", "" + PERIOD,
        "x-ratelimit-remaining", "" + (limit - used),
        "x-ratelimit-reset", "" + reset);
  }

  private static List<String> ofNamespaces(List<String> sent) {
    return sent.stream().filter(s -> s.startsWith("ns")).toList();
  }

  private static String namespace(String sent) {
    return sent.substring(0, sent.indexOf('/'));
  }

  private static Sender sender(String namespace, String name) {
    return new Sender("DatadogMonitor", namespace, name);
  }
}
