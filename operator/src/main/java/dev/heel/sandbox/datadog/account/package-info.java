/** Which keys are good, and whose they are. */
package dev.heel.sandbox.datadog.account;
