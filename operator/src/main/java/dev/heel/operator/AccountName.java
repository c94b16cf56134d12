package dev.heel.operator;

/** A DatadogAccount by namespace and name. */
public record AccountName(String namespace, String name) {
  /**
   * Reads {@code NAMESPACE/NAME}.
   *
   * @throws IllegalArgumentException with a sentence if the text has another form
   */
  public static AccountName parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an account; write NAMESPACE/NAME, such as datadog/default");
    }
    return new AccountName(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
