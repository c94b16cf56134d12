package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/**
 * What Datadog's MySQL check asks the server for one of its metrics, and by which option and
 * privilege (Datadog, "MySQL": data collected, and the options of its {@code conf.yaml.example}).
 */
enum MySqlMetric {
  DATA_WRITES("mysql.innodb.data_writes", "", "", "SHOW GLOBAL STATUS LIKE 'Innodb_data_writes'"),
  MAX_CONNECTIONS(
      "mysql.net.max_connections_available",
      "",
      "",
      "SHOW GLOBAL VARIABLES LIKE 'max_connections'"),
  BINLOG("mysql.binlog.disk_use", "", "REPLICATION CLIENT ON *.*", "SHOW BINARY LOGS"),
  DEADLOCKS(
      "mysql.innodb.deadlocks",
      "disable_innodb_metrics: false",
      "PROCESS ON *.*",
      "SELECT NAME, COUNT FROM information_schema.INNODB_METRICS WHERE NAME = 'lock_deadlocks'"),
  HISTORY(
      "mysql.innodb.history_list_length",
      "extra_innodb_metrics: true",
      "PROCESS ON *.*",
      "SHOW ENGINE INNODB STATUS") {
    @Override
    String shows() {
      return "(?m)^History list length \\d+$";
    }
  },
  HANDLER_COMMIT(
      "mysql.performance.handler_commit",
      "extra_status_metrics: true",
      "",
      "SHOW GLOBAL STATUS LIKE 'Handler_commit'"),
  CLUSTER_SIZE(
      "mysql.galera.wsrep_cluster_size",
      "galera_cluster: true",
      "",
      "SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'"),
  QUERY_TIME(
      "mysql.performance.digest_95th_percentile.avg_us",
      "extra_performance_metrics: true",
      "SELECT ON performance_schema.*",
      "SELECT DIGEST, ROUND(AVG_TIMER_WAIT / 1000000)"
          + " FROM performance_schema.events_statements_summary_by_digest WHERE DIGEST <> ''"),
  USER_CONNECTIONS(
      "mysql.performance.user_connections",
      "",
      "SELECT ON performance_schema.*",
      "SELECT PROCESSLIST_USER, COUNT(*) FROM performance_schema.threads"
          + " WHERE PROCESSLIST_USER = 'datadog' GROUP BY PROCESSLIST_USER");

  private final String metric;
  private final String option;
  private final String grant;
  private final String query;

  MySqlMetric(String metric, String option, String grant, String query) {
    this.metric = metric;
    this.option = option;
    this.grant = grant;
    this.query = query;
  }

  /** Those that the options of an instance ask for. */
  static List<MySqlMetric> of(JsonNode options) {
    List<String> set =
        options.properties().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    return Arrays.stream(values())
        .filter(each -> each.option.isEmpty() || set.contains(each.option))
        .toList();
  }

  /** The privilege without which the query is denied, as a script grants it; empty if none. */
  String grant() {
    return grant;
  }

  String query() {
    return query;
  }

  /** A pattern of the answer's text: a name and a number. */
  String shows() {
    return "(?m)^\\S+\\t\\d+";
  }

  @Override
  public String toString() {
    return metric;
  }
}
