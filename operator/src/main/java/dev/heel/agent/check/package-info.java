/** DatadogCheck: what an Agent is to run, as a resource. */
package dev.heel.agent.check;
