package dev.heel.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Handles;
import dev.heel.engine.read.Handles.Handle;
import dev.heel.kinds.monitor.message.Notice;
import dev.heel.kinds.monitor.query.Conditions;
import dev.heel.render.Body;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a monitor says in each state, and who hears of it.
 *
 * @param webhooks places on the page of the webhooks that are among the manifests, by name
 */
record MonitorSection(Html html, Markdown markdown, Map<String, String> webhooks) {
  void write(Body body) {
    JsonNode monitor = body.object();
    html.open("section", "id", Anchors.of(body));
    html.line("h3", body.name());
    html.line("p", body.toString(), "class", "from");
    html.line("code", monitor.path("query").asText(""), "class", "query");
    html.line("p", String.join(" ", Conditions.sentences(monitor)), "class", "lead");
    html.open("div", "class", "notices");
    Notice.all(monitor).forEach(this::notice);
    html.close().close();
  }

  private void notice(Notice notice) {
    String state = notice.situation().name().toLowerCase(Locale.ROOT).replace('_', '-');
    html.open("article", "class", "notice " + state);
    html.line("p", notice.situation().word(), "class", "state");
    html.line("h4", notice.title());
    html.open("div", "class", "words");
    if (notice.text().isEmpty()) {
      html.line("p", "No text.", "class", "why");
    }
    markdown.write(notice.text(), html);
    html.close();
    told(notice);
    html.close();
  }

  private void told(Notice notice) {
    List<Handle> handles = Handles.in(notice.text());
    html.open("p", "class", "told");
    html.text(handles.isEmpty() ? "Notifies no one." : "Notifies ");
    Set<String> told = new HashSet<>();
    handles.stream().filter(handle -> told.add(handle.text())).forEach(this::handle);
    html.close();
  }

  private void handle(Handle handle) {
    String place = handle.isWebhook() ? webhooks.get(handle.webhook()) : null;
    if (place == null) {
      html.line("span", "@" + handle.text(), "class", "chip");
    } else {
      html.line("a", "@" + handle.text(), "class", "chip", "href", place);
    }
    html.text(" ");
  }
}
