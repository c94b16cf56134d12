package dev.heel.agent.files;

/**
 * What of an Agent its files depend on.
 *
 * @param secrets how it reads Secrets
 * @param collectsLogs whether {@code logs_enabled} is on
 */
public record AgentContext(SecretBackend secrets, boolean collectsLogs) {}
