/** What Datadog's integrations take: a catalogue, as data with its sources. */
package dev.heel.agent.integrations;
