/** Whose an account's keys are, and in which organisation an object is. Mostly pure. */
package dev.heel.operator.account.organization;
