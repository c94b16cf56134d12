/**
 * How JSON, moments, durations and some of Datadog's errors are written. The lowest of the rooms.
 */
package dev.heel.sandbox.datadog.text;
