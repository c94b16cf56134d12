package dev.heel.kinds.monitor;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.*;

@ValidationRule(value = "has(self.query) || has(self.definition)", message = "say what to watch")
public record MonitorSpec(
    @JsonPropertyDescription("The query") @Size(max = 16384) String query,
    @JsonPropertyDescription("Whole object") @PreserveUnknownFields JsonNode definition,
    @JsonPropertyDescription("sec") Nested options) {
  public record Nested(@Required @Min(3) Integer a, Double b) {}
}
