package dev.heel.schema.structure;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The {@code format}s of a CRD that the API server checks (k8s.io/apiextensions-apiserver,
 * validation/formats.go). Of its list the ones that occur in practice are judged; the rest, such as
 * credit card numbers, are taken as right.
 */
final class Formats {
  private static final String UUID =
      "(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final String LABEL = "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?";

  private static final Map<String, Predicate<String>> JUDGED =
      Map.of(
          "date-time", parses(OffsetDateTime::parse),
          "datetime", parses(OffsetDateTime::parse),
          "date", parses(LocalDate::parse),
          "byte", parses(Base64.getDecoder()::decode),
          "uuid", like(UUID),
          "uri", like("^([a-zA-Z][a-zA-Z0-9+.-]*:[^\\s]+|/[^\\s]*)$"),
          "ipv4", like("^" + OCTET + "(\\." + OCTET + "){3}$"),
          "hostname", like("^" + LABEL + "(\\." + LABEL + ")*\\.?$"),
          "email", like("^[^@\\s]+@[^@\\s]+$"));

  /** Known to the API server, not judged here; named so that other rules about formats hold. */
  private static final Set<String> TAKEN =
      Set.of("ipv6", "cidr", "mac", "duration", "password", "uuid3", "uuid4", "uuid5", "hexcolor");

  private Formats() {}

  private static Predicate<String> parses(Parse parse) {
    return text -> {
      try {
        parse.of(text);
        return true;
      } catch (DateTimeException | IllegalArgumentException e) {
        return false;
      }
    };
  }

  private interface Parse {
    Object of(String text);
  }

  private static Predicate<String> like(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return text -> compiled.matcher(text).find();
  }

  /** The node's format if the API server heeds it for the node's type, else the empty text. */
  static String effective(SchemaNode node) {
    String format = node.raw().path("format").asText();
    boolean heeded =
        switch (node.type()) {
          case "", "string" -> JUDGED.containsKey(format) || TAKEN.contains(format);
          case "integer" -> format.equals("int32") || format.equals("int64");
          case "number" -> format.equals("float") || format.equals("double");
          default -> false;
        };
    return heeded ? format : "";
  }

  static boolean matches(String format, String text) {
    return JUDGED.getOrDefault(format, any -> true).test(text);
  }
}
