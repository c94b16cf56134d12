package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.identity.TagForm;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The form of tags (Datadog documentation, "Getting started with tags"). */
final class TagChecks {
  static final String FORM = "monitor-tag";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^()]*\\)");
  private static final Pattern ALLOWED = Pattern.compile("\\p{L}[\\p{L}\\p{N}_\\-:./]*");

  private TagChecks() {}

  static List<Problem> tagsAreKeptAsWritten(Monitor monitor) {
    List<Problem> problems = new ArrayList<>();
    JsonNode tags = monitor.draft().at("/tags");
    for (int i = 0; i < tags.size(); i++) {
      String tag = REFERENCE.matcher(tags.path(i).asText("")).replaceAll("x");
      String pointer = "/tags/" + i;
      if (TagForm.isReserved(tag)) {
        continue; // refused for another reason
      }
      if (tag.length() > TagForm.LONGEST) {
        problems.add(
            monitor.warning(
                FORM,
                pointer,
                "the tag has %d characters".formatted(tag.length()),
                "Datadog cuts a tag after %d; shorten it.".formatted(TagForm.LONGEST)));
      } else if (!ALLOWED.matcher(tag).matches()) {
        problems.add(
            monitor.warning(
                FORM,
                pointer,
                "\"" + tag + "\" is no form that Datadog keeps for tags",
                "Begin with a letter, and use letters, digits and _ - : . / only; Datadog"
                    + " rewrites the rest."));
      }
    }
    return problems;
  }
}
