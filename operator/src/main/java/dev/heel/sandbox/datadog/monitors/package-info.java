/**
 * Monitors, API v1, and what people and the evaluation do to them. What mutes them beside that is
 * told by {@code downtimes}.
 */
package dev.heel.sandbox.datadog.monitors;
