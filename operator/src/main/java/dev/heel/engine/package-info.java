/**
 * The pure core: what an object should be, how it differs, what to do about it; and the one port to
 * Datadog. No clock, environment, client or logger in here.
 *
 * <p>Here stands what a kind is ({@link dev.heel.engine.ApiKind}) and how its resource is
 * understood ({@link dev.heel.engine.Draft}). Below it are {@code read}, {@code api} and {@code
 * problem}, and on these {@code compare} and {@code identity}; above it is {@code plan}.
 *
 * <p>Why no object is doubled or lost is told in {@code docs/engine.md}.
 */
package dev.heel.engine;
