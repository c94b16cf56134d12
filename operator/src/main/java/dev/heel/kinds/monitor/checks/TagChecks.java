package dev.heel.kinds.monitor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Identity;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of tags (Datadog documentation, "Getting started with tags"). */
final class TagChecks {
  static final String RESERVED = "monitor-tag-reserved";
  static final String FORM = "monitor-tag";

  private static final int LONGEST = 200;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^()]*\\)");
  private static final Pattern ALLOWED = Pattern.compile("\\p{L}[\\p{L}\\p{N}_\\-:./]*");

  private TagChecks() {}

  static List<Problem> tagsAreNotReserved(Monitor monitor) {
    List<Problem> problems = new ArrayList<>();
    JsonNode tags = monitor.draft().at("/tags");
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.path(i).asText("").toLowerCase(Locale.ROOT);
      boolean typed = monitor.draft().place("/tags/" + i).pointer().startsWith("/spec/tags");
      boolean ours = tag.startsWith(Identity.CLUSTER_TAG) || tag.startsWith(Identity.OWNER_TAG);
      if (typed && ours) {
        problems.add(
            monitor.error(
                RESERVED,
                "/tags/" + i,
                "tags that begin with heel_cluster: or heel_owner: are Heel's own",
                "Take it out: by it Heel knows whose the monitor is, and sets it itself."));
      }
    }
    return problems;
  }

  static List<Problem> tagsAreKeptAsWritten(Monitor monitor) {
    List<Problem> problems = new ArrayList<>();
    JsonNode tags = monitor.draft().at("/tags");
    for (int i = 0; i < tags.size(); i++) {
      String tag = REFERENCE.matcher(tags.path(i).asText("")).replaceAll("x");
      String pointer = "/tags/" + i;
      if (tag.length() > LONGEST) {
        problems.add(
            monitor.warning(
                FORM,
                pointer,
                "the tag has %d characters".formatted(tag.length()),
                "Datadog cuts a tag after %d; shorten it.".formatted(LONGEST)));
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
