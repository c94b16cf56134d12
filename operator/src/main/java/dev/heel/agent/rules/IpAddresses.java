package dev.heel.agent.rules;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which addresses a text may mean, in each of the spellings that programs take: an IPv4 address of
 * one to four numbers, each decimal, octal or hexadecimal (POSIX, inet_addr), or an IPv6 address,
 * maybe with an IPv4 address in it. No name is ever looked up.
 */
final class IpAddresses {
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)");
  private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]*)");
  private static final int V4_BYTES = 4;

  /**
   * Where IPv6 addresses have an IPv4 address in them: RFC 4291 (compatible, mapped), 2765
   * (translated), 6052 (NAT64), 3056 (6to4), 4380 (Teredo: the server's, and the client's with all
   * bits inverted), 5214 (ISATAP).
   */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding("0{24}", 12, 13, 14, 15),
          new Embedding("0{20}ffff", 12, 13, 14, 15),
          new Embedding("0{16}ffff0000", 12, 13, 14, 15),
          new Embedding("0064ff9b0{16}", 12, 13, 14, 15),
          new Embedding("2002", 2, 3, 4, 5),
          new Embedding("20010000", 4, 5, 6, 7),
          new Embedding("20010000", ~12, ~13, ~14, ~15),
          new Embedding(".{16}0[02]005efe", 12, 13, 14, 15));

  private IpAddresses() {}

  /**
   * @param prefix a pattern of how such an address begins, in hexadecimal
   * @param places of the four bytes; the complement of a place is that of an inverted byte
   */
  private record Embedding(Pattern prefix, int... places) {
    Embedding(String prefix, int... places) {
      this(Pattern.compile(prefix), places);
    }

    Optional<byte[]> in(byte[] address) {
      return prefix.matcher(hex(address)).lookingAt()
          ? Optional.of(embedded(address))
          : Optional.empty();
    }

    private byte[] embedded(byte[] address) {
      byte[] out = new byte[V4_BYTES];
      for (int i = 0; i < V4_BYTES; i++) {
        int place = places[i];
        out[i] = place < 0 ? (byte) ~address[~place] : address[place];
      }
      return out;
    }
  }

  /** Whether a host is an address, well written or not, and no name: it ends with a number. */
  static boolean isMeant(String host) {
    return host.contains(":") || NUMERIC.matcher(host).matches();
  }

  /**
   * All that it may mean, four or sixteen bytes each; none if no program could read it. A number
   * with a zero before it is octal in C and decimal in Java, so it may mean two.
   *
   * @param host without brackets
   */
  static List<byte[]> of(String host) {
    return host.contains(":") ? v6(host) : v4(host);
  }

  private static List<byte[]> v6(String host) {
    try {
      byte[] address = literal(host.replaceFirst("%.*", ""));
      List<byte[]> all = new ArrayList<>(List.of(address));
      if (address.length > V4_BYTES) {
        EMBEDDINGS.stream().flatMap(each -> each.in(address).stream()).forEach(all::add);
      }
      return all;
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  /** Brackets keep it from being taken for a name, which would be looked up. */
  private static byte[] literal(String v6) throws UnknownHostException {
    return InetAddress.getByName("[" + v6 + "]").getAddress();
  }

  private static List<byte[]> v4(String host) {
    List<String> parts = List.of(host.split("\\.", -1));
    List<BigInteger> readings = List.of(BigInteger.ZERO);
    for (int i = 0; i < parts.size() && parts.size() <= V4_BYTES; i++) {
      boolean last = i == parts.size() - 1;
      int bytes = last ? V4_BYTES - i : 1;
      readings = joined(readings, numbers(parts.get(i)), bytes);
    }
    return parts.size() > V4_BYTES ? List.of() : readings.stream().map(IpAddresses::bytes).toList();
  }

  private static List<BigInteger> joined(
      List<BigInteger> before, List<BigInteger> numbers, int bytes) {
    return before.stream()
        .flatMap(
            left ->
                numbers.stream()
                    .filter(number -> number.bitLength() <= bytes * Byte.SIZE)
                    .map(number -> left.shiftLeft(bytes * Byte.SIZE).or(number)))
        .toList();
  }

  private static List<BigInteger> numbers(String part) {
    Matcher hex = HEX.matcher(part);
    if (hex.matches()) {
      return List.of(new BigInteger("0" + hex.group(1), 16));
    }
    if (!part.matches("[0-9]{1,20}")) {
      return List.of();
    }
    BigInteger decimal = new BigInteger(part);
    boolean octal = part.matches("0[0-7]+");
    return octal ? List.of(decimal, new BigInteger(part, 8)) : List.of(decimal);
  }

  private static byte[] bytes(BigInteger address) {
    byte[] out = new byte[V4_BYTES];
    for (int i = 0; i < V4_BYTES; i++) {
      out[i] = address.shiftRight(Byte.SIZE * (V4_BYTES - 1 - i)).byteValue();
    }
    return out;
  }

  /** In lower case, two digits a byte. */
  static String hex(byte[] address) {
    StringBuilder out = new StringBuilder();
    for (byte each : address) {
      out.append("%02x".formatted(each));
    }
    return out.toString();
  }
}
