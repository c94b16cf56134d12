/** What a monitor must be beyond its schema, one class for each matter. */
package dev.heel.kinds.monitor.checks;
