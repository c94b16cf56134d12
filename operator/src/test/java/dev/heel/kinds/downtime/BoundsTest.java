package dev.heel.kinds.downtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.Asked;
import dev.heel.engine.Draft;
import dev.heel.resource.Permission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whether what a downtime mutes is bounded")
class BoundsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:a",
        "env:a AND team:b*",
        "env:a team:*",
        "(env:a)",
        "env:(a OR b)",
        "env:a OR env:b",
        "-env:a AND team:x",
        "NOT env:a AND team:x",
        "host:\"a b\"",
        "env:$(cluster.name)",
        "env:a AND (b:2 OR c:3)",
        "env:(a or b)",
        "device:/dev/sda1",
        "size:größe",
        "state:or"
      })
  @DisplayName("by a tag that must be there, whichever way it is read")
  void bounded(String scope) {
    assertThat(Bounds.isBounded(scope)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "env:*",
        "env:a*",
        "*:a",
        "NOT env:x",
        "-env:x",
        "!env:x",
        "NOT NOT env:x",
        "-env:(a OR b)",
        "env:(a OR *)",
        "env:(a OR NOT b)",
        "env:(NOT a)",
        "env:a OR *",
        "* OR env:a",
        "env:a OR env:*",
        "env:a or *",
        "env:a AND team:x OR *",
        "(env:a OR *)",
        "env:a OR NOT env:a",
        "env:(",
        "((((env:a))))",
        "env:a\u2003OR\u2003NOT\u2003env:a",
        "env:a\u00a0OR\u00a0-env:a",
        "env:a\u3000OR\u3000host:b",
        "env:a\u0085OR\u0085-env:a",
        "env:a\u2028OR -env:a",
        "env:a\u200bOR\u200b-env:a",
        "env:a\ufeffOR\ufeff-env:a",
        "env:a\u180eOR\u180e-env:a",
        "env:a \uff2f\uff32 -env:a",
        "env:(a \uff2f\uff32 \uff0a)",
        "env:a OR -env:a\u00a0",
        "env:(a or NOT a)",
        "env:(a oR -b)",
        "env:(a || -a)",
        "env:(a | *)",
        "env:a||-env:a",
        "env:(a \"OR\" -a)",
        "env:\"a OR -a\"",
        "env:\"a or NOT a\"",
        "env:\"-a\"",
        "env:a NOT OR -env:a",
        "env:(!x:(a))",
        "env:a,host:b",
        "env:a,-env:a",
        "env:a;*",
        "env:a\\ OR\\ *",
        "env:[a TO *]",
        "env:>0",
        "env:/./",
        "env:{* TO *}"
      })
  @DisplayName("and not by a wildcard, by what is absent, or by one of several that does not bound")
  void unbounded(String scope) {
    assertThat(Bounds.isBounded(scope)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{monitorRef: {name: b}} |",
        "{monitorRef: {name: b}, scope: '*'} |",
        "{monitorTags: [a]} |",
        "{monitorTags: ['team:a', '*']} |",
        "{monitorTags: ['team:a,env:b']} | /spec/monitorTags",
        "{monitorTags: [\"team:a\u00a0OR\u00a0x\"]} | /spec/monitorTags",
        "{monitorTags: ['*'], scope: 'env:a'} |",
        "{monitorTags: ['*']} | /spec/monitorTags",
        "{monitorTags: ['*'], scope: '*'} | /spec/scope",
        "{monitorTags: ['-team:a', 'env:*', '!x']} | /spec/monitorTags",
        "{definition: {scope: '*', monitor_identifier: {monitor_tags: ['*']}}} | /spec/definition/scope",
        "{definition: {scope: 'env:a', monitor_identifier: {monitor_tags: ['*']}}} |",
        "{definition: {monitor_identifier: {monitor_tags: ['a:b']}}} |",
        "{definition: {monitor_identifier: {monitor_id: 12}}} | /spec/definition/monitor_identifier",
        "{definition: {monitor_identifier: {monitor_id: 12, monitor_tags: [a]}}}"
            + " | /spec/definition/monitor_identifier",
        "{definition: {monitor_identifier: {monitor_id: '$(DatadogMonitor/b)'}}} |",
        "{definition: {monitor_identifier: {monitor_id: '1$(DatadogMonitor/b)'}}}"
            + " | /spec/definition/monitor_identifier",
        "{definition: {data: {type: downtime, attributes: {scope: '*', monitor_identifier: {monitor_tags: ['*']}}}}}"
            + " | /spec/definition",
        "{definitionFrom: {configMapKeyRef: {name: a, key: b}}} |",
        "{scope: {}, monitorTags: 7} | /spec"
      })
  @DisplayName("a downtime without a bound asks for MuteEverything, wherever it is written")
  void asks(String spec, String place) {
    DowntimeKind kind = new DowntimeKind();
    DatadogDowntime downtime = Downtimes.of(spec);
    assertThat(kind.asks(kind.draft(downtime, Draft.inline(downtime))))
        .filteredOn(asked -> asked.permission() == Permission.MuteEverything)
        .map(Asked::place)
        .map(at -> at.pointer())
        .satisfies(
            at -> {
              if (place == null) {
                assertThat(at).isEmpty();
              } else {
                assertThat(at).singleElement().asString().startsWith(place);
              }
            });
  }
}
