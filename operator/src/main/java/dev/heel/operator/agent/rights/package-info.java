/**
 * What Agents may read: the Secrets that checks name, and the bindings that are in no namespace.
 */
package dev.heel.operator.agent.rights;
