package dev.heel.kinds.downtime;

import dev.heel.engine.read.ValueWords;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of a scope (Datadog documentation, "Downtimes", "Downtime scope"): every value has a
 * key, brackets nest two deep, OR joins values of one key, and {@code *} alone is everything.
 */
final class ScopeText {
  static final Pattern TOKEN = Pattern.compile("\\s*(?:([()])|([^\\s()\"]*\"[^\"]*\"|[^\\s()]+))");
  private static final Pattern KEYED = Pattern.compile("-?([A-Za-z@][A-Za-z0-9_.@/-]*):(.*)");
  private static final int DEEPEST = 2;

  private final Set<String> keys = new HashSet<>();
  private int depth;
  private int ofKey = -1;
  private boolean or;
  private boolean wantsValue = true;

  private ScopeText() {}

  /** What is wrong, as one clause; empty if nothing is. */
  static Optional<String> fault(String scope) {
    return scope.strip().equals("*") ? Optional.empty() : new ScopeText().read(scope);
  }

  private Optional<String> read(String scope) {
    Matcher matcher = TOKEN.matcher(scope.stripTrailing());
    while (matcher.find()) {
      Optional<String> fault =
          matcher.group(1) != null ? bracket(matcher.group(1)) : word(matcher.group(2));
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (depth != 0) {
      return Optional.of("a bracket is not closed");
    }
    if (wantsValue) {
      return Optional.of("it ends where a key:value is expected");
    }
    return or && keys.size() > 1
        ? Optional.of("OR joins values of one key, and here it joins different keys")
        : Optional.empty();
  }

  private Optional<String> bracket(String bracket) {
    if (bracket.equals("(")) {
      depth++;
      return depth > DEEPEST ? Optional.of("brackets nest more than two deep") : Optional.empty();
    }
    if (depth == 0) {
      return Optional.of("a bracket is closed that was never opened");
    }
    depth--;
    if (depth <= ofKey) {
      ofKey = -1;
    }
    return Optional.empty();
  }

  private Optional<String> word(String word) {
    if (word.equals("AND") || word.equals("OR")) {
      or |= word.equals("OR") && depth == 0;
      boolean misplaced = wantsValue;
      wantsValue = true;
      return misplaced
          ? Optional.of(word + " stands where a key:value is expected")
          : Optional.empty();
    }
    if (word.equals("NOT")) {
      return Optional.empty();
    }
    wantsValue = false;
    return value(word);
  }

  private Optional<String> value(String word) {
    if (word.contains("?")) {
      return Optional.of("? is no wildcard here; * is");
    }
    Matcher keyed = KEYED.matcher(word);
    if (keyed.matches()) {
      if (depth == 0) {
        keys.add(keyed.group(1));
      }
      if (keyed.group(2).isEmpty()) {
        ofKey = depth;
        wantsValue = true;
      }
      return Optional.empty();
    }
    return ofKey >= 0 && depth > ofKey
        ? Optional.empty()
        : Optional.of(
            "\"" + ValueWords.shortened(word) + "\" has no key; each value is written key:value");
  }
}
