package dev.heel.operator.api;

import dev.heel.operator.account.Account;
import dev.heel.operator.api.resource.Surroundings;

/** What a {@link WriteGate} asks of the operator at work. */
record WriteState(Surroundings around, Account account) implements WriteGate.State {
  @Override
  public boolean mayWrite() {
    return around.leadership().mayWrite();
  }

  @Override
  public boolean accountGoes() {
    return around.accounts().isGoing(account.name());
  }
}
