package dev.heel.kinds.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Column;
import dev.heel.resource.Kind;
import java.util.List;

/** {@link DatadogAccount}, of which nothing in Datadog is made. */
public final class AccountKind implements Kind<DatadogAccount> {
  @Override
  public Class<DatadogAccount> type() {
    return DatadogAccount.class;
  }

  @Override
  public String noun() {
    return "account";
  }

  @Override
  public String glance(JsonNode status, JsonNode object) {
    return status.path("site").asText("");
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        Column.text("SITE", ".status.site"),
        Column.count("OBJECTS", ".status.objects"),
        Column.count("KEPT", ".status.kept.count"));
  }

  @Override
  public List<Column> wideColumns() {
    return List.of(Column.text("ORGANIZATION", ".status.organization.name").onlyWide());
  }
}
