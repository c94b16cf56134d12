/**
 * What to do about one object, decided from what is wanted and what was found. The top of the
 * engine: kinds know nothing of it, the operator executes what it gives.
 */
package dev.heel.engine.plan;
