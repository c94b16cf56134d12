/** The Agent as a resource, and what it becomes in a cluster. Pure. */
package dev.heel.agent.workload;
