package dev.heel.agent.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A mapping of options among a check's instances or logs.
 *
 * @param pointer where it stands in the resource, as a JSON pointer
 */
public record ConfEntry(String pointer, JsonNode options) {}
