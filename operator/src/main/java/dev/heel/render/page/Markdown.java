package dev.heel.render.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Markdown that notifications are written in: paragraphs, headings, lists, bold,
 * italic, code and links. Total; what it does not know stays text. A link goes only to http, https,
 * or a place on the page.
 *
 * @param places addresses on the page, by the reference that stands for them, such as {@code
 *     $(DatadogDashboard/name.url)}
 */
record Markdown(Map<String, String> places) {
  private static final Pattern INLINE =
      Pattern.compile(
          "\\*\\*(?<bold>[^*\\n]+)\\*\\*|\\*(?<italic>[^*\\s][^*\\n]*)\\*|`(?<code>[^`\\n]+)`"
              + "|\\[(?<label>[^\\]\\n]+)\\]\\((?<target>\\$\\([^()\\s]*\\)|[^()\\s]*)\\)"
              + "|(?<handle>(?<![\\w.%+@/-])@[\\w][^\\s,;]*)");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s*(?<text>.*)");
  private static final Pattern ITEM = Pattern.compile("[*-]\\s+(?<text>.*)");
  private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>]+");

  void write(String text, Html html) {
    boolean list = false;
    for (String line : text.split("\\R", -1)) {
      Matcher item = ITEM.matcher(line.strip());
      if (item.matches() != list) {
        list = item.matches();
        if (list) {
          html.open("ul");
        } else {
          html.close();
        }
      }
      Matcher heading = HEADING.matcher(line.strip());
      if (list) {
        block("li", item.group("text"), html);
      } else if (heading.matches()) {
        block("h5", heading.group("text"), html);
      } else if (!line.isBlank()) {
        block("p", line, html);
      }
    }
    if (list) {
      html.close();
    }
  }

  private void block(String element, String text, Html html) {
    html.open(element);
    inline(text, html);
    html.close();
  }

  private void inline(String text, Html html) {
    Matcher matcher = INLINE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      html.text(text.substring(at, matcher.start()));
      span(matcher, html);
      at = matcher.end();
    }
    html.text(text.substring(at));
  }

  private void span(Matcher found, Html html) {
    if (found.group("bold") != null) {
      html.line("strong", found.group("bold"));
    } else if (found.group("italic") != null) {
      html.line("em", found.group("italic"));
    } else if (found.group("code") != null) {
      html.line("code", found.group("code"));
    } else if (found.group("handle") != null) {
      html.line("span", found.group("handle"), "class", "handle");
    } else {
      link(found.group("label"), found.group("target"), html);
    }
  }

  private void link(String label, String target, Html html) {
    String place = places.getOrDefault(target, target);
    if (place.startsWith("#") || WEB.matcher(place).matches()) {
      html.line("a", label, "href", place, "rel", "noreferrer");
    } else {
      html.text(label + " (" + target + ")");
    }
  }
}
