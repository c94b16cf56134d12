/** The command: one class for each of its verbs. What they share is in the packages below. */
package dev.heel.cli;
