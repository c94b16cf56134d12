package dev.heel.render.page;

import dev.heel.render.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What manifests become, as one page for people: dashboards drawn by their layout, what each
 * monitor says in each state and to whom, the week that downtimes mute. Self-contained: no script,
 * no network. Pure; equal bodies give equal pages.
 *
 * @param bodies as the operator would send them
 * @param source of the manifests, such as a folder's name
 * @param now from when on changes of clocks are told
 */
public record Page(List<Body> bodies, String source, Instant now) {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  public String html() {
    Html html = new Html();
    html.open("html", "lang", "en");
    head(html);
    html.open("body");
    top(html);
    html.open("main");
    new Sections(html, bodies, now).write();
    if (bodies.isEmpty()) {
      html.line("p", "Nothing here becomes an object in Datadog.", "class", "lead");
    }
    return "<!doctype html>\n" + html.close().close().close() + "\n";
  }

  private void head(Html html) {
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.line("title", "Heel: " + source);
    html.style(Style.TEXT).close();
  }

  private void top(Html html) {
    html.open("header").line("h1", source);
    html.line(
        "p",
        "What these manifests become in Datadog. Curves and values are invented; titles, queries,"
            + " messages and hours are what is sent.",
        "class",
        "lead");
    html.close();
  }

  /** The page's style sheet. */
  private static final class Style {
    static final String TEXT = read();

    private static String read() {
      try (InputStream in = Page.class.getResourceAsStream("page.css")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("page.css cannot be read", e);
      }
    }
  }
}
