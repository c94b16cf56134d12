/** What {@code heel sandbox} is given, and what it tells. For the sandbox's verbs. */
package dev.heel.cli.sandbox;
