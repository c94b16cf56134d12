/**
 * What every verb says and how: findings, tables, exit codes, errors as sentences, the log, and the
 * standard streams. It knows no other package of the command.
 */
package dev.heel.cli.text;
