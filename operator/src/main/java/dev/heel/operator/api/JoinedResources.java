package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.wake.KindController;
import dev.heel.resource.ApiResource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A resource, and those of its namespace that what is said of it depends on ({@link
 * ApiKind#mayJoin}). Those are few, so that many that change at once are not all read anew for each
 * of them.
 *
 * @param definitions gives a resource's definition as far as it is at hand; null if it is not
 */
record JoinedResources<R extends ApiResource>(
    ResourceInPass<R> work,
    Map<String, KindController<?>> kinds,
    Function<ApiResource, JsonNode> definitions) {
  /** What they come to with the resource. */
  List<Joint> with() {
    return joint(List.of(work.resource()));
  }

  /** What they come to when the resource is gone. */
  List<Joint> without() {
    return joint(List.of());
  }

  private List<Joint> joint(List<R> own) {
    ApiKind<R> kind = work.kind();
    return kind.joint(
        name ->
            name.equals(kind.name())
                ? drafts(kind, Stream.concat(own.stream(), others(work.controller())))
                : drafts(kinds.get(name)));
  }

  private <S extends ApiResource> List<Draft> drafts(KindController<S> controller) {
    return controller == null ? List.of() : drafts(controller.kind(), others(controller));
  }

  private <S extends ApiResource> List<Draft> drafts(ApiKind<S> kind, Stream<S> resources) {
    return resources.map(each -> kind.draft(each, definitions.apply(each))).toList();
  }

  /** Those in the cache that are to stay, without the resource itself. */
  private <S extends ApiResource> Stream<S> others(KindController<S> controller) {
    return controller
        .resources()
        .filter(each -> work.namespace().equals(each.getMetadata().getNamespace()))
        .filter(each -> !each.isMarkedForDeletion())
        .filter(each -> !each.getMetadata().getUid().equals(work.uid()))
        .filter(each -> work.kind().mayJoin(work.resource(), each));
  }
}
