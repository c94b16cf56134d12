/**
 * Our own writes in an organisation, by owner: what a reader believes until a list shows the same.
 */
package dev.heel.operator.account.ledger;
