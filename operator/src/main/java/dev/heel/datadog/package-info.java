/**
 * Datadog's API over its official client library: credentials, connections, deadlines, rate limits,
 * and status codes told apart once. Nothing above this package sees HTTP.
 */
package dev.heel.datadog;
