package dev.heel.resource;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The forms that texts of specs have: each stands here once, as a pattern and in words. Specs name
 * the pattern; the build writes the words beside it into the CRDs, so that the API server, {@code
 * heel validate} and the reference say the same. All patterns are read alike by Java and RE2.
 */
public final class Forms {
  /** Of most of Kubernetes' objects (RFC 1123 subdomain; apimachinery, IsDNS1123Subdomain). */
  public static final String OBJECT_NAME =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /**
   * Of namespaces and Services (RFC 1123 label; apimachinery, IsDNS1123Label). Older API servers
   * want a letter at the beginning of a Service's name; which, is the API server's to say.
   */
  public static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** Of an entry in a ConfigMap or Secret (apimachinery, IsConfigMapKey). */
  public static final String DATA_KEY = "^\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$";

  /** Of a container's environment variable. */
  public static final String ENVIRONMENT_VARIABLE = "^[A-Za-z_][A-Za-z0-9_.-]*$";

  /** Of a variable that any shell can set. */
  public static final String SHELL_VARIABLE = "^[A-Za-z_][A-Za-z0-9_]*$";

  /** A check's name in the Agent: the name of a Python module. */
  public static final String CHECK_NAME = "^[a-z_][a-z0-9_]*$";

  /** As the Agent and its Helm chart take it (check-cluster-name). */
  public static final String CLUSTER_NAME =
      "^[a-z]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** Of a webhook, which may be made of references. */
  public static final String WEBHOOK_NAME = "^[A-Za-z0-9_.$()/-]+$";

  public static final String SITE = "^[a-z0-9-]+(\\.[a-z0-9-]+)+$";
  public static final String ADDRESS = "^https?://[^/?#]+(/[^?#]*)?$";
  public static final String ORGANIZATION = "^[0-9A-Za-z-]+$";
  public static final String POINTER = "^/.*$";
  public static final String WIDGET = "^@[1-9][0-9]*$";

  /** Where the Agent takes several tags in one text, blanks and commas stand between them. */
  public static final String AGENT_TAG = "^[^\\s,]+$";

  public static final String JAR_PATH = "^/[A-Za-z0-9._/-]+\\.jar$";
  public static final String REGISTRY = "^[a-z0-9][a-z0-9._:/-]*$";
  public static final String IMAGE_TAG = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,120}$";
  public static final String IMAGE_DIGEST = "^sha256:[0-9a-f]{64}$";
  public static final String NUMBER_OR_PERCENT = "^[0-9]+%?$";

  /** How often a check runs. */
  public static final String INTERVAL = "^[1-9][0-9]{0,4}[smh]$";

  public static final String PAUSE = "^[0-9]+(s|m|h)$";

  /** As Go writes durations, in whole hours, minutes and seconds. */
  public static final String DURATION = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

  /** How long a downtime is (Datadog, API v2, recurring downtimes). */
  public static final String DOWNTIME_LENGTH = "^[1-9][0-9]{0,5}[mhdw]$";

  /** How long a group of a monitor is kept. */
  public static final String RETENTION = "^[1-9][0-9]*[mhd]$";

  public static final String TIME_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

  /** At which something ends: midnight may be the end of a day. */
  public static final String END_OF_DAY = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

  public static final String LOCAL_TIME =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry(
              OBJECT_NAME,
              "a name that Kubernetes objects can have: lower-case letters, digits, - and ., with a"
                  + " letter or digit at both ends and beside each dot (RFC 1123), such as"
                  + " my-config"),
          entry(
              DNS_LABEL,
              "a name that namespaces and Services can have: lower-case letters, digits and -, with"
                  + " a letter or digit at both ends (RFC 1123), such as team-a"),
          entry(
              DATA_KEY,
              "a key that ConfigMaps and Secrets can have: letters, digits, -, _ and ., not . alone"
                  + " and not .. at its beginning, such as check.py"),
          entry(
              ENVIRONMENT_VARIABLE,
              "a variable's name: letters, digits, _, . and -, with no digit at its beginning, such"
                  + " as DD_LOG_LEVEL"),
          entry(
              SHELL_VARIABLE,
              "a variable's name: letters, digits and _, with no digit at its beginning, such as"
                  + " DD_PROFILING_ENABLED"),
          entry(
              CHECK_NAME,
              "a Python module's name: lower-case letters, digits and _, with no digit at its"
                  + " beginning, such as my_check"),
          entry(
              CLUSTER_NAME,
              "a cluster's name: lower-case letters, digits, - and ., with a letter at its"
                  + " beginning, such as prod-eu-1"),
          entry(
              WEBHOOK_NAME,
              "letters, digits, -, _ and ., or references such as $(cluster.name), for example"
                  + " pager-shop"),
          entry(SITE, "a site of Datadog's, such as datadoghq.eu"),
          entry(
              ADDRESS, "an address without parameters, such as https://datadog-proxy.example.com"),
          entry(
              ORGANIZATION,
              "an organisation's id: letters, digits and -, as its account shows it,"
                  + " such as 1234567"),
          entry(POINTER, "a JSON pointer, such as /options/renotify_interval"),
          entry(WIDGET, "@ and the number of a widget in this dashboard, such as @3"),
          entry(AGENT_TAG, "one tag without blanks and commas, such as team:shop"),
          entry(JAR_PATH, "the path of a jar in the image, such as /jars/values.jar"),
          entry(REGISTRY, "a registry without a scheme, such as registry.example.com/datadog"),
          entry(IMAGE_TAG, "an image's tag, such as 7.81.1"),
          entry(IMAGE_DIGEST, "an image's digest: sha256: and 64 hexadecimal digits in lower case"),
          entry(NUMBER_OR_PERCENT, "a number or a percentage, such as 2 or 10%"),
          entry(INTERVAL, "a whole number of at most 5 digits and s, m or h, such as 45s"),
          entry(PAUSE, "a whole number and s, m or h, such as 30m"),
          entry(DURATION, "a duration in hours, minutes and seconds, such as 8h or 1h30m"),
          entry(
              DOWNTIME_LENGTH, "a whole number of at most 6 digits and m, h, d or w, such as 14h"),
          entry(RETENTION, "a whole number and m, h or d, such as 2d"),
          entry(TIME_OF_DAY, "a time of day, such as 04:00"),
          entry(END_OF_DAY, "a time of day or 24:00, such as 07:30"),
          entry(LOCAL_TIME, "a date and time without an offset, such as 2026-01-05T08:00:00"));

  /** Longest name of an object, and longest key of a ConfigMap or Secret. */
  public static final int LONGEST_NAME = 253;

  private static final Pattern NAME = Pattern.compile(OBJECT_NAME);
  private static final Pattern KEY = Pattern.compile(DATA_KEY);

  private Forms() {}

  /**
   * What a text of that form is, with an example, to follow "must be ".
   *
   * @throws IllegalArgumentException if the pattern is not one of these
   */
  public static String words(String pattern) {
    String words = WORDS.get(pattern);
    if (words == null) {
      throw new IllegalArgumentException(
          "the pattern " + pattern + " has no words for people; add it to Forms");
    }
    return words;
  }

  /** Whether an object of most kinds can be called so. */
  public static boolean isObjectName(String text) {
    return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
  }

  /** Whether an entry of a ConfigMap or Secret can be called so. */
  public static boolean isDataKey(String text) {
    return text.length() <= LONGEST_NAME && KEY.matcher(text).matches();
  }
}
