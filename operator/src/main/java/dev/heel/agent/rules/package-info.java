/** What is wrong with a check, told before an Agent would only log it. Pure. */
package dev.heel.agent.rules;
