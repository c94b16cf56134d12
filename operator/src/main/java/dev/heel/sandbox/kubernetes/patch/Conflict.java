package dev.heel.sandbox.kubernetes.patch;

import java.util.List;

/**
 * A field that an apply would change and that someone else manages.
 *
 * @param owner who manages it
 * @param time when the owner wrote it last, RFC 3339
 * @param path the field in managedFields' words
 */
public record Conflict(Editor owner, String time, List<String> path) {
  public String field() {
    return FieldSet.dotted(path);
  }

  /** The owner as the API server names it. */
  public String ownerText() {
    String text = '"' + owner.manager() + '"';
    if (!owner.subresource().isEmpty()) {
      text += " with subresource \"" + owner.subresource() + '"';
    }
    return owner.applies() ? text : text + " using " + owner.apiVersion() + " at " + time;
  }
}
