package dev.heel.operator.api;

import dev.heel.operator.account.Account;

/** What a {@link WriteGate} asks of the operator at work. */
record WriteState(Writes writes, Account account) implements WriteGate.State {
  @Override
  public boolean mayWrite() {
    return writes.leadership().mayWrite();
  }

  @Override
  public boolean accountGoes() {
    return writes.accounts().isGoing(account.name());
  }
}
