package dev.heel.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * What of a found object is not the resource's business. Patterns are JSON pointers in which {@code
 * *} stands for one part of any name or index.
 *
 * @param serverOwned fields that the server sets, with all below them
 * @param defaults values that mean the same as a field that is not there; a JSON null always does
 */
public record Comparison(Set<String> serverOwned, Map<String, Set<JsonNode>> defaults) {}
