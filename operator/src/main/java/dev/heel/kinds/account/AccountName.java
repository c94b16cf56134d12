package dev.heel.kinds.account;

import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A DatadogAccount by namespace and name. */
public record AccountName(String namespace, String name) {
  private static final AccountKind KIND = new AccountKind();

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

  /** The name of an account's resource. */
  public static AccountName of(DatadogAccount account) {
    ObjectMeta metadata = account.getMetadata();
    return new AccountName(metadata.getNamespace(), metadata.getName());
  }

  /** The account as something that resources refer to. */
  public Target target() {
    return KIND.target(namespace, name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
