package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a downtime may be, and when a recurring one mutes. It is Tuesday, 15:00 UTC. */
class DowntimeRulesTest {
  private static final String ALL = "/api/v2/downtime";
  private static final String TAGS = "'monitor_identifier':{'monitor_tags':['team:a']}";
  private static final String NEW_YORK =
      TAGS + ",'scope':'*','display_timezone':'America/New_York','schedule':";

  private final TestClock clock = new TestClock();

  @AutoClose
  private final DatadogServer server =
      DatadogServer.start(DatadogOptions.builder().clock(clock).build());

  private final Caller datadog = new Caller(server);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'scope':'*'|'monitor_identifier' is a required property",
        "'monitor_identifier':{'monitor_tags':['*']}|'scope' is a required property",
        "'scope':5,'monitor_identifier':{'monitor_tags':['*']}|5 is not of type 'string'",
        "'scope':'*','monitor_identifier':{'monitor_id':1,'monitor_tags':['*']}"
            + "|{'monitor_id': 1, 'monitor_tags': ['*']} is not valid under any of the given"
            + " schemas",
        "'scope':'*','monitor_identifier':{'monitor_id':1}|Monitor with id 1 not found",
        "'scope':'*','monitor_identifier':{'monitor_tags':[]}|[] is too short",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},'notify_end_states':['ok']"
            + "|'ok' is not one of ['alert', 'no data', 'warn']",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},'a':1,'b':2"
            + "|Additional properties are not allowed ('a', 'b' were unexpected)",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},"
            + "'schedule':{'start':'2026-11-24T14:00:00Z'}"
            + "|Scheduled downtime start cannot be in the past",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},"
            + "'schedule':{'start':'2026-11-24T16:00:00+01:00'}"
            + "|'2026-11-24T16:00:00+01:00' is not an ISO-8601 datetime in UTC",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},'schedule':{'timezone':"
            + "'America/New_York','recurrences':[{'duration':'1h','rrule':'FREQ=DAILY'}]}"
            + "|timezone must match display_timezone",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},'schedule':{'recurrences':"
            + "[{'duration':'1h','rrule':'FREQ=SOMETIMES'}]}|Invalid rrule: FREQ=SOMETIMES",
        "'scope':'*','monitor_identifier':{'monitor_tags':['*']},'schedule':{'recurrences':"
            + "[{'duration':'1h','rrule':'FREQ=DAILY','start':'2026-11-24T14:00:00'}]}"
            + "|Scheduled downtime start cannot be in the past"
      })
  void refused(String attributes, String words) {
    Answer answer = create(attributes);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(words);
  }

  @Test
  @DisplayName("at most 32 monitor tags of at most 256 characters")
  void tags() {
    String tags = "'t'" + ",'t'".repeat(31);
    String body = "'scope':'*','monitor_identifier':{'monitor_tags':[%s]}";
    assertThat(create(body.formatted(tags)).status()).isEqualTo(200);
    assertThat(create(body.formatted(tags + ",'t'")).status()).isEqualTo(400);
    assertThat(create(body.formatted("'" + "t".repeat(256) + "'")).status()).isEqualTo(200);
    assertThat(create(body.formatted("'" + "t".repeat(257) + "'")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "env:prod",
        "env:prod AND -team:a",
        "env:(prod OR dev) AND host:web*",
        "env:prod OR env:dev",
        "-env:(a OR b)",
        "host:\\\"a b\\\"",
        "(env:a OR team:b) AND host:c"
      })
  @DisplayName("a scope may be")
  void scopes(String scope) {
    assertThat(create("'scope':'" + scope + "'," + TAGS).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "prod,All values must have a key",
    "env:a AND prod,All values must have a key",
    "(prod),All values must have a key",
    "env:a OR team:b,The value provided for parameter 'scope' is invalid",
    "env:a?,The value provided for parameter 'scope' is invalid",
    "(env:a,The value provided for parameter 'scope' is invalid",
    "env:a),The value provided for parameter 'scope' is invalid",
    "((env:(a OR b))),The value provided for parameter 'scope' is invalid",
    "env:a AND,The value provided for parameter 'scope' is invalid",
    "env:,The value provided for parameter 'scope' is invalid"
  })
  void badScopes(String scope, String words) {
    Answer answer = create("'scope':'" + scope + "'," + TAGS);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(words);
  }

  @Test
  @DisplayName("a night of a zone: next, then current, then the next one; in UTC")
  void nights() {
    create(
        NEW_YORK
            + "{'timezone':'America/New_York','recurrences':[{'start':'2026-11-24T19:00:00',"
            + "'duration':'14h','rrule':'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR'}]}");
    assertThat(state()).isEqualTo("scheduled 2026-11-25T00:00:00 2026-11-25T14:00:00");
    clock.advance(Duration.ofHours(10));
    assertThat(state()).isEqualTo("active 2026-11-25T00:00:00 2026-11-25T14:00:00");
    clock.advance(Duration.ofHours(14));
    assertThat(state()).isEqualTo("scheduled 2026-11-26T00:00:00 2026-11-26T14:00:00");
  }

  @Test
  @DisplayName("windows of one downtime that overlap or touch are one: Friday night to Monday")
  void union() {
    create(
        NEW_YORK
            + "{'timezone':'America/New_York','recurrences':["
            + "{'start':'2026-11-24T19:00:00','duration':'14h',"
            + "'rrule':'FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR'},"
            + "{'start':'2026-11-28T00:00:00','duration':'24h','rrule':'FREQ=WEEKLY;BYDAY=SA,SU'}]}");
    clock.advance(Duration.ofDays(4));
    assertThat(state()).isEqualTo("active 2026-11-28T00:00:00 2026-11-30T14:00:00");
  }

  @Test
  @DisplayName("a wall-clock start moves in UTC when the zone's summer begins")
  void summer() {
    create(
        NEW_YORK
            + "{'timezone':'America/New_York','recurrences':[{'start':'2026-11-25T19:00:00',"
            + "'duration':'1h','rrule':'FREQ=DAILY'}]}");
    clock.advance(Duration.ofDays(120));
    assertThat(state()).isEqualTo("scheduled 2027-03-24T23:00:00 2027-03-25T00:00:00");
  }

  @Test
  @DisplayName("a rule that ends, by COUNT or UNTIL, ends the downtime")
  void ends() {
    create(
        NEW_YORK
            + "{'timezone':'America/New_York','recurrences':[{'start':'2026-11-24T19:00',"
            + "'duration':'1h','rrule':'FREQ=DAILY;COUNT=2'}]}");
    clock.advance(Duration.ofDays(1));
    assertThat(state()).startsWith("scheduled");
    clock.advance(Duration.ofDays(1));
    assertThat(attributes().path("status").asText()).isEqualTo("ended");
    assertThat(attributes().at("/schedule/current_downtime").isNull()).isTrue();
    assertThat(attributes().at("/schedule/recurrences/0/start").asText())
        .isEqualTo("2026-11-24T19:00");
  }

  private Answer create(String attributes) {
    return datadog.post(ALL, "{'data':{'type':'downtime','attributes':{" + attributes + "}}}");
  }

  private JsonNode attributes() {
    return datadog.get(ALL).body().at("/data/0/attributes");
  }

  private String state() {
    JsonNode window = attributes().at("/schedule/current_downtime");
    return String.join(
            " ",
            attributes().path("status").asText(),
            window.path("start").asText(),
            window.path("end").asText())
        .replace("+00:00", "");
  }
}
