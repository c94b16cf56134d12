package dev.heel.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Composite;
import dev.heel.query.tree.Contents;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Filter.Tag;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.query.tree.Span;
import dev.heel.query.tree.Window;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MonitorQueryTest {
  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("Of a query that Datadog takes nothing is said")
  @CsvFileSource(resources = "/query/right.txt", delimiter = ';', quoteCharacter = '\0')
  void right(String type, String query) {
    Reading<MonitorQuery> reading = Queries.monitor(type.strip(), query.strip());
    assertThat(reading.complaints()).isEmpty();
    assertThat(reading.value()).isPresent();
  }

  @Test
  @DisplayName("A metric query says its window, groups, metrics, tags, functions and threshold")
  void metric() {
    MonitorQuery query =
        read(
            "query alert",
            "pct_change(avg(last_1h),last_4h):abs(sum:disk.free{env:live,$zone,!host:a*} by"
                + " {host,mount}.rollup(sum, 60)) / 2 >= 12.50");
    assertThat(query).isInstanceOf(MonitorQuery.Metric.class);
    MonitorQuery.Metric metric = (MonitorQuery.Metric) query;
    assertThat(metric.time().name().name()).isEqualTo("pct_change");
    assertThat(metric.time().changed()).map(Name::name).contains("avg");
    assertThat(metric.window()).flatMap(Window::minutes).contains(60L);
    assertThat(metric.time().shift()).map(Window::text).contains("last_4h");
    assertThat(metric.groups()).extracting(Name::name).containsExactly("host", "mount");
    assertThat(metric.end().operator()).isEqualTo(">=");
    assertThat(metric.end().value()).contains(new BigDecimal("12.50"));
    Contents contents = Contents.of(metric.expression());
    assertThat(contents.series()).extracting(each -> each.metric().name()).contains("disk.free");
    assertThat(contents.functions()).extracting(each -> each.name().name()).containsExactly("abs");
    assertThat(contents.methods()).extracting(each -> each.name().name()).containsExactly("rollup");
    assertThat(contents.tags())
        .extracting(Tag::text)
        .containsExactly("env:live", "$zone", "host:a*");
    assertThat(contents.variables()).extracting(Name::name).containsExactly("zone");
  }

  @Test
  @DisplayName("Places are those of the text")
  void places() {
    String text = "avg(last_5m):avg:disk.free{*} by {host} > 0.50";
    MonitorQuery.Metric metric = (MonitorQuery.Metric) read("metric alert", text);
    Contents contents = Contents.of(metric.expression());
    assertThat(at(text, metric.time().window().span())).isEqualTo("last_5m");
    assertThat(at(text, metric.time().span())).isEqualTo("avg(last_5m)");
    assertThat(at(text, contents.series().get(0).metric().span())).isEqualTo("disk.free");
    assertThat(at(text, contents.groups().get(0).span())).isEqualTo("host");
    assertThat(at(text, metric.end().numberAt())).isEqualTo("0.50");
    assertThat(at(text, metric.end().span())).isEqualTo("> 0.50");
  }

  @Test
  @DisplayName("Groups may stand behind the comparison, as in monitors that Datadog publishes")
  void groupsAtTheEnd() {
    MonitorQuery query = read("query alert", "avg(last_15m):avg:pool.used{*} > 0.9 by {host}");
    assertThat(query.groups()).extracting(Name::name).containsExactly("host");
    assertThat(query.comparison()).flatMap(Comparison::value).contains(new BigDecimal("0.9"));
  }

  @Test
  @DisplayName("A query of steps says its source, groups and window, in quotes or not")
  void steps() {
    String text =
        "logs(\"service:pay\").index(\"*\").rollup(\"count\").by(\"host, @http.url\").last(\"15m\")"
            + " > 3";
    MonitorQuery.Source logs = (MonitorQuery.Source) read("log alert", text);
    assertThat(logs.source().name()).isEqualTo("logs");
    assertThat(logs.groups()).extracting(Name::name).containsExactly("host", "@http.url");
    assertThat(logs.groups()).map(each -> at(text, each.span())).contains("@http.url");
    assertThat(logs.window()).flatMap(Window::minutes).contains(15L);
    MonitorQuery jobs =
        read("data-jobs alert", "formula(\"failed(runs)\").by(job,place).last(10d) > 0");
    assertThat(jobs.groups()).extracting(Name::name).containsExactly("job", "place");
    assertThat(jobs.window()).flatMap(Window::minutes).contains(14_400L);
  }

  @Test
  @DisplayName("A service check has its number of runs, and no comparison")
  void serviceCheck() {
    MonitorQuery check =
        read("service check", "\"db.up\".over(\"a\",\"b\").by(\"host\").last(3).count_by_status()");
    assertThat(check.window()).map(Window::text).contains("3");
    assertThat(check.comparison()).isEmpty();
  }

  @Test
  @DisplayName("A formula in quotes is read at its place")
  void formula() {
    String text = "formula(\"bad / all\").last(\"15m\") > 0.2";
    MonitorQuery.OfFormula query = (MonitorQuery.OfFormula) read("log alert", text);
    assertThat(query.formula().names()).extracting(Name::name).containsExactly("bad", "all");
    List<Complaint> undeclared = Queries.undeclared(query.formula(), List.of("bad"));
    assertThat(undeclared).hasSize(1);
    assertThat(at(text, undeclared.get(0).at())).isEqualTo("all");
    assertThat(undeclared.get(0).kind()).isEqualTo(Complaint.Kind.UNDECLARED);
  }

  @Test
  @DisplayName("A composite names its monitors, with && before ||")
  void composite() {
    MonitorQuery.OfMonitors query =
        (MonitorQuery.OfMonitors) read("composite", "12 && !$(DatadogMonitor/a) || (34)");
    Composite.Joined any = (Composite.Joined) query.composite();
    assertThat(any.operator()).isEqualTo("||");
    assertThat(any.parts()).hasSize(2);
    assertThat(any.parts().get(0)).isInstanceOf(Composite.Joined.class);
  }

  private static MonitorQuery read(String type, String text) {
    Reading<MonitorQuery> reading = Queries.monitor(type, text);
    assertThat(reading.complaints()).isEmpty();
    return reading.value().orElseThrow();
  }

  private static String at(String text, Span span) {
    return text.substring(span.offset(), span.end());
  }
}
