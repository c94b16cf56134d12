package dev.heel.resource;

/**
 * One thing that is wrong with a resource, for people.
 *
 * @param severity an error keeps the resource from being applied; a warning does not
 * @param rule the id by which it is documented and silenced, such as {@code monitor-threshold}
 * @param at where in the resource
 * @param also a second place that it contradicts, or null
 * @param message what is wrong, one clause without a full stop at its end; may end in a question
 * @param remedy what to do, one or two sentences with their full stops; may quote Datadog's own
 *     words first
 */
public record Problem(
    Severity severity, String rule, Place at, Place also, String message, String remedy) {

  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * @param pointer JSON pointer into the resource, such as {@code
   *     /spec/options/thresholds/critical}
   * @param offset where in the text of that value, in UTF-16 units; 0 for the whole
   * @param length how much of the text from there; 0 for all of it
   */
  public record Place(String pointer, int offset, int length) {
    public static Place of(String pointer) {
      return new Place(pointer, 0, 0);
    }

    /** The field as people write it: {@code spec.options.thresholds.critical}. */
    public String field() {
      return pointer.isEmpty()
          ? ""
          : pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
  }

  public static Problem error(String rule, String pointer, String message, String remedy) {
    return new Problem(Severity.ERROR, rule, Place.of(pointer), null, message, remedy);
  }

  public static Problem warning(String rule, String pointer, String message, String remedy) {
    return new Problem(Severity.WARNING, rule, Place.of(pointer), null, message, remedy);
  }

  /** The same, pointing at a part of the value's text. */
  public Problem within(int offset, int length) {
    return new Problem(
        severity, rule, new Place(at.pointer(), offset, length), also, message, remedy);
  }

  /** The same, naming a second place that it contradicts. */
  public Problem against(Place other) {
    return new Problem(severity, rule, at, other, message, remedy);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One text for a condition or an event: the field, what is wrong, what to do, the rule. */
  public String sentence() {
    String where = at.field().isEmpty() ? "" : at.field() + ": ";
    String end = message.endsWith("?") ? " " : ". ";
    return where + message + end + (remedy.isEmpty() ? "" : remedy + " ") + "[" + rule + "]";
  }
}
