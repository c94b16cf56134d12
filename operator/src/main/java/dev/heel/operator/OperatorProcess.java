package dev.heel.operator;

import dev.heel.engine.ApiKind;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.OperatorOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * What stays as it is from the start of this process to its end, whoever leads.
 *
 * @param kinds the kinds of the API that are at work
 */
record OperatorProcess(
    OperatorOptions options, KubernetesClient client, List<ApiKind<?>> kinds, Metrics metrics) {}
