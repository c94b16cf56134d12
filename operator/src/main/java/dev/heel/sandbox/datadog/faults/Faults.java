package dev.heel.sandbox.datadog.faults;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The script of faults: each waits for the calls it is meant for. Earlier ones come first; one call
 * meets one fault at most. Safe for many threads.
 *
 * <p>A pattern is verb and path, {@code "POST /api/v1/monitor"}; {@code *} stands for anything,
 * {@code {id}} for one part of the path: {@code "* /api/v1/monitor/{id}"}. With a {@code ?} in it
 * the query is compared as well: {@code "GET /api/v1/monitor?*page=1*"}.
 */
public final class Faults {
  private static final Pattern PATTERN_PARTS = Pattern.compile("(?<=\\*)|(?=\\*)|(?=\\{)|(?<=\\})");

  private final List<Armed> script = new ArrayList<>();

  private static final class Armed {
    private final Predicate<Arrival> where;
    private final Fault fault;
    private long left;

    Armed(Predicate<Arrival> where, Fault fault, long left) {
      this.where = where;
      this.fault = fault;
      this.left = left;
    }
  }

  /** Hits the next call that fits. */
  public void next(String pattern, Fault fault) {
    next(matching(pattern), fault);
  }

  /** Hits the next call that fits. */
  public void next(Predicate<Arrival> where, Fault fault) {
    times(1, where, fault);
  }

  /** Hits the next {@code count} calls that fit. */
  public void times(long count, String pattern, Fault fault) {
    times(count, matching(pattern), fault);
  }

  /** Hits the next {@code count} calls that fit. */
  public synchronized void times(long count, Predicate<Arrival> where, Fault fault) {
    script.add(new Armed(where, fault, count));
  }

  /** Hits every call that fits, until {@link #clear()}. */
  public void always(String pattern, Fault fault) {
    times(Long.MAX_VALUE, pattern, fault);
  }

  /** Forgets every fault that has not happened. */
  public synchronized void clear() {
    script.clear();
  }

  /** How many faults still wait; one that lasts until cleared counts as one. */
  public synchronized int waiting() {
    return script.size();
  }

  public synchronized Optional<Fault> take(Arrival arrival) {
    for (Iterator<Armed> each = script.iterator(); each.hasNext(); ) {
      Armed armed = each.next();
      if (armed.where.test(arrival)) {
        armed.left--;
        if (armed.left == 0) {
          each.remove();
        }
        return Optional.of(armed.fault);
      }
    }
    return Optional.empty();
  }

  private static Predicate<Arrival> matching(String pattern) {
    boolean withQuery = pattern.contains("?");
    StringBuilder regex = new StringBuilder();
    for (String part : PATTERN_PARTS.split(pattern, -1)) {
      if (part.equals("*")) {
        regex.append(".*");
      } else if (part.startsWith("{")) {
        regex.append("[^/?]+");
      } else {
        regex.append(Pattern.quote(part));
      }
    }
    Pattern compiled = Pattern.compile(regex.toString());
    return arrival -> compiled.matcher(withQuery ? arrival.fullLine() : arrival.line()).matches();
  }
}
