package dev.heel.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Where a check is sent")
class DestinationTest {
  @DisplayName("a host that is the Agent's own machine, or of its link-local network, is refused")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "localhost | by its name",
        "LOCALHOST | names have no case",
        "localhost. | a dot at the end is the root of DNS",
        "a.localhost | RFC 6761, 6.3: all names below it",
        "localhost.localdomain | as many /etc/hosts have it",
        "ip6-localhost | as Debian's /etc/hosts has it",
        "127.0.0.1 | RFC 1122",
        "127.1 | two numbers: the last one fills what is left",
        "127.255.1.2 | all of 127.0.0.0/8",
        "2130706433 | one number",
        "0x7f000001 | in hexadecimal",
        "0x7F.1 | parts of either",
        "017700000001 | in octal",
        "0177.0.0.1 | octal, as C reads it",
        "0127.0.0.1 | decimal, as Java reads it",
        "127.0.0.1. | with the dot of DNS",
        "0.0.0.0 | this host: a connection goes to loopback",
        "0 | the same in one number",
        "::1 | RFC 4291",
        "0:0:0:0:0:0:0:1 | written out",
        ":: | the unspecified address: a connection goes to loopback",
        "::ffff:127.0.0.1 | IPv4-mapped",
        "::FFFF:7f00:1 | the same in hexadecimal",
        "::127.0.0.1 | IPv4-compatible",
        "64:ff9b::7f00:1 | through NAT64",
        "2002:7f00:1:: | through 6to4",
        "64:ff9b:1::7f00:1 | through a network's own NAT64 (RFC 8215)",
        "64:FF9B:1::127.0.0.1 | the same, in decimal",
        "64:ff9b:1:7f00:0:100:: | the same, at another place (RFC 6052, 2.2)",
        "64:ff9b:1::a9fe:a9fe | and so to the metadata",
        "2002:a9fe:a9fe::1 | through 6to4 to the metadata",
        "2001:0:7f00:1:: | Teredo: the server",
        "2001:0:808:808::80ff:fffe | Teredo: the client, inverted",
        "2001::5601:5601 | Teredo: the client, inverted",
        "fd00::5efe:7f00:1 | ISATAP",
        "fd00::200:5efe:169.254.169.254 | ISATAP, of a global address",
        "::ffff:0:127.0.0.1 | IPv4-translated",
        "ff01::1 | all nodes, of this machine",
        "ff02::1 | all nodes of the link",
        "224.0.0.1 | all of the link",
        "255.255.255.255 | all of the link",
        "[::1] | in the brackets of a URL it is no host",
        "169.254.169.254 | where clouds hand out credentials",
        "0xa9fea9fe | the same in hexadecimal",
        "2852039166 | the same in one number",
        "169.254.170.23 | where Amazon hands them out to pods",
        "::ffff:169.254.169.254 | IPv4-mapped",
        "fe80::1 | RFC 4291, 2.5.6",
        "febf::1 | the end of fe80::/10",
        "fe80::1%eth0 | with a zone",
        "fd00:ec2::254 | Amazon's, by IPv6",
        "100.100.100.200 | Alibaba's",
        "metadata.google.internal | Google's, by its name",
        "Metadata.Google.Internal. | in other letters",
        "metadata | as Google's nodes complete it",
        "instance-data.ec2.internal | Amazon's, by its name",
        "/var/run/docker.sock | libpq takes a folder for a socket",
        "@abstract | libpq takes it for an abstract socket",
        "\"\" | libpq and others take nothing for this machine",
        "\" \" | nothing as well",
        "\" 127.0.0.1\" | no host, and some programs strip it",
        "\"db,127.0.0.1\" | libpq takes a list of hosts",
        "127.0.0.1:80 | no host by itself",
        "1.2.3.4.5 | ends with a number and is no address",
        "08.8.8.8.0x | a number that no program reads alike",
        "１２７.0.0.1 | digits of other scripts become these in IDNA",
        "127。0。0。1 | and so do other dots",
        "127.0.0.%%port%% | what a variable is completes it",
        "%%kube_pod_name%% | a pod may be called localhost",
        "$(secret/a/b) | what a Secret holds is not known",
      })
  void hostsAreRefused(String host, String because) {
    assertThat(Destination.refusalOfHost(host)).as(because).isPresent();
    if (!host.isBlank() && host.matches("[0-9a-zA-Z.]+")) {
      assertThat(Destination.refusalOfUrl("http://" + host + "/")).as(because).isPresent();
    }
  }

  @DisplayName(
      "a URL that leads there, or of which not all programs read the same host, is refused")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http://127.0.0.1/ | the host",
        "HTTP://LocalHost:8080 | schemes have no case either",
        "http://user:password@localhost/x | after a user",
        "http://good.example.com@127.0.0.1/ | what looks like the host is the user",
        "http://good.example.com:80@127.0.0.1/ | the same with a port",
        "http://[::1]:80/ | in brackets",
        "http://[::ffff:169.254.169.254]/ | in brackets, mapped",
        "http://[fe80::1%25eth0]/ | with a zone as URLs write it",
        "http://127.0.0.1\\@good.example.com/ | browsers take \\ for /, others do not",
        "http://a@b@good.example.com/ | the first @ for some, the last for others",
        "\"http://good.example.com\t@127.0.0.1/\" | Python strips tabs",
        "http:///127.0.0.1/ | no host",
        "http:/127.0.0.1/ | one slash only",
        "//127.0.0.1/ | no scheme",
        "127.0.0.1:3128 | as a proxy may be written",
        "socks5h://localhost:1080 | a proxy of another sort",
        "unix:///var/run/docker.sock | Datadog's HTTP library opens sockets",
        "http+unix://%2Fvar%2Frun%2Fdocker.sock/x | the same in requests' own words",
        "file:///etc/passwd | no network at all",
        "ldap://good.example.com/ | not for a check over HTTP",
        "http://127.0.0.1%2f/ | what is encoded is no host",
        "http://%31%32%37.0.0.1/ | nor is this",
        "http://169.254.169.%%port%%/ | what a variable is completes it",
        "http://good.example.com:%%env_X%%/ | only a port belongs there",
        "$(secret/home/url) | what a Secret holds is not known",
        "\"\" | nothing",
      })
  void urlsAreRefused(String url, String because) {
    assertThat(Destination.refusalOfUrl(url)).as(because).isPresent();
  }

  @DisplayName("any other host is a check's to ask")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql.shop.svc.cluster.local",
        "db",
        "db_1",
        "10.0.0.7",
        "192.168.1.1",
        "8.8.8.8",
        "2001:db8::7",
        "64:ff9b::808:808",
        "2002:808:808::1",
        "2001:0:808:808::f7f7:f7f7",
        "fd12:3456::1",
        "%%host%%",
        "%%host_bridge%%",
        "local.example.com",
        "metadata-store.shop",
        "localhost.example.com",
        "172.17.0.1",
        "host.docker.internal",
      })
  void hostsAreFree(String host) {
    assertThat(Destination.refusalOfHost(host)).isEmpty();
  }

  @DisplayName("and so is any other URL")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://shop.example.com/",
        "http://user:p%40ss@shop:8080/health?q=a#b",
        "http://%%host%%:%%port%%/metrics",
        "http://[%%host%%]:%%port_http%%/metrics",
        "http://[2001:db8::7]:80/",
        "http://shop/?next=http://127.0.0.1/",
        "http://proxy:3128",
        "proxy.example.com:3128",
        "https://shop.example.com/%%kube_namespace%%",
      })
  void urlsAreFree(String url) {
    assertThat(Destination.refusalOfUrl(url)).isEmpty();
  }

  /** Each spelling of each address of the two networks, in a URL with all that may be around. */
  @Property(tries = 2000)
  void noSpellingGetsThrough(@ForAll("own") String host, @ForAll("around") List<String> around) {
    assertThat(Destination.refusalOfHost(host)).as(host).isPresent();
    String bare = host.contains(":") ? "[" + host + "]" : host;
    String url = around.get(0) + bare + around.get(1);
    assertThat(Destination.refusalOfUrl(url)).as(url).isPresent();
  }

  @Provide
  Arbitrary<String> own() {
    Arbitrary<List<Integer>> rest = Arbitraries.integers().between(0, 255).list().ofSize(3);
    Arbitrary<List<Integer>> bytes =
        Combinators.combine(Arbitraries.of(127, 0, 169), rest).as(DestinationTest::address);
    Arbitrary<List<Integer>> forms = Arbitraries.integers().between(0, 3).list().ofSize(4);
    Arbitrary<Integer> parts = Arbitraries.integers().between(1, 6);
    return Combinators.combine(bytes, forms, parts, Arbitraries.of("", "."))
        .as(
            (address, form, count, dot) ->
                count > 4 ? mapped(address, count) : spelt(address, form, count) + dot);
  }

  private static List<Integer> address(int first, List<Integer> rest) {
    return first == 169
        ? List.of(169, 254, rest.get(1), rest.get(2))
        : List.of(first, rest.get(0), rest.get(1), rest.get(2));
  }

  private static String mapped(List<Integer> bytes, int form) {
    return form == 5
        ? "::ffff:%d.%d.%d.%d".formatted(bytes.toArray())
        : "0:0:0:0:0:FFFF:%02x%02x:%02X%02x".formatted(bytes.toArray());
  }

  /** In as many parts as are asked for, the last of which fills what is left. */
  private static String spelt(List<Integer> bytes, List<Integer> forms, int parts) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts - 1; i++) {
      out.append(number(bytes.get(i), forms.get(i))).append('.');
    }
    long last = 0;
    for (int i = parts - 1; i < 4; i++) {
      last = last << 8 | bytes.get(i);
    }
    return out + number(last, forms.get(3));
  }

  private static String number(long value, int form) {
    return switch (form) {
      case 0 -> Long.toString(value);
      case 1 -> "0" + Long.toOctalString(value);
      case 2 -> "0x" + Long.toHexString(value);
      default -> "0X000" + Long.toHexString(value).toUpperCase(Locale.ROOT);
    };
  }

  @Provide
  Arbitrary<List<String>> around() {
    Arbitrary<String> before =
        Arbitraries.of(
            "http://", "HTTPS://", "http://user@", "http://a.example.com:80@", "socks5://");
    Arbitrary<String> after = Arbitraries.of("", "/", ":8080", ":80/x", "?q", "#good.example.com");
    return Combinators.combine(before, after).as(List::of);
  }

  /** Whatever a text is, an answer comes and no exception. */
  @Property(tries = 2000)
  void neverThrows(@ForAll("texts") String text) {
    assertThat(Destination.refusalOfHost(text)).isNotNull();
    assertThat(Destination.refusalOfUrl(text)).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        Arbitraries.strings().withChars("0123456789xXabcdef.:[]@%/\\-http ").ofMaxLength(30));
  }
}
