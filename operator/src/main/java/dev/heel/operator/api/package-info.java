/**
 * One pass over a resource of an API kind, from its spec to what was written: resolve, observe,
 * plan, carry out. {@code Pass} is the way in.
 */
package dev.heel.operator.api;
