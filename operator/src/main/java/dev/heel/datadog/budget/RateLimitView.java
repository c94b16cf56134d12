package dev.heel.datadog.budget;

import java.time.Instant;

/**
 * One rate limit of an account, as far as it is known now.
 *
 * @param name Datadog's name for it, or method and path where it has none
 * @param limit calls in a window, for the whole organisation
 * @param periodSeconds length of a window
 * @param remaining calls left to the organisation in this window, as last heard
 * @param resetAt when this window ends
 */
public record RateLimitView(
    String name, long limit, long periodSeconds, long remaining, Instant resetAt) {}
