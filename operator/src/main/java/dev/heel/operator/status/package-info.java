/**
 * What a pass came to, and how a person is told: conditions, status writes, Events and their words.
 */
package dev.heel.operator.status;
