/** Where objects go: one Datadog organisation, its keys, and who may use them. */
package dev.heel.kinds.account;
