/** What a DatadogAgent says, and the names of what comes from it. */
package dev.heel.agent.spec;
