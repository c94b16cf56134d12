/** The command: one class for each of its verbs. */
package dev.heel.cli;
