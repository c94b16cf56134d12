package dev.heel.operator;

import dev.heel.testing.HttpText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An exact moment in the life of a process: one of its calls, and how far that call got.
 *
 * @param call what it is about to do
 * @param phase how far it gets
 */
record Moment(Step call, Phase phase) {
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
    ADD_FINALIZER(Trigger.CREATE, "PATCH", Moment.RESOURCE, ".*\"add\".*"),
    ANNOUNCE(Trigger.CREATE, "PUT", Moment.RESOURCE + "/status", ".*\"creating\":\".*"),
    POST(Trigger.CREATE, "POST", "/api/v1/monitor", ".*"),
    WRITE_ID(Trigger.CREATE, "PUT", Moment.RESOURCE + "/status", "(?!.*\"creating\":\").*"),
    PUT(Trigger.CHANGE, "PUT", "/api/v1/monitor/\\d+", ".*"),
    WRITE_CHANGE(Trigger.CHANGE, "PUT", Moment.RESOURCE + "/status", "(?!.*\"creating\":\").*"),
    LOOK(Trigger.DELETE, "GET", "/api/v1/monitor/\\d+", ".*"),
    DELETE(Trigger.DELETE, "DELETE", "/api/v1/monitor/\\d+", ".*"),
    REMOVE_FINALIZER(Trigger.DELETE, "PATCH", Moment.RESOURCE, ".*\"remove\".*");

    private final Trigger trigger;
    private final String method;
    private final Pattern path;
    private final Pattern body;

    Step(Trigger trigger, String method, String path, String body) {
      this.trigger = trigger;
      this.method = method;
      this.path = Pattern.compile(path);
      this.body = Pattern.compile(body, Pattern.DOTALL);
    }

    Trigger trigger() {
      return trigger;
    }

    boolean is(HttpText request) {
      return method.equals(request.method())
          && path.matcher(request.path()).matches()
          && body.matcher(request.body()).matches();
    }
  }

  private static final String RESOURCE =
      "/apis/heel\\.dev/[a-z0-9]+/namespaces/[^/]+/datadogmonitors/[^/]+";

  static List<Moment> all() {
    return Arrays.stream(Step.values())
        .flatMap(step -> Stream.of(Phase.values()).map(phase -> new Moment(step, phase)))
        .toList();
  }

  @Override
  public String toString() {
    return phase + " " + call;
  }
}
