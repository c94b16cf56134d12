package dev.heel.operator.cluster;

import dev.heel.resource.Reference.Target;
import java.util.function.Consumer;

/** What resources name that is no resource of Heel's: definitions in ConfigMaps, and Secrets. */
public record NamedContents(Definitions definitions, Secrets secrets) implements AutoCloseable {
  /**
   * @param changed told when one that a resource names appears, changes or goes
   */
  public static NamedContents of(
      NamedObjects named, SecretAccess access, Consumer<Target> changed) {
    return new NamedContents(new Definitions(named, changed), new Secrets(named, access, changed));
  }

  /** No resource names it any more: it is watched no longer. */
  public void forget(Target target) {
    definitions.forget(target);
    secrets.forget(target);
  }

  @Override
  public void close() {
    definitions.close();
    secrets.close();
  }
}
