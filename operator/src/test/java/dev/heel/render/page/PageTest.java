package dev.heel.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.kinds.Samples;
import dev.heel.kinds.dashboard.Graph;
import dev.heel.kinds.webhook.DatadogWebhook;
import dev.heel.kinds.webhook.WebhookKind;
import dev.heel.manifest.ManifestReader;
import dev.heel.manifest.ReadFile;
import dev.heel.manifest.Source;
import dev.heel.render.Bodies;
import dev.heel.render.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The page that explains manifests")
class PageTest {
  private static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");

  private static String page(String yaml) {
    ReadFile file =
        new ManifestReader(InputStream.nullInputStream()).read(new Source("a.yaml"), yaml);
    assertThat(file.errors()).isEmpty();
    return new Page(new Bodies("test", "default", NOW).of(List.of(file)), "a", NOW).html();
  }

  private static String dashboard(String rest) {
    return page(
        "apiVersion: heel.dev/v1alpha1\nkind: DatadogDashboard\n"
            + "metadata: {name: d, namespace: home}\nspec: {title: T, "
            + rest
            + "}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anomalies(avg:a{*}, 'robust', 3) | 3 deviations wide to each side; what leaves it is red; robust knows
          anomalies(avg:a{*}, 'new', 2)    | 2 deviations wide to each side; what leaves it is red.
          sum:a{*}.rollup(sum, 3600)       | Rollup: all points of an hour become one, their sum.
          max:a{*}.rollup(max, 7200)       | Rollup: all points of 2 hours become one, the largest of them.
          avg:a{*}.rollup(300)             | Rollup: all points of 5 minutes become one, their average.
          avg:a{*}.rollup(avg)             | Rollup: all points of a stretch of time become one, their average.
          avg:a{*} by {host, env}          | A line for each host and env.
          sum:a{*}.as_count()              | as_count: how often it happened, not how often a second.
          """)
  @DisplayName("functions are explained in a sentence each")
  void explained(String query, String sentence) {
    JsonNode definition =
        Samples.JSON.createObjectNode().put("type", "timeseries").set("requests", requests(query));
    assertThat(String.join(" ", Explanation.of(Graph.of(definition)))).contains(sentence);
  }

  private static JsonNode requests(String query) {
    return Samples.JSON.createArrayNode().add(Samples.JSON.createObjectNode().put("q", query));
  }

  @Test
  @DisplayName("an anomaly has its band and a red part; a rollup bars; a ranking its groups")
  void drawn() {
    assertThat(
            dashboard(
                "layoutType: ordered, widgets: [{definition: {type: timeseries, requests: [{q:"
                    + " \"anomalies(avg:a{*}, 'basic', 2)\"}]}}]"))
        .contains("class=\"band\"", "class=\"line bad\" d=\"M");
    assertThat(
            dashboard(
                "layoutType: ordered, widgets: [{definition: {type: timeseries, requests: [{q:"
                    + " \"sum:a{*}.rollup(sum, 60)\"}]}}]"))
        .contains("<rect class=\"bar c0\"")
        .doesNotContain("class=\"band\"");
    assertThat(
            dashboard(
                "layoutType: ordered, widgets: [{definition: {type: toplist, requests: [{q:"
                    + " \"avg:a{*} by {shop}\"}]}}]"))
        .contains("<span>shop-1</span>");
  }

  @Test
  @DisplayName("widgets stand where their layout says, however far; groups hold theirs")
  void placed() {
    String layout = "layout: {x: %d, \"y\": 2, width: %d, height: 3}}";
    assertThat(
            dashboard(
                "layoutType: ordered, reflowType: fixed, widgets: [{definition: {type: note,"
                    + " content: a}, "
                    + layout.formatted(4, 8)
                    + "]"))
        .contains("--columns:12", "grid-column:5/span 8;grid-row:3/span 3");
    assertThat(
            dashboard(
                "layoutType: free, widgets: [{definition: {type: note, content: a}, "
                    + layout.formatted(2_000_000_000, 4)
                    + "]"))
        .contains("--columns:120")
        .doesNotContain("span 0");
    assertThat(
            dashboard(
                "layoutType: ordered, widgets: [{definition: {type: group, title: G, layout_type:"
                    + " ordered, widgets: [{definition: {type: note, title: Inside, content: a}}]}}]"))
        .contains("<h4>G</h4>", "<h4>Inside</h4>");
  }

  @Test
  @DisplayName("notifications' Markdown, and links only to the web or the page")
  void markdown() {
    Html html = new Html();
    new Markdown(Map.of("$(DatadogDashboard/d.url)", "#d"))
        .write(
            """
            ## Head
            **bold** *soft* `code` [in]($(DatadogDashboard/d.url)) [out](https://a.example/x?y=1)
            * one
            * two
            [bad](javascript:alert) <b>
            """,
            html);
    assertThat(html)
        .hasToString(
            "<h5>Head</h5><p><strong>bold</strong> <em>soft</em> <code>code</code>"
                + " <a href=\"#d\" rel=\"noreferrer\">in</a>"
                + " <a href=\"https://a.example/x?y=1\" rel=\"noreferrer\">out</a></p>"
                + "<ul><li>one</li><li>two</li></ul><p>bad (javascript:alert) &lt;b&gt;</p>");
  }

  @Test
  @DisplayName("equal manifests give equal pages, without a Secret's value or anything to fetch")
  void story() throws IOException {
    List<ReadFile> files = new ArrayList<>();
    ManifestReader reader = new ManifestReader(InputStream.nullInputStream());
    try (Stream<Path> paths = Files.list(Samples.root().resolve("manifests/getting-started"))) {
      files.addAll(reader.read(paths.sorted().toList()));
    }
    Bodies bodies = new Bodies("test", "default", NOW);
    String page = new Page(bodies.of(files), "story", NOW).html();

    assertThat(page).isEqualTo(new Page(bodies.of(files), "story", NOW).html());
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("$(secret/smart-outlet/url)", "The window on 2027-03-14 ends an hour later")
        .doesNotContain("outlet.home.example", "<script", "src=", "@import", "url(");
  }

  @Test
  @DisplayName("a monitor that nobody hears of says so; a composite shows its query")
  void nobody() {
    String page =
        page(
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogMonitor
            metadata: {name: m, namespace: home}
            spec: {type: composite, query: "$(DatadogMonitor/a) && $(DatadogMonitor/b)", message: ""}
            """);
    assertThat(page)
        .contains("Notifies no one.", "$(DatadogMonitor/a) &amp;&amp; $(DatadogMonitor/b)");
    assertThat(page("kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n"))
        .contains("Nothing here becomes an object in Datadog.");
  }

  @Test
  @DisplayName("of a kind that nobody drew the page shows what is sent, under the kind's heading")
  void plain() {
    // Another value than the one that the page draws, so a kind that it does not know.
    ApiKind<DatadogWebhook> undrawn = new WebhookKind();
    JsonNode object = Samples.JSON.createObjectNode().put("name", "a<b");
    Body body = new Body(undrawn, "home", "hook", null, object);
    assertThat(new Page(List.of(body), "a", NOW).html())
        .contains("<h2>Webhooks</h2>", "<h3>hook</h3>", "DatadogWebhook home/hook", "a&lt;b")
        .doesNotContain("@webhook-");
  }
}
