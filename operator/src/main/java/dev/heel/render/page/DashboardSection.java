package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.kinds.dashboard.Graph;
import dev.heel.render.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A dashboard drawn by its layout: each widget with its title, its queries and a sample. */
record DashboardSection(Html html, Markdown markdown) {
  /** More columns than a screen shows apart; a free layout counts in tens of pixels. */
  private static final int MOST_COLUMNS = 120;

  private static final int COLUMNS = 12;

  void write(Body body) {
    JsonNode dashboard = body.object();
    html.open("section", "id", Anchors.of(body));
    html.line("h3", dashboard.path("title").asText(body.name()));
    html.line("p", body.toString(), "class", "from");
    html.line("p", description(dashboard), "class", "lead");
    facts(dashboard);
    widgets(dashboard, dashboard.path("layout_type").asText("").equals("free"));
    html.close();
  }

  /** Without the line by which Heel knows its own. */
  private static String description(JsonNode dashboard) {
    String text = dashboard.path("description").asText("");
    return text.replaceAll("(?s)(^|\\n)\\[heel\\] [^\\n]*\\s*$", "").strip();
  }

  private void facts(JsonNode dashboard) {
    List<String> facts = new ArrayList<>();
    JsonNode time = dashboard.path("default_timeframe");
    if (time.path("value").isInt() && time.path("unit").isTextual()) {
      facts.add("Opens on the last " + time.get("value") + " " + time.get("unit").asText() + "s");
    }
    for (JsonNode variable : dashboard.path("template_variables")) {
      List<String> values = new ArrayList<>();
      variable.path("defaults").forEach(each -> values.add(each.asText()));
      facts.add("$" + variable.path("name").asText() + " = " + String.join(", ", values).strip());
    }
    for (JsonNode tab : dashboard.path("tabs")) {
      facts.add("Tab: " + tab.path("name").asText());
    }
    if (!facts.isEmpty()) {
      html.open("ul", "class", "chips");
      facts.forEach(fact -> html.line("li", fact));
      html.close();
    }
  }

  private void widgets(JsonNode parent, boolean free) {
    List<JsonNode> widgets =
        StreamSupport.stream(parent.path("widgets").spliterator(), false).toList();
    boolean placed = !widgets.isEmpty() && widgets.stream().allMatch(Place::isIn);
    if (!placed) {
      html.open("div", "class", "grid auto");
      widgets.forEach(each -> widget(each, "", free));
    } else {
      int widest = widgets.stream().mapToInt(each -> Place.of(each).right()).max().orElse(1);
      int columns = Math.max(COLUMNS, widest);
      double scale = Math.min(1, (double) MOST_COLUMNS / columns);
      html.open(
          "div",
          "class",
          columns > COLUMNS ? "grid placed fine" : "grid placed",
          "style",
          "--columns:" + (int) Math.ceil(columns * scale));
      Place.inReadingOrder(widgets)
          .forEach(each -> widget(each, Place.of(each).style(scale), free));
    }
    html.close();
  }

  private void widget(JsonNode widget, String style, boolean free) {
    JsonNode definition = widget.path("definition");
    boolean group = definition.path("widgets").isArray();
    html.open("article", "class", group ? "widget group" : "widget", "style", style);
    html.line("h4", definition.path("title").asText(""));
    if (group) {
      widgets(definition, free);
    } else {
      content(Graph.of(definition));
    }
    html.close();
  }

  private void content(Graph graph) {
    String words =
        graph.definition().path("content").asText(graph.definition().path("text").asText(""));
    if (!words.isEmpty()) {
      html.open("div", "class", "words");
      markdown.write(words, html);
      html.close();
    }
    new Drawing(html).of(graph);
    graph.lines().stream()
        .map(
            line -> line.expression().isEmpty() ? "a query of " + line.source() : line.expression())
        .distinct()
        .forEach(query -> html.line("code", query, "class", "query"));
    Explanation.of(graph).forEach(sentence -> html.line("p", sentence, "class", "why"));
    if (graph.lines().isEmpty() && words.isEmpty()) {
      html.line("p", "A widget of type " + graph.type(), "class", "why");
    }
  }
}
