package dev.heel.sandbox.datadog.world;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object that someone made here.
 *
 * @param kind {@code monitor}, {@code dashboard}, {@code webhook}, {@code webhook_variable}, {@code
 *     downtime}, {@code event} or {@code annotation}
 * @param id as the API writes it
 * @param title what a person knows it by: a monitor's name, a downtime's message
 * @param body as a GET answers it; not to be changed
 */
public record SandboxObject(String kind, String id, String title, JsonNode body) {}
