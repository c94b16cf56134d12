package dev.heel.operator;

import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.world.Inventory;

/** A subject of which the sandbox's Datadog needs to know no more than of every kind. */
abstract class PlainSubject implements Subject {
  private final String kind;
  private final String letter;
  private final String collection;
  private final String served;

  /**
   * @param served the kind's name below {@code /_sandbox}
   */
  PlainSubject(String kind, String letter, String collection, String served) {
    this.kind = kind;
    this.letter = letter;
    this.collection = collection;
    this.served = served;
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final String letter() {
    return letter;
  }

  @Override
  public final String collection() {
    return collection;
  }

  @Override
  public final Inventory inventory(OrganisationPages organisation) {
    return organisation.inventory(served);
  }
}
