package dev.heel.kinds.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.AllowedNamespaces;
import dev.heel.resource.Forms;
import dev.heel.resource.Permission;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a {@link DatadogAccount} says. Fields are set by Jackson and not changed afterwards. */
@ValidationRule(
    value = "has(self.site) != has(self.url)",
    message = "say where Datadog is: site, or url for a proxy, not both")
public class AccountSpec {
  @JsonPropertyDescription(
      "The Datadog site of the organisation: the part after `app.` or `api.` of its address.")
  public Site site;

  @JsonPropertyDescription(
      "Address of the API in place of a site, for a proxy, such as"
          + " https://datadog-proxy.example.com.")
  @Pattern(Forms.ADDRESS)
  @Size(max = 2048)
  public String url;

  @Required
  @JsonPropertyDescription(
      "The Secret with the two keys. When its content changes, the new keys are used at once.")
  public SecretRef secretRef;

  @JsonPropertyDescription(
      "Which namespaces may send objects to this account. Left out: this account's own.")
  public AllowedNamespaces allowedNamespaces;

  @JsonPropertyDescription(
      "Id of the Datadog organisation that the keys must belong to. Keys of any other organisation"
          + " stop everything. Left out: the first organisation that its keys belonged to.")
  @Pattern(Forms.ORGANIZATION)
  @Size(min = 1, max = 64)
  public String organization;

  @JsonPropertyDescription(
      "What other namespaces than this account's own may do with it beyond making objects of their"
          + " own. This account's namespace may do all of it.")
  @Size(max = 64)
  public List<Grant> grants;

  @JsonPropertyDescription("How fast objects are deleted when their resources go.")
  public Deletions deletions;

  @JsonPropertyDescription(
      "How many percent of each of the organisation's rate limits this cluster may use; the rest is"
          + " left to people, other programs and other clusters.")
  @Default("50")
  @Min(1)
  @Max(100)
  public Integer rateLimitShare;

  /** Something that the account's owner lets some namespaces do. */
  public static class Grant {
    @Required
    @JsonPropertyDescription(
        "Adopt: take over what exists in Datadog. MuteEverything: a downtime without a monitor or"
            + " tag that bounds it.")
    @Size(min = 1, max = 8)
    public List<Permission> allow;

    @Required
    @JsonPropertyDescription("Which namespaces may do it.")
    public AllowedNamespaces namespaces;
  }

  /** How fast objects are deleted when their resources go; replacements are not counted. */
  public static class Deletions {
    @JsonPropertyDescription(
        "How many objects are deleted within an hour. Above it an object stays in Datadog with its"
            + " marker, and is listed in status.kept. 0: no bound.")
    @Default("100")
    @Min(0)
    @Max(1000000)
    public Integer perHour;

    @JsonPropertyDescription(
        "How long such an object is kept before it is deleted, such as 168h or 30m. A resource that"
            + " comes back before takes its object back.")
    @Default("168h")
    @Pattern(Forms.DURATION)
    @Size(min = 2, max = 32)
    public String keepFor;
  }

  /** The sites of Datadog, by the name that its documentation gives them. */
  public enum Site {
    @JsonProperty("datadoghq.com")
    US1("datadoghq.com"),
    @JsonProperty("us3.datadoghq.com")
    US3("us3.datadoghq.com"),
    @JsonProperty("us5.datadoghq.com")
    US5("us5.datadoghq.com"),
    @JsonProperty("datadoghq.eu")
    EU1("datadoghq.eu"),
    @JsonProperty("ap1.datadoghq.com")
    AP1("ap1.datadoghq.com"),
    @JsonProperty("ap2.datadoghq.com")
    AP2("ap2.datadoghq.com"),
    @JsonProperty("uk1.datadoghq.com")
    UK1("uk1.datadoghq.com"),
    @JsonProperty("ddog-gov.com")
    US1_FED("ddog-gov.com"),
    @JsonProperty("us2.ddog-gov.com")
    US2_FED("us2.ddog-gov.com");

    private final String host;

    Site(String host) {
      this.host = host;
    }

    /** The site as resources and Datadog's programs write it. */
    public String host() {
      return host;
    }

    /** Address of the site's API, without a slash at its end. */
    public String api() {
      return "https://api." + host;
    }

    /**
     * Address of the site's web application, without a slash at its end. Sites whose name has a
     * part of its own before the domain have no {@code app.} (Datadog, "Getting started with
     * sites").
     */
    public String app() {
      boolean bare = this == US1 || this == EU1 || this == US1_FED;
      return "https://" + (bare ? "app." : "") + host;
    }
  }

  /** A Secret in the account's namespace and the names of the two keys in it. */
  public static class SecretRef {
    @Required
    @JsonPropertyDescription("Name of a Secret in the account's own namespace.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;

    @JsonPropertyDescription("The entry of the Secret that holds Datadog's API key.")
    @Default("api-key")
    @Pattern(Forms.DATA_KEY)
    @Size(min = 1, max = 253)
    public String apiKey;

    @JsonPropertyDescription("The entry of the Secret that holds Datadog's application key.")
    @Default("app-key")
    @Pattern(Forms.DATA_KEY)
    @Size(min = 1, max = 253)
    public String appKey;
  }
}
