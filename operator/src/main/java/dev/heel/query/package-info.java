/**
 * Reads Datadog's query languages into trees with places: metric expressions and formulas, filters,
 * the queries of all types of monitors, composites, the search syntax of logs and events. Pure,
 * total and linear; it knows nothing of resources or rules, so that kinds, previews and checks may
 * use it.
 */
package dev.heel.query;
