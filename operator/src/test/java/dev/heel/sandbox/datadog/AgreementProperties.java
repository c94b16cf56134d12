package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.kinds.monitor.checks.Monitors;
import dev.heel.resource.Problem;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** What the embedded Datadog refuses in a query, the rules have told, as a warning at least. */
class AgreementProperties {
  private static final DatadogServer SERVER = DatadogServer.start(DatadogOptions.defaults());
  private static final Caller DATADOG = new Caller(SERVER);
  private static final MonitorKind KIND = new MonitorKind();

  private static final List<String> METRIC =
      List.of("avg(last_5m):avg:m{*} > 8", "sum(last_1h):sum:m{a:b} by {host}.as_count() >= 0.5");
  private static final List<String> LOGS =
      List.of("logs(\"a:b\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > 2");
  private static final List<String> CHECKS =
      List.of("\"c\".over(\"*\").by(\"host\").last(4).count_by_status()");
  private static final String LETTERS = "(){}:.,\"<>=0a_";

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  /** A query, and one of another type now and then. */
  record Sent(String type, String query) {}

  @Property(tries = 500)
  void whatIsRefusedIsTold(@ForAll("slips") Sent sent) {
    ObjectNode spec = Caller.MAPPER.createObjectNode().put("name", "n");
    spec.put("type", sent.type()).put("query", sent.query()).put("message", "m");
    DatadogMonitor monitor = Monitors.of(spec);
    Draft draft = KIND.draft(monitor, Draft.inline(monitor));
    List<Problem> told = KIND.problems(draft, Kinds.referable());

    Caller.Answer answer = DATADOG.post("/api/v1/monitor/validate", spec.toString());

    assertThat(answer.status() == 200 || !told.isEmpty())
        .as("%s is refused, and nothing told of it: %s", sent, answer.error())
        .isTrue();
  }

  /** One letter lost, or another one put in, but no blank: where Datadog takes one is not known. */
  @Provide
  Arbitrary<Sent> slips() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 1000);
    Arbitrary<Integer> letters = Arbitraries.integers().between(-1, LETTERS.length() - 1);
    return Combinators.combine(right(), places, letters)
        .as((right, place, letter) -> new Sent(right.type(), slip(right.query(), place, letter)));
  }

  private static String slip(String query, int place, int letter) {
    int at = place % query.length();
    return letter < 0
        ? query.substring(0, at) + query.substring(at + 1)
        : query.substring(0, at) + LETTERS.charAt(letter) + query.substring(at);
  }

  private static Arbitrary<Sent> right() {
    Arbitrary<String> types = Arbitraries.of("metric alert", "query alert", "log alert");
    Arbitrary<String> any = Arbitraries.of(METRIC.get(0), LOGS.get(0));
    return Arbitraries.oneOf(
        Arbitraries.of(METRIC).map(query -> new Sent("query alert", query)),
        Arbitraries.of(LOGS).map(query -> new Sent("log alert", query)),
        Arbitraries.of(CHECKS).map(query -> new Sent("service check", query)),
        Combinators.combine(types, any).as(Sent::new));
  }
}
