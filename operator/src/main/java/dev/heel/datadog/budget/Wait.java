package dev.heel.datadog.budget;

import java.time.Instant;

/**
 * A call is not sent yet.
 *
 * @param why for people: a clause without a time
 * @param until when it may be, as far as that can be foreseen; in the future
 */
public record Wait(String why, Instant until) {}
