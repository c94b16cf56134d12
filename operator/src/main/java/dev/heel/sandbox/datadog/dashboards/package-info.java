/** Dashboards, the pictures of their graphs, and the marks on them. */
package dev.heel.sandbox.datadog.dashboards;
