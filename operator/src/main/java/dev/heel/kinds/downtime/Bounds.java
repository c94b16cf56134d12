package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.References;
import dev.heel.resource.Problem.Place;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Whether a downtime mutes something that can be named: a monitor of its namespace, or what has a
 * certain tag. What cannot be told is taken to be unbounded: a character that a parser may take for
 * a blank, a comma or an operator makes the whole scope unbounded, wherever it stands.
 */
final class Bounds {
  private static final String IDENTIFIER = "/monitor_identifier";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^()]*\\)");

  /** Characters that are a part of a word to every parser. */
  private static final String PLAIN = "\\p{L}\\p{M}\\p{N}_./:@$%+=\\-";

  private static final String KEY = "-?[A-Za-z@][A-Za-z0-9_.@/-]*:";
  private static final String VALUE =
      "(?:(?!-)(?!/.*/$)[PLAIN]+|\"(?![ -])[PLAIN ]+\")".replace("PLAIN", PLAIN);

  private static final Pattern KEY_ALONE = Pattern.compile(KEY);
  private static final Pattern VALUE_ALONE = Pattern.compile(VALUE);
  private static final Pattern KEYED = Pattern.compile("(?!-)" + KEY + VALUE);
  private static final Pattern TAG = Pattern.compile("(?!-)[" + PLAIN + "]+");

  /** What bounds nothing, and cannot hide anything either. */
  private static final Pattern LOOSE = Pattern.compile("[" + PLAIN + "*]+");

  private static final Pattern OPERATOR = Pattern.compile("(?i)and|or|not|to");

  private final Deque<String> words = new ArrayDeque<>();
  private boolean clear = true;

  private Bounds(String scope) {
    Matcher matcher = ScopeText.TOKEN.matcher(scope);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : operatorOr(matcher.group(2)));
    }
  }

  /** In whatever letters: whether these count is not known. */
  private static String operatorOr(String word) {
    return OPERATOR.matcher(word).matches() ? word.toUpperCase(Locale.ROOT) : word;
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
    return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
        && ScopeText.fault(text).isEmpty()
        && new Bounds(text).areClear();
  }

  private static String resolved(String text) {
    return REFERENCE.matcher(text).replaceAll("x");
  }

  private boolean areClear() {
    boolean bounded = anyOf(false);
    return bounded && clear && words.isEmpty();
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
      clear &= KEY_ALONE.matcher(word).matches();
      return inBrackets(true) && !word.startsWith("-");
    }
    boolean bounded = (ofKey ? VALUE_ALONE : KEYED).matcher(word).matches() && !isOperator(word);
    clear &= bounded || LOOSE.matcher(word).matches() && !isOperator(word);
    return bounded;
  }

  /** Also in quotation marks, which a parser may pass over. */
  private static boolean isOperator(String word) {
    return Arrays.stream(word.split("[\" ]+")).anyMatch(part -> OPERATOR.matcher(part).matches());
  }

  private boolean inBrackets(boolean ofKey) {
    boolean bounded = anyOf(ofKey);
    words.poll();
    return bounded;
  }
}
