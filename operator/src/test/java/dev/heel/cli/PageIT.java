package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.testing.Chromium;
import dev.heel.testing.RealParts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page as a browser understands it: a frame of a phone's width says what it measured. */
@DisplayName("The page of heel preview in a real browser")
class PageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORY = HeelProcess.ROOT.resolve("manifests/getting-started") + "";
  private static final Pattern MEASURED = Pattern.compile("<pre id=\"measured\">([^<]+)</pre>");
  private static final String HARNESS =
      """
      <!doctype html><meta charset="utf-8">
      <iframe id="phone" width="%d" height="800" style="border:0"></iframe><pre id="measured"></pre>
      <script>
        const bytes = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
        const frame = document.getElementById("phone");
        frame.onload = () => {
          const page = frame.contentDocument, root = page.documentElement;
          const of = (selector, value) => [...page.querySelectorAll(selector)].map(value);
          const measured = {
            width: root.scrollWidth,
            widest: Math.max(...of("body *", e => e.getBoundingClientRect().right)),
            headings: of("h1,h2,h3", e => e.textContent),
            titles: of("article h4", e => e.textContent),
            scripts: page.scripts.length,
            strangers: of("img,iframe,object,embed,link,form,base", e => e.tagName),
            handlers: of("*", e => e.getAttributeNames()).flat().filter(n => n.startsWith("on")),
            links: of("a", e => e.getAttribute("href")),
            dangling: of("a[href^='#']", e => e.getAttribute("href"))
                .filter(h => !page.getElementById(h.slice(1))),
            holes: of("div.day i.hole", e => e.getBoundingClientRect().width),
            columns: new Set(of("article.widget", e => Math.round(e.getBoundingClientRect().left))).size,
            paper: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
            fetched: frame.contentWindow.performance.getEntriesByType("resource").length,
            owned: String(window.owned || frame.contentWindow.owned || page.title === "owned")
          };
          document.getElementById("measured").textContent = btoa(
              String.fromCharCode(...new TextEncoder().encode(JSON.stringify(measured))));
        };
        frame.srcdoc = new TextDecoder().decode(bytes);
      </script>
      """;
  private static final String LONG = "x".repeat(300);
  private static final String HOSTILE =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDashboard
      metadata: {name: hostile, namespace: home}
      spec:
        title: "<script>window.owned=1;document.title='owned'</script>"
        description: "</style><img src=x onerror='parent.owned=1'>"
        layoutType: free
        widgets:
          - definition: {type: note, content: "[a](javascript:parent.owned=1) <b onclick=1>b</b> [c](https://a.example/\\"onmouseover=1)"}
            layout: {x: 0, "y": 0, width: 300, height: 10}
          - definition:
              type: timeseries
              title: "%s"
              requests: [{q: "avg:%s{*} by {<svg/onload=parent.owned=1>}"}]
            layout: {x: 300, "y": 0, width: 4, height: 10}
      ---
      apiVersion: heel.dev/v1alpha1
      kind: DatadogMonitor
      metadata: {name: hostile, namespace: home}
      spec:
        name: "<img src=x onerror=parent.owned=1>"
        type: metric alert
        query: avg(last_5m):avg:a{*} > 8
        message: "<iframe srcdoc='<script>1</script>'></iframe> %s @a'><script>parent.owned=1</script>@b.example"
      """
          .formatted(LONG, LONG, LONG);
  private static final String FORGOTTEN =
      """
      apiVersion: heel.dev/v1alpha1
      kind: DatadogDowntime
      metadata: {name: nights, namespace: home}
      spec:
        monitorTags: ["team:platform"]
        message: "@a@b.example"
        schedule:
          timezone: Europe/Paris
          weekly:
            - {days: [Mon, Tue, Wed, Thu, Fri], from: "19:00", to: "09:00"}
            - {days: [Sat, Sun]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void browser() {
    RealParts.assumeBrowser("the page of heel preview");
  }

  private Path page(String input, String source) {
    Path file = folder.resolve("page.html");
    StringWriter said = new StringWriter();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    CommandLine command =
        new CommandLine(new PreviewCommand(new ByteArrayInputStream(bytes), Clock.systemUTC()));
    int code =
        command
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute("-f", source, "-o", file.toString());
    assertThat(code).as(said.toString()).isZero();
    return file;
  }

  private JsonNode measured(Path page, int width, String... options) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(Files.readAllBytes(page));
    Path harness =
        Files.writeString(folder.resolve("harness.html"), HARNESS.formatted(width, encoded));
    String dom = new Chromium(folder).dom(harness, options);
    Matcher found = MEASURED.matcher(dom);
    assertThat(found.find()).as("the browser measured the page").isTrue();
    return JSON.readTree(Base64.getDecoder().decode(found.group(1)));
  }

  @Test
  @DisplayName("the story on a phone: all of it, one widget below the other, no sideways scrolling")
  void phone() throws IOException {
    JsonNode seen = measured(page("", STORY), 375);

    assertThat(seen.path("width").asInt()).isLessThanOrEqualTo(375);
    assertThat(seen.path("widest").asDouble()).isLessThanOrEqualTo(375);
    assertThat(seen.path("columns").asInt()).isEqualTo(1);
    assertThat(seen.path("headings"))
        .extracting(JsonNode::asText)
        .contains("my_metric and MySQL", "my-metric", "bedroom-hot", "@webhook-bedroom-ac-on");
    assertThat(seen.path("titles"))
        .extracting(JsonNode::asText)
        .contains(
            "MySQL data writes, anomalies in red",
            "my_metric is above 800 on web-1",
            "my_metric is above 500 on web-1",
            "my_metric is silent on web-1");
    assertThat(seen.path("links"))
        .extracting(JsonNode::asText)
        .contains("#DatadogDashboard-home-my-metric", "#DatadogWebhook-home-bedroom-ac-on");
    assertThat(seen.path("dangling")).isEmpty();
    assertThat(seen.path("holes")).as("the story's week has none").isEmpty();
  }

  @Test
  @DisplayName("on a desk the widgets stand beside each other; nothing is fetched; dark is dark")
  void desk() throws IOException {
    Path page = page("", STORY);
    JsonNode light = measured(page, 1280, "--blink-settings=preferredColorScheme=1");
    JsonNode dark = measured(page, 1280, "--blink-settings=preferredColorScheme=0");

    assertThat(light.path("columns").asInt()).isEqualTo(3);
    assertThat(light.path("width").asInt()).isLessThanOrEqualTo(1280);
    assertThat(light.path("fetched").asInt()).isZero();
    assertThat(brightness(light)).isGreaterThan(200);
    assertThat(brightness(dark)).isLessThan(60);
  }

  private static int brightness(JsonNode seen) {
    Matcher red = Pattern.compile("rgb\\((\\d+),").matcher(seen.path("paper").asText());
    assertThat(red.find()).as(seen.path("paper").asText()).isTrue();
    return Integer.parseInt(red.group(1));
  }

  @Test
  @DisplayName("nothing of a manifest becomes markup, script or a link to script; long words break")
  void hostile() throws IOException {
    JsonNode seen = measured(page(HOSTILE, "-"), 375);

    assertThat(seen.path("owned").asText()).isEqualTo("false");
    assertThat(seen.path("scripts").asInt()).isZero();
    assertThat(seen.path("strangers")).isEmpty();
    assertThat(seen.path("handlers")).isEmpty();
    assertThat(seen.path("links")).isEmpty();
    assertThat(seen.path("headings"))
        .extracting(JsonNode::asText)
        .contains("<script>window.owned=1;document.title='owned'</script>");
    assertThat(seen.path("titles"))
        .extracting(JsonNode::asText)
        .contains("<img src=x onerror=parent.owned=1>");
    assertThat(seen.path("width").asInt()).isLessThanOrEqualTo(375);
    assertThat(measured(page(HOSTILE, "-"), 1280).path("width").asInt()).isLessThanOrEqualTo(1280);
  }

  @Test
  @DisplayName("the night that nobody thought of is marked in the week")
  void hole() throws IOException {
    JsonNode seen = measured(page(FORGOTTEN, "-"), 1280);

    assertThat(seen.path("holes")).hasSize(1);
    assertThat(seen.path("holes").get(0).asDouble()).isGreaterThan(100);
    assertThat(Files.readString(folder.resolve("page.html")))
        .contains("Nothing mutes it Monday 00:00 to 09:00.", "Mon, Tue, Wed, Thu, Fri at 19:00");
  }
}
