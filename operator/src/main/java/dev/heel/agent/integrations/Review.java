package dev.heel.agent.integrations;

import java.util.Locale;
import java.util.Set;

/**
 * What people found an option to be: data, or something that reaches into the Agent.
 *
 * @param mark what it is
 * @param values the only ones that were reviewed, in lower case; empty for any
 * @param reason for {@link Mark#LOCAL} what it does, as the rest of a sentence that begins with its
 *     name; else why it is data, or empty where its name says so
 */
public record Review(Mark mark, Set<String> values, String reason) {

  public Review {
    values = Set.copyOf(values);
  }

  /** What an option's value is. */
  public enum Mark {
    /** It says what is asked or reported. */
    DATA,
    /** Data that is one host's name or address. */
    HOST,
    /** Data that is one URL, or a list of them. */
    URL,
    /** It reaches into the Agent: a file, a command, an identity, what other checks share. */
    LOCAL
  }

  /** Whether a namespace without code may use it. */
  public boolean isData() {
    return mark != Mark.LOCAL;
  }

  /** Whether it was reviewed with that value. */
  public boolean covers(String value) {
    return values.isEmpty() || values.contains(value.toLowerCase(Locale.ROOT));
  }
}
