package dev.heel.render.page;

import dev.heel.render.Body;

/** An object that nobody drew: what is sent. */
record PlainSection(Html html) {
  void write(Body body) {
    String json = body.object().toString();
    html.open("section", "id", Anchors.of(body));
    html.line("h3", body.name());
    html.line("p", body.toString(), "class", "from");
    html.line("pre", JsonPretty.of(json).orElse(json));
    html.close();
  }
}
