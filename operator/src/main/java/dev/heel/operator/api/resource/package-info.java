/**
 * One resource as a pass finds it, the calls for its object, and what a failed call means for it.
 */
package dev.heel.operator.api.resource;
