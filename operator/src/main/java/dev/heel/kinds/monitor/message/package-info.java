/** A monitor's message: its template, and what it says in each state. */
package dev.heel.kinds.monitor.message;
