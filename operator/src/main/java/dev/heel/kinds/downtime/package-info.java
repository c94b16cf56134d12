/** Downtimes: the custom resource, its checks, its week, and what becomes of it in Datadog. */
package dev.heel.kinds.downtime;
