package dev.heel.agent.rules;

import dev.heel.agent.check.Variable;
import dev.heel.resource.SecretMention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an option sends a check, as far as its text tells: to the Agent's own pod, to the node's
 * link-local network, at which clouds hand out credentials, or elsewhere. Names are not looked up,
 * so what a name stands for, and where a server redirects to, is not known here.
 */
final class Destination {
  private static final Pattern SOCKET = Pattern.compile("(?i)(/|@|\\\\|((http\\+)?unix|file):).*");

  /**
   * The only scheme is one of HTTP's, or of a proxy's; user, host and port are all there can be.
   */
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(?:(?:https?|socks[45][ah]?)://)?(?:[\\p{Graph}&&[^@/?#\\\\]]*@)?"
              + "(\\[[^]@/?#]*]|[^:@/?#\\[\\]]*)(?::(?:[0-9]{1,5}|%%port(?:_[^%]+)?%%))?(?:[/?#].*)?");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]*|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%(25)?[A-Za-z0-9._-]+)?");

  /** Of one's own machine, under each of its usual names. */
  private static final Pattern OWN_NAME =
      Pattern.compile(
          "(.*\\.)?(localhost|localdomain)\\d?|ip6-(localhost|loopback)|loopback|broadcasthost");

  /** Names of the metadata servers of Google Cloud, Amazon and others. */
  private static final Pattern METADATA_NAME =
      Pattern.compile(
          "metadata|(metadata|instance-data)(\\..*)?\\.internal|instance-data"
              + "|metadata\\.(goog|azure\\.com|tencentyun\\.com)");

  /**
   * Metadata servers beside the link-local network: of Amazon (fd00:ec2::254, and ::23 for pods),
   * Google (fd20:ce::254), Alibaba (100.100.100.200), Oracle (192.0.0.192), Azure (168.63.129.16).
   */
  private static final Set<String> METADATA =
      Set.of(
          "fd000ec2000000000000000000000254",
          "fd000ec2000000000000000000000023",
          "fd2000ce000000000000000000000254",
          "646464c8",
          "c00000c0",
          "a83f8110");

  private static final String METADATA_SERVICE =
      " is a cloud's metadata service, which hands out credentials";

  private Destination() {}

  /**
   * Why a check of a namespace without code may not go there, as the begin of a sentence; empty if
   * it may.
   *
   * @param text of an option that is one host
   */
  static Optional<String> refusalOfHost(String text) {
    if (SOCKET.matcher(text.strip()).matches()) {
      return Optional.of("this is a socket on the node");
    }
    if (text.isBlank()) {
      return Optional.of("an empty host is the Agent's own pod");
    }
    return isTarget(text) ? Optional.empty() : refusalOfAddress(text);
  }

  /** The same of an option that is one URL. */
  static Optional<String> refusalOfUrl(String text) {
    if (SOCKET.matcher(text.strip()).matches()) {
      return Optional.of("this is a socket on the node");
    }
    if (SecretMention.isMeant(text)) {
      return refusalOfAddress(text);
    }
    Matcher url = URL.matcher(text);
    if (CONTROL.matcher(text).find() || !url.matches()) {
      return Optional.of("this is no plain URL, such as http://HOST:PORT/PATH");
    }
    String host = url.group(1);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return refusalOfHost(bracketed ? host.substring(1, host.length() - 1) : host);
  }

  /** What Autodiscovery fills in is the address of a target in the namespace of the check. */
  private static boolean isTarget(String host) {
    List<Variable> variables = Variable.in(host);
    return variables.size() == 1
        && variables.get(0).name().equals("host")
        && variables.get(0).text().equals(host);
  }

  private static Optional<String> refusalOfAddress(String host) {
    if (host.contains("%%") || SecretMention.isMeant(host)) {
      return Optional.of("Heel cannot know where %s leads".formatted(host));
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
    if (name.isEmpty() || !HOST.matcher(name).matches()) {
      return Optional.of("%s is no host's name".formatted(host));
    }
    return IpAddresses.isMeant(name) ? refusalOfIp(host, name) : refusalOfName(host, name);
  }

  private static Optional<String> refusalOfName(String host, String name) {
    if (OWN_NAME.matcher(name).matches()) {
      return Optional.of(host + " is the Agent's own pod");
    }
    return METADATA_NAME.matcher(name).matches()
        ? Optional.of(host + METADATA_SERVICE)
        : Optional.empty();
  }

  private static Optional<String> refusalOfIp(String host, String name) {
    List<byte[]> readings = IpAddresses.of(name);
    if (readings.isEmpty()) {
      return Optional.of("%s is no address".formatted(host));
    }
    if (readings.stream().anyMatch(Destination::isTranslatedHere)) {
      return Optional.of("only this network knows where %s leads".formatted(host));
    }
    if (readings.stream().anyMatch(Destination::isOwn)) {
      return Optional.of(host + " is the Agent's own pod");
    }
    if (readings.stream().anyMatch(Destination::isForMany)) {
      return Optional.of(host + " is a multicast or broadcast address");
    }
    if (readings.stream().anyMatch(Destination::isLinkLocal)) {
      return Optional.of(host + " is a link-local address, where clouds hand out credentials");
    }
    return readings.stream().map(IpAddresses::hex).anyMatch(METADATA::contains)
        ? Optional.of(host + METADATA_SERVICE)
        : Optional.empty();
  }

  /** 127.0.0.0/8, 0.0.0.0/8, ::1 and :: (RFC 1122, 3.2.1.3; RFC 4291, 2.5). */
  private static boolean isOwn(byte[] address) {
    String hex = IpAddresses.hex(address);
    return address.length == 4 ? address[0] == 127 || address[0] == 0 : hex.matches("0{31}[01]");
  }

  /** 64:ff9b:1::/48, below which each network puts IPv4 addresses as it likes (RFC 8215). */
  private static boolean isTranslatedHere(byte[] address) {
    return IpAddresses.hex(address).startsWith("0064ff9b0001");
  }

  /** 224.0.0.0/4 (RFC 5771), 255.255.255.255 (RFC 919) and ff00::/8 (RFC 4291, 2.7). */
  private static boolean isForMany(byte[] address) {
    return IpAddresses.hex(address).matches("e.{7}|f{8}|ff.{30}");
  }

  /** 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291, 2.5.6). */
  private static boolean isLinkLocal(byte[] address) {
    return IpAddresses.hex(address).matches("a9fe.{4}|fe[89ab].{29}");
  }
}
