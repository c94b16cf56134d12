package dev.heel.bench;

/** Resources as teams write them; the variant makes each differ from the others. */
final class Specs {
  private Specs() {}

  static String monitor(String monitor, int variant) {
    int critical = 100 + variant % 400;
    return """
        {"name": "%2$s {{#is_alert}}is above {{threshold}}{{/is_alert}} on {{host.name}}",
         "type": "metric alert",
         "query": "avg(last_5m):avg:requests.%2$s{env:prod} by {host} > %1$d",
         "message": "{{#is_alert}}%2$s is at {{value}} on {{host.name}}, above {{threshold}}. The \
        runbook says what to look at first: queue length, then the database, then the last \
        release.{{/is_alert}}{{#is_recovery}}Back at {{value}}.{{/is_recovery}} @slack-team-%3$d",
         "tags": ["team:team-%3$d", "env:prod", "service:service-%4$d"],
         "options": {"thresholds": {"critical": %1$d, "warning": %5$d}, "notifyNoData": true,
           "noDataTimeframe": 10, "renotifyInterval": 60, "requireFullWindow": false,
           "includeTags": true}}"""
        .formatted(critical, monitor, variant % 20, variant % 50, critical - 50);
  }

  static String dashboard(int variant) {
    return """
        {"title": "Service %1$d", "tags": ["team:team-%2$d"], "widgets": [
          {"definition": {"type": "timeseries", "title": "Requests", "requests": [
            {"q": "sum:requests.service_%1$d{*}.as_count()", "display_type": "bars"}]}},
          {"definition": {"type": "timeseries", "title": "Latency", "requests": [
            {"q": "avg:latency.service_%1$d{*} by {host}", "display_type": "line"}]}},
          {"definition": {"type": "note", "content": "Owned by team %2$d"}}]}"""
        .formatted(variant, variant % 20);
  }

  static String downtime(int variant) {
    return """
        {"monitorRef": {"name": "monitor-%d"}, "message": "The night.",
         "schedule": {"timezone": "Europe/Paris", "weekly": [
           {"days": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri"], "from": "19:00", "to": "09:00"},
           {"days": ["Sat", "Sun"]}]}}"""
        .formatted(variant);
  }

  static String check(int variant, int service) {
    return """
        {"integration": "mysql", "targets": {"service": "service-%2$d"}, "interval": "30s",
         "tags": ["team:team-%1$d"], "instances": [
           {"host": "%%%%host%%%%", "username": "datadog", "options": {"replication": false}}]}"""
        .formatted(variant, service);
  }
}
