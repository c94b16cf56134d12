/**
 * What steers the server and looks into it, uncounted: over HTTP below {@code /_sandbox}, and for
 * tests in this process.
 */
package dev.heel.sandbox.datadog.control;
