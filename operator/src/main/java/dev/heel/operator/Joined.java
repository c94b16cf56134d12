package dev.heel.operator;

import static java.util.stream.Collectors.partitioningBy;

import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.resource.ApiResource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A resource, and those of its kind and namespace that its kind may see together with it, be it by
 * way of others ({@link ApiKind#mayJoin}). Most are alone, so that many that change at once are not
 * all read anew for each of them.
 */
final class Joined<R extends ApiResource> {
  private final Work<R> work;
  private final Map<String, KindController<?>> kinds;
  private final List<R> others;

  private Joined(Work<R> work, Map<String, KindController<?>> kinds, List<R> others) {
    this.work = work;
    this.kinds = kinds;
    this.others = others;
  }

  static <R extends ApiResource> Joined<R> to(Work<R> work, Map<String, KindController<?>> kinds) {
    List<R> left = there(work.controller(), work).toList();
    List<R> others = new ArrayList<>();
    Deque<R> asked = new ArrayDeque<>(List.of(work.resource()));
    while (!asked.isEmpty()) {
      R one = asked.pop();
      Map<Boolean, List<R>> found =
          left.stream().collect(partitioningBy(other -> work.kind().mayJoin(one, other)));
      left = found.get(false);
      others.addAll(found.get(true));
      asked.addAll(found.get(true));
    }
    return new Joined<>(work, kinds, others);
  }

  /** What they come to with the resource. */
  List<Joint> with() {
    return joint(Stream.concat(others.stream(), Stream.of(work.resource())).toList());
  }

  /** What they come to when the resource is gone. */
  List<Joint> without() {
    return joint(others);
  }

  private List<Joint> joint(List<R> own) {
    ApiKind<R> kind = work.kind();
    return kind.joint(
        name ->
            name.equals(kind.name())
                ? drafts(kind, own.stream())
                : drafts(
                    kinds.get(name), other -> own.stream().anyMatch(o -> kind.mayJoin(o, other))));
  }

  private <S extends ApiResource> List<Draft> drafts(
      KindController<S> controller, Predicate<S> wanted) {
    return controller == null
        ? List.of()
        : drafts(controller.kind(), there(controller, work).filter(wanted));
  }

  private static <S extends ApiResource> List<Draft> drafts(ApiKind<S> kind, Stream<S> resources) {
    return resources.map(each -> kind.draft(each, Draft.inline(each))).toList();
  }

  /** Those in the cache that are to stay, without the resource itself. */
  private static <S extends ApiResource> Stream<S> there(
      KindController<S> controller, Work<?> work) {
    return controller
        .resources()
        .filter(each -> work.namespace().equals(each.getMetadata().getNamespace()))
        .filter(each -> !each.isMarkedForDeletion())
        .filter(each -> !each.getMetadata().getUid().equals(work.uid()));
  }
}
