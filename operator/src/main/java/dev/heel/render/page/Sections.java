package dev.heel.render.page;

import dev.heel.engine.ApiKind;
import dev.heel.engine.References;
import dev.heel.engine.References.Mention;
import dev.heel.kinds.Kinds;
import dev.heel.render.Body;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The page's sections, one for each kind that it has bodies of: first those that are drawn, in the
 * order in which people look at them; of any other kind what is sent.
 */
record Sections(Html html, List<Body> bodies, Instant now) {
  void write() {
    Map<ApiKind<?>, Consumer<List<Body>>> drawings = new LinkedHashMap<>();
    drawings.put(Kinds.DASHBOARD, this::dashboards);
    drawings.put(Kinds.MONITOR, this::monitors);
    drawings.put(Kinds.DOWNTIME, this::downtimes);
    drawings.put(Kinds.WEBHOOK, this::webhooks);
    bodies.forEach(body -> drawings.putIfAbsent(body.kind(), this::plain));
    drawings.forEach(this::write);
  }

  private void write(ApiKind<?> kind, Consumer<List<Body>> drawing) {
    List<Body> of = of(kind);
    if (!of.isEmpty()) {
      html.line("h2", kind.heading());
      drawing.accept(of);
    }
  }

  private List<Body> of(ApiKind<?> kind) {
    return bodies.stream().filter(body -> body.kind().equals(kind)).toList();
  }

  private Markdown markdown(Body body) {
    return new Markdown(Anchors.of(bodies, body.namespace()));
  }

  private void dashboards(List<Body> dashboards) {
    dashboards.forEach(body -> new DashboardSection(html, markdown(body)).write(body));
  }

  private void monitors(List<Body> monitors) {
    Map<String, String> places = new LinkedHashMap<>();
    of(Kinds.WEBHOOK)
        .forEach(body -> places.put(body.object().path("name").asText(), "#" + Anchors.of(body)));
    monitors.forEach(body -> new MonitorSection(html, markdown(body), places).write(body));
  }

  private void downtimes(List<Body> downtimes) {
    Map<String, List<Body>> groups = new LinkedHashMap<>();
    downtimes.forEach(
        body -> groups.computeIfAbsent(muted(body), name -> new ArrayList<>()).add(body));
    groups.forEach((name, group) -> new DowntimeSection(html, now).write(name, group));
  }

  /** {@code home/my-metric}, or the tags of several monitors. */
  private static String muted(Body body) {
    List<Mention> monitors = References.in(body.object().at("/monitor_identifier/monitor_id"));
    if (!monitors.isEmpty() && monitors.get(0).isObject()) {
      return body.namespace() + "/" + monitors.get(0).name();
    }
    List<String> tags = new ArrayList<>();
    body.object().at("/monitor_identifier/monitor_tags").forEach(tag -> tags.add(tag.asText()));
    String id = body.object().at("/monitor_identifier/monitor_id").asText("");
    return tags.isEmpty() ? "Monitor " + id : "Monitors with " + String.join(" and ", tags);
  }

  private void webhooks(List<Body> webhooks) {
    webhooks.forEach(body -> new WebhookSection(html).write(body));
  }

  private void plain(List<Body> others) {
    others.forEach(body -> new PlainSection(html).write(body));
  }
}
