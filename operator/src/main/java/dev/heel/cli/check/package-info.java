/** Runs Agent checks among manifests on this machine. For the verbs that do so. */
package dev.heel.cli.check;
