package dev.heel.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object that someone made here.
 *
 * @param kind {@code monitor}, later others
 * @param id as the API writes it
 * @param title what a person knows it by: a monitor's name
 * @param body as a GET answers it; not to be changed
 */
public record SandboxObject(String kind, String id, String title, JsonNode body) {}
