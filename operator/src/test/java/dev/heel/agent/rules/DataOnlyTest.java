package dev.heel.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.agent.integrations.Integration;
import dev.heel.agent.integrations.Integrations;
import dev.heel.agent.integrations.Option;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a namespace that may bring data and no code is refused, and where it is not. */
@DisplayName("A namespace that brings data only")
class DataOnlyTest {
  private static final String HTTP = "integration: http_check, runOn: Cluster, ";
  private static final String FILE = "names a file of the Agent's container";

  /** Why it is refused; what the spec is; where; what is said. */
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "an older name",
            http("client_cert: /a.pem"),
            "client_cert",
            "an old name of tls_cert, " + FILE),
        arguments("another", http("client_key: /a.key"), "client_key", FILE),
        arguments("the third", http("ca_certs: /a.pem"), "ca_certs", FILE),
        arguments(
            "all libraries have it",
            http("kerberos: required"),
            "kerberos",
            "kerberos_auth, logs in"),
        arguments("a ticket", http("kerberos_auth: required"), "kerberos_auth", "Kerberos ticket"),
        arguments("a keytab", http("kerberos_keytab: /k"), "kerberos_keytab", FILE),
        arguments(
            "TLS inside of a token",
            http(
                "auth_token: {reader: {type: oauth, url: x, tls_cert: /a}, writer: {type:"
                    + " header}}"),
            "auth_token",
            "sends it to an address of its choice"),
        arguments(
            "nobody knows it",
            http("use_truststore: true"),
            "use_truststore",
            "Heel does not know the option"),
        arguments(
            "a typing error", http("tls_verfy: true"), "tls_verfy", "did you mean tls_verify?"),
        arguments(
            "a value",
            http("auth_type: aws"),
            "auth_type",
            "only the values basic, digest, ntlm are data"),
        arguments(
            "a method of Python",
            http("method: __init__"),
            "method",
            "only the values delete, get, head"),
        arguments(
            "a proxy", http("proxy: {http: 'localhost:3128'}"), "proxy/http", "Agent's own pod"),
        arguments(
            "a proxy of another sort",
            http("proxy: {all: 'x:1'}"),
            "proxy/all",
            "Heel does not know the option"),
        arguments(
            "a token",
            metrics("bearer_token_auth: true"),
            "bearer_token_auth",
            "own service account token"),
        arguments(
            "its file", metrics("bearer_token_path: /t"), "bearer_token_path", "names a file"),
        arguments("older TLS", metrics("ssl_private_key: /k"), "ssl_private_key", FILE),
        arguments(
            "URLs in a list",
            metrics("possible_prometheus_urls: ['http://[::1]/']"),
            "possible_prometheus_urls/0",
            "::1 is the Agent's own pod"),
        arguments("a role", mysql("aws: {region: eu-west-1}"), "aws/region", "own AWS identity"),
        arguments("inside of ssl", mysql("ssl: {ca: /etc/passwd}"), "ssl/ca", FILE),
        arguments(
            "unknown inside of ssl",
            mysql("ssl: {capath: /etc}"),
            "ssl/capath",
            "Heel does not know the option"),
        arguments(
            "unknown to the driver",
            mysql("local_infile: true"),
            "local_infile",
            "Heel does not know the option"),
        arguments(
            "the Agent's own database",
            mysql("server: 127.1"),
            "server",
            "127.1 is the Agent's own pod"),
        arguments(
            "a handle in a list",
            mysql("custom_queries: [{query: 'ENC[a;b]'}]"),
            "custom_queries/0/query",
            "any Secret that the Agent can read"),
        arguments(
            "the environment far inside",
            http("data: {a: [{b: 'x%%env_DD_API_KEY%%'}]}"),
            "data/a/0/b",
            "environment holds its keys"),
        arguments(
            "what the Agent takes for %%",
            http("content_match: '\u2030env_DD_API_KEY\u2030'"),
            "content_match",
            "may read a variable"),
        arguments(
            "pairs that overlap",
            http("content_match: '%%host%%env_DD_API_KEY%%'"),
            "content_match",
            "may read a variable"),
        arguments(
            "a name",
            http("headers: {'%%env_DD_API_KEY%%': x}"),
            "headers/%%env_DD_API_KEY%%",
            "no place for a variable or a Secret"),
        arguments(
            "a target as a name",
            http("headers: {'%%host%%': x}"),
            "headers/%%host%%",
            "no place for a variable or a Secret"),
        arguments(
            "a handle as a name",
            http("headers: {'ENC[a;b]': x}"),
            "headers/ENC[a;b]",
            "no place for a variable or a Secret"),
        arguments(
            "a Secret as a name",
            http("headers: {'$(secret/a/b)': x}"),
            "headers/$(secret~1a~1b)",
            "no place for a variable or a Secret"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void isRefused(String because, String spec, String field, String words) {
    assertThat(DataOnly.refusals(spec))
        .as(because)
        .anySatisfy(
            problem -> {
              assertThat(problem.at().pointer()).isEqualTo("/spec/instances/0/" + field);
              assertThat(problem.message()).contains(words).endsWith("may bring data only");
              assertThat(problem.remedy())
                  .contains("owner of the DatadogAgent", "spec.allowedChecks.codeNamespaces");
            });
  }

  static Stream<String> integrations() {
    return Integrations.names().stream();
  }

  @DisplayName("uses no option that is not marked, under any of its names, of any integration")
  @ParameterizedTest
  @MethodSource("integrations")
  void onlyMarkedOptions(String name) {
    Integration integration = Integrations.find(name).orElseThrow();
    for (Option option : integration.instance()) {
      if (option.options() == null && !option.isData()) {
        Stream.concat(Stream.of(option.name()), option.formerly().stream())
            .forEach(
                each -> assertThat(pointers(name, each)).contains("/spec/instances/0/" + each));
      }
    }
  }

  private static List<String> pointers(String integration, String option) {
    String spec = "{integration: %s, runOn: Cluster, instances: [{%s: x}]}";
    return DataOnly.refusals(spec.formatted(integration, option)).stream()
        .map(problem -> problem.at().pointer())
        .toList();
  }

  @DisplayName("and where code may be brought, nothing of it is refused")
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void codeMayAll(String because, String spec, String field, String words) {
    assertThat(DataOnly.rendered(spec, true).problems())
        .noneMatch(problem -> problem.rule().equals(Problems.NOT_ALLOWED));
  }

  private static String http(String option) {
    return "{%sinstances: [{name: a, url: 'https://a.example.com/', %s}]}".formatted(HTTP, option);
  }

  private static String metrics(String option) {
    return ("{integration: openmetrics, runOn: Cluster, instances: [{openmetrics_endpoint:"
            + " 'http://a/', namespace: a, metrics: [a], %s}]}")
        .formatted(option);
  }

  private static String mysql(String option) {
    return "{integration: mysql, runOn: Cluster, instances: [{host: db, username: u, %s}]}"
        .formatted(option);
  }
}
