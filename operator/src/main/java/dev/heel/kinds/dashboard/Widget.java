package dev.heel.kinds.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/**
 * A widget as Datadog writes it; its names are Datadog's own, so that what is pasted fits (Datadog
 * API v1, "Dashboards", {@code widgets}).
 */
public class Widget {
  @JsonPropertyDescription(
      "Id of the widget in the dashboard that it was copied from. Datadog gives its own; Heel keeps"
          + " that one.")
  public Long id;

  @Required
  @JsonPropertyDescription(
      "What it shows, in Datadog's own words: type, title, requests and so on.")
  @SchemaFrom(type = Object.class)
  @PreserveUnknownFields
  public JsonNode definition;

  @JsonPropertyDescription("Where it stands, in cells of the grid.")
  public Layout layout;

  /** A place on the grid. */
  public static class Layout {
    @Required
    @Min(0)
    @JsonPropertyDescription("Cells from the left.")
    public Integer x;

    @Required
    @Min(0)
    @JsonPropertyDescription("Cells from the top. Write it in quotes: \"y\".")
    public Integer y;

    @Required
    @Min(0)
    @JsonPropertyDescription("How many cells wide.")
    public Integer width;

    @Required
    @Min(0)
    @JsonPropertyDescription("How many cells high.")
    public Integer height;

    @JsonProperty("is_column_break")
    @JsonPropertyDescription("Whether it begins the second column on wide screens.")
    public Boolean columnBreak;
  }
}
