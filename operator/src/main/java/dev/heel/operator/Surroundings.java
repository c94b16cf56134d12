package dev.heel.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * What every pass works with, shared by all kinds of one operator.
 *
 * @param kinds the kinds at work by name
 */
record Surroundings(
    OperatorOptions options,
    KubernetesClient client,
    Leadership leadership,
    Accounts accounts,
    Map<String, KindController<?>> kinds,
    Dependants dependants,
    Definitions definitions,
    Tenancy tenancy,
    Attempts attempts,
    Metrics metrics) {}
