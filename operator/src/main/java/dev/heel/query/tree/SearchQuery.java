package dev.heel.query.tree;

/**
 * A search of logs, events, spans or RUM (Datadog documentation, "Logs: Search syntax").
 *
 * @param text as it is written
 */
public record SearchQuery(String text, Span span) {}
