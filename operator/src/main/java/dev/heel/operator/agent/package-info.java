/** Passes over Agents and the checks that they run: rendering, writing, and following a rollout. */
package dev.heel.operator.agent;
