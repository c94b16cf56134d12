/** Downtimes, API v2. They know monitors, which they mute. */
package dev.heel.sandbox.datadog.downtimes;
