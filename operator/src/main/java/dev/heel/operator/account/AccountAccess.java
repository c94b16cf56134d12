package dev.heel.operator.account;

import dev.heel.operator.cluster.Namespaces;

/** Which accounts there are, and what the namespaces of their users are like. */
public record AccountAccess(Accounts accounts, Namespaces namespaces) {}
