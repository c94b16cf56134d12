package dev.heel.kinds.account;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.HeelResource;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One Datadog organisation as a namespace may use it. Nothing in Datadog becomes of it: it says
 * where the other kinds' objects go, and with which keys.
 */
@JsonClassDescription(
    "A Datadog organisation: where it is, the Secret with its keys, and who may use it.")
@Group(HeelResource.GROUP)
@Version(HeelResource.VERSION)
@Plural("datadogaccounts")
@ShortNames("ddacct")
@Categories({"heel", "datadog"})
public final class DatadogAccount extends HeelResource<AccountStatus> {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("Where the organisation is, with which keys, and for whom.")
  @SchemaFrom(type = AccountSpec.class)
  private JsonNode spec;

  @Override
  public JsonNode getSpec() {
    return spec;
  }

  @Override
  public void setSpec(JsonNode spec) {
    this.spec = spec;
  }
}
