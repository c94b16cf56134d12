/**
 * Datadog's API over HTTP on 127.0.0.1, in memory: what {@code heel sandbox} shows and what tests
 * talk to. It knows nothing of Heel's own routes and types, so it can judge them: its rules come
 * from Datadog's API reference and from answers of the real API.
 *
 * <p>{@link dev.heel.sandbox.datadog.DatadogServer} starts it. A kind of object is one class that
 * implements {@link dev.heel.sandbox.datadog.Api}; everything that is the same for all kinds (keys,
 * organisations, rate limits, faults, counting) happens once, in {@link
 * dev.heel.sandbox.datadog.Gateway}. Paths below {@code /_sandbox} steer the server and are never
 * counted.
 *
 * <p>It is not Datadog: nothing is evaluated, notified or stored on disk.
 */
package dev.heel.sandbox.datadog;
