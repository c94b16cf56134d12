package dev.heel.operator;

import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Sender;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.identity.Lineage;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Optional;

/**
 * One resource as a pass finds it.
 *
 * @param controller its kind at work
 * @param lineage this cluster, and those that it takes the place of
 * @param now the time of the pass
 * @param secrets those that it sends; none before they are read
 */
record Work<R extends ApiResource>(
    KindController<R> controller, R resource, Lineage lineage, Instant now, SecretValues secrets) {
  Work<R> with(SecretValues read) {
    return new Work<>(controller, resource, lineage, now, read);
  }

  ApiKind<R> kind() {
    return controller.kind();
  }

  /** As far as it can be believed: {@link Remembered}. */
  ApiStatus status() {
    return Remembered.of(kind(), resource, now);
  }

  Owner owner() {
    return lineage.owner(namespace(), resource.getMetadata().getName());
  }

  String ownerKey() {
    return Identity.key(owner());
  }

  Ledger.Key ledgerKey() {
    return new Ledger.Key(kind().name(), ownerKey());
  }

  Target target() {
    return controller.target(resource);
  }

  /** As whom it waits for a turn at a rate limit. */
  Sender sender() {
    return new Sender(kind().name(), namespace(), resource.getMetadata().getName());
  }

  ResourceID id() {
    return KindController.id(resource);
  }

  String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** {@code NAMESPACE/NAME}. */
  String path() {
    return namespace() + "/" + resource.getMetadata().getName();
  }

  String uid() {
    return resource.getMetadata().getUid();
  }

  long generation() {
    return Conditions.generation(resource);
  }

  /** {@code Monitor 10000002}, or {@code The monitor} while it has no id. */
  String subject(String objectId) {
    String noun = kind().noun();
    return objectId == null
        ? "The " + noun
        : Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + " " + objectId;
  }

  /** An annotation of the group heel.dev; empty if it is not set. */
  Optional<String> annotation(String name) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get("heel.dev/" + name));
  }
}
