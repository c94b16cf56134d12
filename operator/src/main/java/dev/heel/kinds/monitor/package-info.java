/** DatadogMonitor: a v1 monitor. */
package dev.heel.kinds.monitor;
