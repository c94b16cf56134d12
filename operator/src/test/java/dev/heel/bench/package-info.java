/** The benchmark: what the operator costs, in calls, writes, memory and CPU, at stated sizes. */
package dev.heel.bench;
