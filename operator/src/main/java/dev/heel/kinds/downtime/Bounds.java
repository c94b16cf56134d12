package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.References;
import dev.heel.resource.Problem.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Whether a downtime mutes something that can be named: a monitor of its namespace, or what has a
 * certain tag. What cannot be told is taken to be unbounded.
 */
final class Bounds {
  private static final String IDENTIFIER = "/monitor_identifier";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^()]*\\)");
  private static final Pattern KEYED = Pattern.compile("[A-Za-z@][A-Za-z0-9_.@/-]*:([^*?]+)");
  private static final Pattern VALUE = Pattern.compile("[^-!*?][^*?]*");
  private static final Pattern TAG = Pattern.compile("[^-!*?\\s()][^*?\\s()]*");

  private final Deque<String> words = new ArrayDeque<>();

  private Bounds(String scope) {
    Matcher matcher = ScopeText.TOKEN.matcher(scope);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
  }

  /** Whether the downtime is bounded; so is one of which not all is known. */
  static boolean has(Draft draft) {
    return draft.incomplete()
        || isOfItsNamespace(draft)
        || isBounded(draft.text("/scope"))
        || !draft.has(IDENTIFIER + "/monitor_id") && hasTag(draft.at(IDENTIFIER + "/monitor_tags"));
  }

  /** Where a bound could stand. */
  static Place place(Draft draft) {
    JsonNode spec = draft.resource().getSpec();
    boolean typed = spec != null && spec.hasNonNull("monitorTags");
    String unscoped = typed ? "/monitor_tags" : IDENTIFIER;
    return draft.place(draft.has("/scope") ? "/scope" : unscoped);
  }

  /** A bare id may be of any monitor; a reference names one of the same namespace. */
  private static boolean isOfItsNamespace(Draft draft) {
    String id = draft.text(IDENTIFIER + "/monitor_id");
    List<References.Mention> mentions = References.in(draft.at(IDENTIFIER + "/monitor_id"));
    return mentions.size() == 1
        && mentions.get(0).text().equals(id)
        && DowntimeKind.MUTED.equals(mentions.get(0).kind());
  }

  /** All of the tags must be there, so that one is enough. */
  private static boolean hasTag(JsonNode tags) {
    return StreamSupport.stream(tags.spliterator(), false)
        .anyMatch(tag -> TAG.matcher(resolved(tag.asText(""))).matches());
  }

  /** Whether one tag that is neither negated nor a pattern must be there, by any reading. */
  static boolean isBounded(String scope) {
    String text = resolved(scope);
    return ScopeText.fault(text).isEmpty() && new Bounds(text).anyOf(false);
  }

  private static String resolved(String text) {
    return REFERENCE.matcher(text).replaceAll("x");
  }

  /**
   * Alternatives: each must be bounded. OR is taken to join all that stands left and right of it.
   *
   * @param ofKey whether these are the values of a key
   */
  private boolean anyOf(boolean ofKey) {
    boolean bounded = allOf(ofKey);
    while ("OR".equals(words.peek())) {
      words.remove();
      bounded &= allOf(ofKey);
    }
    return bounded;
  }

  /** Conditions that hold together: one that is bounded is enough. */
  private boolean allOf(boolean ofKey) {
    boolean bounded = false;
    while (!words.isEmpty() && !words.peek().equals("OR") && !words.peek().equals(")")) {
      boolean negated = skip("NOT");
      if (!skip("AND")) {
        bounded |= one(ofKey) && !negated;
      }
    }
    return bounded;
  }

  private boolean skip(String word) {
    boolean there = false;
    while (word.equals(words.peek())) {
      words.remove();
      there = true;
    }
    return there;
  }

  private boolean one(boolean ofKey) {
    String word = words.poll();
    if (word == null) {
      return false;
    }
    if (word.equals("(")) {
      return inBrackets(ofKey);
    }
    if (word.endsWith(":") && "(".equals(words.peek())) {
      words.remove();
      return inBrackets(true) && !word.startsWith("-");
    }
    return ofKey ? VALUE.matcher(word).matches() : KEYED.matcher(word).matches();
  }

  private boolean inBrackets(boolean ofKey) {
    boolean bounded = anyOf(ofKey);
    words.poll();
    return bounded;
  }
}
