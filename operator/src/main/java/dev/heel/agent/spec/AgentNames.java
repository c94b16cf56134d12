package dev.heel.agent.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the objects of one Agent are called.
 *
 * @param namespace the Agent's namespace, where all of them are
 * @param name the Agent's name
 */
public record AgentNames(String namespace, String name) {
  /** The longest name of an Agent: a Service's name has 63 characters at most. */
  public static final int LONGEST = 45;

  private static final int LONGEST_CHECK = 100;

  public static AgentNames of(DatadogAgent agent) {
    return new AgentNames(agent.getMetadata().getNamespace(), agent.getMetadata().getName());
  }

  /** The DaemonSet, its ServiceAccount, and the Service of a node's own Agent. */
  public String node() {
    return name + "-agent";
  }

  /** The Deployment, its ServiceAccount and its Service. */
  public String clusterAgent() {
    return name + "-cluster-agent";
  }

  /** The Service that the API server calls when a pod is made. */
  public String admission() {
    return name + "-admission";
  }

  /** The Secret with the token by which the two Agents know each other. */
  public String token() {
    return clusterAgent() + "-token";
  }

  /** The ConfigMap with datadog.yaml. */
  public String config() {
    return node() + "-config";
  }

  /** The ConfigMaps of a check's directory on the nodes, before the number. */
  public String directory(String check) {
    return node() + "-conf-" + part(check);
  }

  public String modules() {
    return node() + "-checks";
  }

  public String jars() {
    return node() + "-jars";
  }

  public String clusterFiles() {
    return clusterAgent() + "-conf";
  }

  /** Cluster-wide bindings: no other Agent's have the same name. */
  public String binding(String component) {
    return "heel." + namespace + "." + component;
  }

  /**
   * As a part of an object's name: another check has another part, since what is rewritten or cut
   * carries a hash.
   */
  private static String part(String check) {
    boolean plain = check.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    if (plain && check.length() <= LONGEST_CHECK) {
      return check;
    }
    String words = check.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = words.replaceAll("^-+|-+$", "");
    String cut = trimmed.substring(0, Math.min(trimmed.length(), LONGEST_CHECK));
    return cut + "-" + hash(check).substring(0, 8);
  }

  /** SHA-256 in hexadecimal digits. */
  public static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
