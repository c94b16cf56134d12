package dev.heel.operator.api;

import dev.heel.operator.account.Accounts;
import dev.heel.operator.api.removal.Successions;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.Timing;

/**
 * What every write of an object goes by.
 *
 * @param successions removes what was replaced
 */
public record Writes(
    Leadership leadership, Timing timing, Accounts accounts, Successions successions) {}
