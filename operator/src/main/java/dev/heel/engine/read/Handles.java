package dev.heel.engine.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a message tells: its {@code @handles} (Datadog documentation, "Notifications"). One goes up
 * to the next space, to the end, or to a condition such as {@code {{/is_alert}}}, which leaves
 * nothing behind.
 */
public final class Handles {
  private static final Pattern TAG =
      Pattern.compile("\\{\\{\\s*+([#^/!]?)[^{}]*+\\}\\}|\\$\\([^()\\s]*+\\)");

  private static final Pattern HANDLE =
      Pattern.compile("(?<![\\w.%+@/-])@([\\w\\x{FFFC}][^\\s,;]*+)([,;]?)");
  private static final String TAIL = ".:!?)]>*`'\"";
  private static final char VALUE = '\uFFFC';

  private Handles() {}

  /**
   * @param text without its {@code @}: an address, or {@code KIND-NAME} such as {@code slack-ops}
   * @param offset where its {@code @} stands
   * @param tail what stands between it and the next space, which Datadog takes for a part of it
   */
  public record Handle(String text, int offset, String tail) {
    private static final String WEBHOOK = "webhook-";

    /** How much of the message it is, its {@code @} included. */
    public int length() {
      return text.length() + 1;
    }

    public boolean isAddress() {
      return text.matches("[^@]+@[^@]+");
    }

    /** Whether a part of it is known only when it is sent, or made. */
    public boolean isOpen() {
      return text.contains("{{") || text.contains("$(");
    }

    public boolean isWebhook() {
      return text.startsWith(WEBHOOK);
    }

    /** The name behind {@code webhook-}. */
    public String webhook() {
      return text.substring(WEBHOOK.length());
    }
  }

  /** All of a message, in order; total for any text. */
  public static List<Handle> in(String message) {
    List<Handle> handles = new ArrayList<>();
    Matcher found = HANDLE.matcher(withoutTags(message));
    while (found.find()) {
      int length = withoutTail(found.group(1));
      int start = found.start(1);
      String text = message.substring(start, start + length);
      handles.add(new Handle(text, start - 1, message.substring(start + length, found.end())));
    }
    return List.copyOf(handles);
  }

  private static int withoutTail(String handle) {
    int length = handle.length();
    while (length > 0 && TAIL.indexOf(handle.charAt(length - 1)) >= 0) {
      length--;
    }
    return length;
  }

  /** Conditions become spaces, values one word, so that all stays at its place. */
  private static String withoutTags(String message) {
    return TAG.matcher(message)
        .replaceAll(
            tag -> {
              boolean empty = tag.group(1) != null && !tag.group(1).isEmpty();
              return String.valueOf(empty ? ' ' : VALUE).repeat(tag.group().length());
            });
  }
}
