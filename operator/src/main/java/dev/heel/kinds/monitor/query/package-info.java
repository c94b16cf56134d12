/** A monitor's type and query as they are read: what the checks and messages ask of them. */
package dev.heel.kinds.monitor.query;
