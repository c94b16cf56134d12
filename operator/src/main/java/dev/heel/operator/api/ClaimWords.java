package dev.heel.operator.api;

import dev.heel.kinds.account.Consent;
import dev.heel.operator.api.resource.ObservedObject;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup;
import dev.heel.resource.Owner;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.util.Locale;
import java.util.Set;

/** What a person is told of an object that is, or may be, another's. */
final class ClaimWords {
  private final ResourceInPass<?> work;

  ClaimWords(ResourceInPass<?> work) {
    this.work = work;
  }

  String living(ObservedObject found, OwnerLookup.Answer owner) {
    String subject = work.subject(found.id());
    if (owner.name() == null) {
      return "%s carries a marker of this cluster that names no resource: %s. If it is nobody's, take the marker off in Datadog."
          .formatted(subject, String.join(", ", found.owners()));
    }
    String name = owner.name().substring(owner.name().indexOf('/') + 1);
    String namespace = owner.name().substring(0, owner.name().indexOf('/'));
    String doubt =
        owner.doubt() == null
            ? ""
            : " Whether that exists could not be asked (%s).".formatted(owner.doubt());
    return "%s belongs to %s %s in this cluster.%s Its owner can let it go: kubectl annotate %s %s -n %s heel.dev/release-to=%s/%s."
        .formatted(
            subject,
            work.kind().name(),
            owner.name(),
            doubt,
            shortName(),
            name,
            namespace,
            work.owner().namespace(),
            work.owner().name());
  }

  String free(ObservedObject found, OwnerLookup.Answer owner) {
    String why =
        owner.isThere()
            ? "belongs to %s %s, which lets it go".formatted(work.kind().name(), owner.name())
            : "belongs to %s, which is gone".formatted(String.join(", ", found.owners()));
    return "%s %s. Nothing was sent. Set spec.adopt: {id: \"%s\", takeOver: true} to take it."
        .formatted(work.subject(found.id()), why, found.id());
  }

  String several(ObservedObject found, Set<String> owners) {
    return "%s carries the markers of %s, and can belong to one only. Take the wrong ones off in Datadog."
        .formatted(
            work.subject(found.id()), String.join(" and ", owners.stream().sorted().toList()));
  }

  String elsewhere(ObservedObject found, String owner) {
    Owner here = work.owner();
    String cluster = owner.contains("/") ? owner.substring(0, owner.indexOf('/')) : owner;
    return ("%s belongs to %s, in another cluster, and is not taken from there. Let it go there by"
            + " heel.dev/release-to=%s/%s/%s and take its marker off in Datadog; or, if that"
            + " cluster is gone, start this operator with --succeeds %s.")
        .formatted(
            work.subject(found.id()),
            owner,
            here.cluster(),
            here.namespace(),
            here.name(),
            cluster);
  }

  String unmarked(ObservedObject found, Consent.Refusal why) {
    return "%s carries no marker of Heel, so no one can know whose it is. %s"
        .formatted(work.subject(found.id()), why.sentence());
  }

  /** What people write for the kind in kubectl. */
  private String shortName() {
    ShortNames names = work.kind().type().getAnnotation(ShortNames.class);
    return names == null ? work.kind().name().toLowerCase(Locale.ROOT) : names.value()[0];
  }
}
