package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** Which namespaces a resource lets in. Fields are set by Jackson and not changed afterwards. */
@ValidationRule(
    value = "has(self.selector) == (has(self.from) && self.from == 'Selector')",
    message = "selector and from: Selector come together")
public class AllowedNamespaces {
  @JsonPropertyDescription(
      "Same: this resource's own namespace. All: every namespace. Selector: those with the labels in"
          + " selector.")
  @Default("Same")
  public From from;

  @JsonPropertyDescription("Labels of the namespaces that are let in.")
  public LabelSelector selector;

  public enum From {
    Same,
    All,
    Selector
  }
}
