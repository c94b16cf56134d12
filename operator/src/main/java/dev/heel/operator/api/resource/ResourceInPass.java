package dev.heel.operator.api.resource;

import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Sender;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.identity.Lineage;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.KindController;
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
public record ResourceInPass<R extends ApiResource>(
    KindController<R> controller, R resource, Lineage lineage, Instant now, SecretValues secrets) {
  /** The same, once its secrets were read. */
  public ResourceInPass<R> with(SecretValues read) {
    return new ResourceInPass<>(controller, resource, lineage, now, read);
  }

  /** Its kind. */
  public ApiKind<R> kind() {
    return controller.kind();
  }

  /** As far as it can be believed: {@link TrustedStatus}. */
  public ApiStatus status() {
    return TrustedStatus.of(kind(), resource, now);
  }

  /** The resource as the owner of its object. */
  public Owner owner() {
    return lineage.owner(namespace(), resource.getMetadata().getName());
  }

  /** As its object's marker names it. */
  public String ownerKey() {
    return Identity.key(owner());
  }

  /** As the ledger names it. */
  public Ledger.Key ledgerKey() {
    return new Ledger.Key(kind().name(), ownerKey());
  }

  /** As others refer to it. */
  public Target target() {
    return controller.target(resource);
  }

  /** As whom it waits for a turn at a rate limit. */
  public Sender sender() {
    return new Sender(kind().name(), namespace(), resource.getMetadata().getName());
  }

  /** As the framework names it. */
  public ResourceID id() {
    return KindController.id(resource);
  }

  /** Its namespace. */
  public String namespace() {
    return resource.getMetadata().getNamespace();
  }

  /** {@code NAMESPACE/NAME}. */
  String path() {
    return namespace() + "/" + resource.getMetadata().getName();
  }

  /** Its uid, which no other resource ever has. */
  public String uid() {
    return resource.getMetadata().getUid();
  }

  /** The generation of its spec; 0 if it has none. */
  public long generation() {
    return Conditions.generation(resource);
  }

  /** {@code Monitor 10000002}, or {@code The monitor} while it has no id. */
  public String subject(String objectId) {
    String noun = kind().noun();
    return objectId == null
        ? "The " + noun
        : Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + " " + objectId;
  }

  /** An annotation of the group heel.dev; empty if it is not set. */
  public Optional<String> annotation(String name) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get("heel.dev/" + name));
  }
}
