/**
 * What people run against a cluster from the command line: CRDs, release, stop, the way to an
 * object. Takes the rights of whoever runs it.
 */
package dev.heel.operator.commands;
