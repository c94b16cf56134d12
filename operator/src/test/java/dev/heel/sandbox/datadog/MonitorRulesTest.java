package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.sandbox.datadog.Caller.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Datadog refuses in a monitor, word for word, in a create as in a validation. */
class MonitorRulesTest {
  private static final DatadogServer SERVER = DatadogServer.start(DatadogOptions.defaults());
  private static final Caller DATADOG = new Caller(SERVER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest(name = "{0}: {1} {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric alert|avg(last_5m):avg:m{*} > 800|{'thresholds':{'critical':500}}"
            + "|Alert threshold (500) does not match that used in the query (800).",
        "metric alert|avg(last_5m):avg:m{*} > 0.80|{'thresholds':{'critical':0.9}}"
            + "|Alert threshold (0.9) does not match that used in the query (0.8).",
        "metric alert|avg(last_5m):avg:m{*} > 800|{'thresholds':{'warning':500}}"
            + "|Alert status is required.",
        "log alert|query|{}"
            + "|`The value provided for parameter 'query' is invalid: invalid operator specified: `",
        "metric alert|THIS IS A BAD QUERY|{}|The value provided for parameter 'query' is invalid",
        "metric alert|avg(last_5m):avg:m{*} > .5|{}"
            + "|The value provided for parameter 'query' is invalid",
        "metric alert|avg(last_20000m):avg:m{*} > 5|{}"
            + "|The value provided for parameter 'query' is invalid",
        "nonsense alert|avg(last_5m):avg:m{*} > 5|{}"
            + "|The value provided for parameter 'type' is invalid",
        "synthetics alert|no_query|{}|The value provided for parameter 'type' is invalid",
        "composite|1 && 2|{}|Some monitor IDs are invalid",
        "composite|1 && (2|{}|The value provided for parameter 'query' is invalid",
        "service check|\\\"a\\\".over(\\\"*\\\").last(2).count_by_status()|{}"
            + "|A grouping must be specified for custom checks",
        "service check|\\\"a\\\".over(\\\"*\\\").by(\\\"host\\\").last(4).count_by_status()"
            + "|{'thresholds':{'ok':3,'warning':3,'critical':5}}"
            + "|Last field should be larger than or equal to max threshold defined in monitor options",
        "event-v2 alert|events(\\\"a\\\").rollup(\\\"count\\\").last(\\\"5m\\\") >= 1"
            + "|{'thresholds':{'critical':1,'critical_recovery':0.9}}"
            + "|Invalid threshold statuses found: critical_recovery.",
        "metric alert|avg(last_5m):avg:m{*} > 5|{'thresholds':{'critical':5,'warning':6}}"
            + "|alert and warn criteria are such that the warning state will never be hit",
        "metric alert|avg(last_5m):avg:m{*} < 5|{'thresholds':{'critical':5,'warning':4}}"
            + "|alert and warn criteria are such that the warning state will never be hit",
        "metric alert|avg(last_5m):avg:m{*} > 5|{'thresholds':{'critical':5,'critical_recovery':6}}"
            + "|alert and alert recovery criteria are such that the monitor can be simultaneously in"
            + " alert and alert recovery states",
      })
  void refused(String type, String query, String options, String error) {
    String body =
        "{'name':'n','type':'%s','query':'%s','options':%s}".formatted(type, query, options);
    for (String path : new String[] {"/api/v1/monitor", "/api/v1/monitor/validate"}) {
      Answer answer = DATADOG.post(path, body);
      assertThat(answer.error()).isEqualTo(error);
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2} is accepted")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric alert|avg(last_5m):avg:m{*} by {host} > 800|{'thresholds':{'critical':800.0}}",
        "metric alert|change(avg(last_5m),last_1h):avg:m{*} > -5|{}",
        "query alert|avg(last_4h):anomalies(avg:m{*}, 'agile', 2) >= 1"
            + "|{'thresholds':{'critical':1,'critical_recovery':0}}",
        "query alert|avg(last_5m):avg:m{*} < 5|{'thresholds':{'critical':5,'warning':6}}",
        "service check|\\\"a\\\".over(\\\"*\\\").by(\\\"host\\\").last(4).count_by_status()"
            + "|{'thresholds':{'ok':1,'warning':2,'critical':3}}",
        "slo alert|error_budget(\\\"abc\\\").over(\\\"7d\\\") > 75|{'thresholds':{'critical':75}}",
        "process alert|processes(\\\"s\\\").over(\\\"t\\\").rollup(\\\"count\\\").last(\\\"10m\\\") < 1|{}",
        "trace-analytics alert|trace-analytics(\\\"env:p\\\").rollup(\\\"count\\\").last(\\\"5m\\\") > 100|{}",
      })
  void accepted(String type, String query, String options) {
    String body =
        "{'name':'n','type':'%s','query':'%s','options':%s}".formatted(type, query, options);
    // Quotes inside an anomalies() query would be turned into JSON's: keep them.
    Answer answer =
        DATADOG.post("/api/v1/monitor/validate", body.replace("'agile'", "\\u0027agile\\u0027"));
    assertThat(answer.body()).isEqualTo(Caller.json("{}"));
  }

  @Test
  @DisplayName("members of the wrong JSON type, an impossible priority and no JSON at all are 400")
  void malformed() {
    String good = "'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5'";
    assertThat(DATADOG.post("/api/v1/monitor", "{" + good + ",'priority':6}").error())
        .isEqualTo("The value provided for parameter 'priority' is invalid");
    assertThat(DATADOG.post("/api/v1/monitor", "{" + good + ",'tags':'a'}").error())
        .isEqualTo("The value provided for parameter 'tags' is invalid");
    assertThat(DATADOG.post("/api/v1/monitor", "[]").status()).isEqualTo(400);
    assertThat(DATADOG.post("/api/v1/monitor", "{").status()).isEqualTo(400);
    assertThat(DATADOG.post("/api/v1/monitor", null).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("an update is checked as a whole: the query alone may not leave its threshold")
  void updateIsChecked() {
    long id =
        DATADOG
            .post(
                "/api/v1/monitor",
                "{'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5',"
                    + "'options':{'thresholds':{'critical':5}}}")
            .id();
    String path = "/api/v1/monitor/" + id;
    String change = "{'query':'avg(last_5m):avg:m{*} > 6'}";
    assertThat(DATADOG.put(path, change).error())
        .isEqualTo("Alert threshold (5) does not match that used in the query (6).");
    assertThat(DATADOG.post(path + "/validate", change).status()).isEqualTo(400);
    assertThat(DATADOG.post("/api/v1/monitor/4711/validate", change).status()).isEqualTo(404);
  }
}
