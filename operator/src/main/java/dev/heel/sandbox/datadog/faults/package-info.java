/** What goes wrong on purpose, and with which calls. */
package dev.heel.sandbox.datadog.faults;
