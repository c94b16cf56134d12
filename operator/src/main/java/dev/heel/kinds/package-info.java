/**
 * The list of all kinds, and the kinds of resources that are about Datadog's API, a package each.
 * No kind knows another; the list alone knows those of the Agent.
 */
package dev.heel.kinds;
