package dev.heel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.schema.structure.FieldError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kinds of rules that Heel's CRDs carry, each accepted by a real API server: exactly one of
 * several, at most one, one needs another, together or not at all. They must mean the same here.
 */
class HeelRulesTest {
  private static final String CHECK =
      """
      {type: 'object', properties: {
        integration: {type: 'object', properties: {name: {type: 'string'}}},
        python: {type: 'object', properties: {code: {type: 'string'}}},
        jmx: {type: 'object', properties: {jar: {type: 'string'}}},
        runOn: {type: 'string', enum: ['Nodes', 'Cluster']},
        targets: {type: 'object', properties: {
          service: {type: 'string'},
          services: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true},
          pods: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}}}},
       'x-kubernetes-validations': [
        {rule: '[has(self.integration), has(self.python), has(self.jmx)].filter(x, x).size() == 1',
         message: 'one code'},
        {rule: 'has(self.targets) ? !has(self.runOn) : has(self.runOn)', message: 'one place'},
        {rule: '!has(self.targets) || [has(self.targets.service), has(self.targets.services),\
       has(self.targets.pods)].filter(x, x).size() == 1', message: 'one target'}]}
      """;

  private static final String SCHEDULE =
      """
      {type: 'object', properties: {
        timezone: {type: 'string'}, start: {type: 'string'}, end: {type: 'string'},
        recurrences: {type: 'array', maxItems: 9, items: {type: 'object', properties: {
          rrule: {type: 'string'}}}},
        weekly: {type: 'array', maxItems: 9, items: {type: 'object', properties: {
          from: {type: 'string'}, to: {type: 'string'}},
         'x-kubernetes-validations': [
          {rule: 'has(self.from) == has(self.to)', message: 'together'}]}}},
       'x-kubernetes-validations': [
        {rule: '[has(self.weekly), has(self.recurrences), has(self.start) || has(self.end)]\
      .filter(x, x).size() <= 1', message: 'one way'},
        {rule: '!(has(self.weekly) || has(self.recurrences)) || has(self.timezone)',
         message: 'timezone'}]}
      """;

  private static List<String> complaints(String schema, String spec) {
    return Crds.schema(schema).validate(Crds.object(spec), null).stream()
        .map(violation -> violation.field() + " " + FieldError.of(violation).detail())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{python: {}, runOn: 'Nodes'};",
        "{jmx: {}, targets: {service: 'a'}};",
        "{runOn: 'Nodes'};one code",
        "{python: {}, jmx: {}, runOn: 'Nodes'};one code",
        "{python: {}};one place",
        "{python: {}, runOn: 'Nodes', targets: {pods: {}}};one place",
        "{python: {}, targets: {}};one target",
        "{python: {}, targets: {pods: {}, services: {}}};one target"
      })
  void check(String spec, String complaint) {
    List<String> expected =
        complaint == null ? List.of() : List.of("spec Invalid value: " + complaint);
    assertThat(complaints(CHECK, spec)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{start: 'a', end: 'b'};",
        "{weekly: [{from: 'a', to: 'b'}, {}], timezone: 'Europe/Paris'};",
        "{weekly: [], recurrences: [], timezone: 'a'};spec Invalid value: one way",
        "{weekly: [], end: 'a', timezone: 'a'};spec Invalid value: one way",
        "{recurrences: []};spec Invalid value: timezone",
        "{weekly: [{}, {to: 'b'}], timezone: 'a'};spec.weekly[1] Invalid value: together"
      })
  void downtimeSchedule(String spec, String complaint) {
    assertThat(complaints(SCHEDULE, spec))
        .isEqualTo(complaint == null ? List.of() : List.of(complaint));
  }
}
