/**
 * What Datadog's API takes in the bodies of its requests, as data: a table made from the models of
 * Datadog's own client (docs/api-models.md), and what in a body is otherwise.
 */
package dev.heel.engine.models;
