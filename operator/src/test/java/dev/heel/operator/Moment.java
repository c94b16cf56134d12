package dev.heel.operator;

import dev.heel.testing.HttpText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An exact moment in the life of a process: one of its calls, and how far that call got.
 *
 * @param subject the kind that the call is about
 * @param call what it is about to do
 * @param phase how far it gets
 */
record Moment(Subject subject, Step call, Phase phase) {
  /** What has to happen to a resource before the operator makes such a call. */
  enum Trigger {
    CREATE,
    CHANGE,
    DELETE
  }

  /** How far a call gets before its process is gone. */
  enum Phase {
    /** The server never hears of it. */
    BEFORE,
    /** The server has it and acts after its sender is dead. */
    DURING,
    /** The server acted, its answer is read by nobody. */
    AFTER
  }

  /** Every call to a server that the making, changing and taking away of one object consists of. */
  enum Step {
    ADD_FINALIZER(Trigger.CREATE, Target.RESOURCE, "PATCH", ".*\"add\".*"),
    ANNOUNCE(Trigger.CREATE, Target.STATUS, "PUT", ".*\"creating\":\".*"),
    POST(Trigger.CREATE, Target.COLLECTION, "POST", ".*"),
    WRITE_ID(Trigger.CREATE, Target.STATUS, "PUT", "(?!.*\"creating\":\").*"),
    UPDATE(Trigger.CHANGE, Target.OBJECT, "PUT|PATCH", ".*"),
    WRITE_CHANGE(Trigger.CHANGE, Target.STATUS, "PUT", "(?!.*\"creating\":\").*"),
    LOOK(Trigger.DELETE, Target.OBJECT, "GET", ".*"),
    DELETE(Trigger.DELETE, Target.OBJECT, "DELETE", ".*"),
    REMOVE_FINALIZER(Trigger.DELETE, Target.RESOURCE, "PATCH", ".*\"remove\".*");

    private final Trigger trigger;
    private final Target target;
    private final Pattern method;
    private final Pattern body;

    Step(Trigger trigger, Target target, String method, String body) {
      this.trigger = trigger;
      this.target = target;
      this.method = Pattern.compile(method);
      this.body = Pattern.compile(body, Pattern.DOTALL);
    }

    Trigger trigger() {
      return trigger;
    }

    boolean is(Subject subject, HttpText request) {
      return method.matcher(request.method()).matches()
          && request.path().matches(target.path(subject))
          && body.matcher(request.body()).matches();
    }
  }

  private enum Target {
    RESOURCE,
    STATUS,
    COLLECTION,
    OBJECT;

    /** A regular expression. */
    String path(Subject subject) {
      String resource = "/apis/heel\\.dev/[a-z0-9]+/namespaces/[^/]+/%s/[^/]+";
      return switch (this) {
        case RESOURCE -> resource.formatted(subject.plural());
        case STATUS -> resource.formatted(subject.plural()) + "/status";
        case COLLECTION -> subject.collection();
        case OBJECT -> subject.collection() + "/[^/]+";
      };
    }
  }

  boolean is(HttpText request) {
    return call.is(subject, request);
  }

  static List<Moment> all() {
    return Subject.ALL.stream()
        .flatMap(subject -> Arrays.stream(Step.values()).flatMap(step -> phases(subject, step)))
        .toList();
  }

  private static Stream<Moment> phases(Subject subject, Step step) {
    return Stream.of(Phase.values()).map(phase -> new Moment(subject, step, phase));
  }

  @Override
  public String toString() {
    return phase + " " + call + " " + subject.kind();
  }
}
