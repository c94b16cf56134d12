/** The vocabulary of every custom resource: shapes and words, no behaviour. */
package dev.heel.resource;
