/**
 * Whose an object in Datadog is: the markers that it carries, and how they are read back. The only
 * place that writes or reads one.
 */
package dev.heel.engine.identity;
