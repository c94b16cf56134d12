package dev.heel.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Each part of a check from a namespace that brings data only")
class DataOnlyPartsTest {
  static Stream<Arguments> elsewhere() {
    return Stream.of(
        arguments(
            "a tag becomes visible in Datadog",
            "{integration: disk, runOn: Nodes, tags: ['key:%%env_DD_API_KEY%%'], instances: [{}]}",
            "/spec/tags/0"),
        arguments(
            "a handle as a tag",
            "{integration: disk, runOn: Nodes, tags: ['ENC[k8s_secret@a/b/c]'], instances: [{}]}",
            "/spec/tags/0"),
        arguments(
            "init_config has files as well",
            "{integration: http_check, runOn: Cluster, initConfig: {ca_certs: /a}, instances:"
                + " [{name: a, url: 'http://a'}]}",
            "/spec/initConfig/ca_certs"),
        arguments(
            "and names of fields",
            "{jmx: {}, runOn: Cluster, initConfig: {conf: [{include: {'%%env_A%%': x}}]},"
                + " instances: [{host: a, port: 1}]}",
            "/spec/initConfig/conf/0/include/%%env_A%%"),
        arguments(
            "one JVM runs the checks of all teams",
            "{integration: tomcat, runOn: Cluster, instances: [{host: a, port: 1, trust_store_path:"
                + " /a}]}",
            "/spec/instances/0/trust_store_path"),
        arguments(
            "one cache for the checks of all teams",
            "{integration: process, runOn: Nodes, initConfig: {shared_process_list_cache_duration:"
                + " 9999}, instances: [{name: a, search_string: [a]}]}",
            "/spec/initConfig/shared_process_list_cache_duration"),
        arguments(
            "command lines of other teams",
            "{integration: process, runOn: Nodes, instances: [{name: a, search_string: ['token=a'],"
                + " exact_match: false}]}",
            "/spec/instances/0/exact_match"),
        arguments(
            "paths of logs",
            "{integration: nginx, runOn: Nodes, instances: [{nginx_status_url: 'http://a'}],"
                + " logs: [{type: file, path: /var/log/a, source: a}]}",
            "/spec/logs/0"),
        arguments(
            "an integration that the catalogue lacks",
            "{integration: kafka_consumer, runOn: Cluster, instances: [{kafka_connect_str:"
                + " 'a:1'}]}",
            "/spec/integration"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elsewhere")
  void isRefusedElsewhere(String because, String spec, String pointer) {
    assertThat(DataOnly.refusals(spec))
        .extracting(problem -> problem.at().pointer())
        .contains(pointer);
  }

  @ParameterizedTest
  @DisplayName("may say all that is data")
  @ValueSource(
      strings = {
        "{integration: http_check, runOn: Cluster, instances: [{name: a, url:"
            + " 'https://shop.example.com/', method: POST, data: {a: 1}, headers: {X-Team: shop},"
            + " auth_type: digest, username: u, password: $(secret/a/b), tls_verify: true, proxy:"
            + " {http: 'http://proxy:3128', no_proxy: [localhost]}}]}",
        "{integration: openmetrics, targets: {service: shop}, instances: [{openmetrics_endpoint:"
            + " 'http://%%host%%:%%port%%/metrics', namespace: shop, metrics: [{a_b: {name: a,"
            + " type: gauge}}], tags: ['pod:%%kube_pod_name%%', '100%%']}]}",
        "{integration: mysql, targets: {service: db}, tags: ['host:localhost'], instances: [{host:"
            + " '%%host%%', username: u, options: {replication: true}, custom_queries: [{query:"
            + " SELECT 1, columns: []}]}]}",
        "{integration: disk, runOn: Nodes, instances: [{use_mount: true, file_system_blacklist:"
            + " [tmpfs]}]}",
        "{jmx: {}, runOn: Cluster, initConfig: {conf: [{include: {domain: home}}]}, instances:"
            + " [{host: app, port: 9010}]}",
      })
  void mayBringData(String spec) {
    assertThat(DataOnly.refusals(spec)).isEmpty();
  }
}
