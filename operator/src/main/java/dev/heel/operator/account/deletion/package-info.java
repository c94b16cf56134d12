/**
 * How fast an account's objects are deleted with their resources, and which of them are kept for a
 * while instead.
 */
package dev.heel.operator.account.deletion;
