package dev.heel.agent.rules;

import dev.heel.agent.check.ConfigMapEntry;
import java.util.Map;

/**
 * What beside a check itself decides whether it is right.
 *
 * @param mayBringCode whether its namespace may bring code for the Agent and read what is the
 *     Agent's own
 * @param readsSecrets whether the Agent has a backend for Secrets
 * @param collectsLogs whether the Agent collects logs
 * @param content of the ConfigMaps that it names; an entry that is not there is missing. Null if
 *     they are not at hand
 */
public record Grounds(
    boolean mayBringCode,
    boolean readsSecrets,
    boolean collectsLogs,
    Map<ConfigMapEntry, byte[]> content) {}
