package dev.heel.kinds.account;

import dev.heel.engine.NamespaceGrant;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.account.AccountSpec.Grant;
import dev.heel.resource.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an account's owner lets other namespaces do with it. Its own namespace may do all of it.
 * Pure; the operator and the command ask the same.
 *
 * @param namespace of the account
 * @param name of the account
 */
public record Consent(String namespace, String name, List<Grant> grants) {
  private static final Pattern PLAIN = Pattern.compile("[a-z][-a-z0-9]*");

  /** What YAML reads as something else than a text. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /**
   * Why not, and what to do.
   *
   * @param message a clause
   * @param remedy sentences
   */
  public record Refusal(String message, String remedy) {
    public String sentence() {
      return message.substring(0, 1).toUpperCase(Locale.ROOT)
          + message.substring(1)
          + ". "
          + remedy;
    }
  }

  public Consent {
    grants = grants == null ? List.of() : List.copyOf(grants);
  }

  public static Consent of(DatadogAccount account) {
    AccountSpec spec = SpecReader.read(account.getSpec(), AccountSpec.class).value();
    return new Consent(
        account.getMetadata().getNamespace(), account.getMetadata().getName(), spec.grants);
  }

  /**
   * Whether resources of a namespace may do it; why not, if they may not.
   *
   * @param labels of that namespace
   */
  public Optional<Refusal> refusal(
      Permission permission, String asking, Map<String, String> labels) {
    boolean allowed =
        namespace.equals(asking)
            || grants.stream().anyMatch(grant -> covers(grant, permission, asking, labels));
    return allowed ? Optional.empty() : Optional.of(refused(permission, asking));
  }

  /** One without namespaces covers none: the schema refuses it. */
  private boolean covers(
      Grant grant, Permission permission, String asking, Map<String, String> labels) {
    return grant.allow != null
        && grant.allow.contains(permission)
        && grant.namespaces != null
        && NamespaceGrant.covers(grant.namespaces, namespace, asking, labels);
  }

  private Refusal refused(Permission permission, String asking) {
    String doing =
        switch (permission) {
          case Adopt -> "adopt";
          case MuteEverything -> "mute everything";
        };
    String otherwise =
        switch (permission) {
          case Adopt -> "";
          case MuteEverything ->
              " Or bound it: by monitorRef, or by a tag without wildcard in scope or monitorTags.";
        };
    return new Refusal(
        "namespace %s may not %s through DatadogAccount %s/%s"
            .formatted(asking, doing, namespace, name),
        "Its owner can add to spec.grants: " + item(permission, asking) + "." + otherwise);
  }

  /** As it can be pasted. */
  private static String item(Permission permission, String asking) {
    boolean plain = PLAIN.matcher(asking).matches() && !WORDS.contains(asking);
    return "{allow: [%s], namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: %s}}}}"
        .formatted(permission, plain ? asking : "\"" + asking + "\"");
  }
}
