package dev.heel.operator;

import dev.heel.engine.Draft;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.api.JointWarnings;
import dev.heel.operator.api.OwnWarnings;
import dev.heel.operator.api.Resolutions;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.FollowUp;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.status.StatusWriter;
import dev.heel.operator.wake.Addresses;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.Referrers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The one place where the outcome of a pass over a resource of an API kind takes effect: what its
 * poller compares, the count of attempts, metrics, Events, the status, and who is woken by it.
 */
final class OutcomePublisher<R extends ApiResource> {
  private final KindController<R> controller;
  private final Referrers referrers;
  private final Accounts accounts;
  private final PassTail tail;
  private final Addresses addresses;
  private final OwnWarnings own;
  private final JointWarnings joint;

  OutcomePublisher(KindController<R> controller, Resolutions resolutions, PassTail tail) {
    this.controller = controller;
    this.referrers = resolutions.referrers();
    this.accounts = resolutions.access().accounts();
    this.tail = tail;
    this.addresses = new Addresses(tail.memory());
    this.own = new OwnWarnings(tail.memory());
    this.joint =
        new JointWarnings(
            resolutions.controllers().byName(),
            resolutions.contents().definitions()::known,
            tail.recorder(),
            tail.memory());
  }

  /** A pass begins: what it finds in the status others know. */
  void begin(ResourceInPass<R> work) {
    addresses.begin(work.uid(), work.status());
  }

  /**
   * Makes an outcome known.
   *
   * @return when the next pass comes; null for when something happens
   * @throws StatusWriter.SupersededException if the status could not be written
   */
  Duration publish(ResourceInPass<R> work, Outcome<ApiStatus> outcome, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    Duration next = next(work, outcome.then());
    remember(work, outcome.then());
    Condition ready = work.status().condition(Condition.READY);
    Recorder.of(outcome, ready, work.generation())
        .forEach(happening -> tail.recorder().record(work.resource(), happening));
    write(work, outcome, writer);
    if (addresses.isNews(work.uid(), writer.status())) {
      referrers.wakeDependants(work.target());
      accounts.figuresChanged(writer.status().account());
    }
    return next;
  }

  /** The resource is gone, which others may have to hear. */
  void gone(ResourceInPass<R> work) {
    joint.gone(work);
  }

  private Duration next(ResourceInPass<R> work, FollowUp then) {
    return switch (then.attempt()) {
      case NONE -> then.next();
      case SUCCEEDED -> {
        tail.attempts().succeeded(work.uid());
        yield then.next();
      }
      case WAITS -> {
        tail.attempts().waits(work.uid(), work.now());
        yield then.next();
      }
      case FAILED -> earlier(tail.attempts().failed(work.uid(), work.generation()), then.next());
    };
  }

  private static Duration earlier(Duration patience, Duration latest) {
    return latest == null || patience.compareTo(latest) < 0 ? patience : latest;
  }

  private void remember(ResourceInPass<R> work, FollowUp then) {
    if (then.seen() != null) {
      controller.saw(work.id(), then.seen());
    }
    if (then.isDrift()) {
      tail.metrics().drifted(controller.kind().name());
    }
  }

  /** One that is quiet tells nothing, but what it learned is kept. */
  private void write(ResourceInPass<R> work, Outcome<ApiStatus> outcome, StatusWriter<R> writer)
      throws StatusWriter.SupersededException {
    if (!outcome.isQuiet()) {
      warn(work, outcome.draft());
      Instant now = tail.clock().instant();
      write(outcome, writer, Conditions.status(writer.status(), outcome, work.generation(), now));
    } else if (outcome.facts() != null && !Objects.equals(outcome.facts(), writer.status())) {
      write(outcome, writer, outcome.facts());
    }
  }

  private void write(Outcome<ApiStatus> outcome, StatusWriter<R> writer, ApiStatus status)
      throws StatusWriter.SupersededException {
    if (writer.write(status)) {
      tail.metrics().wrote(controller.kind().name(), outcome.reason());
    }
  }

  /** Warnings of the checks, about the resource alone and together with others. */
  private void warn(ResourceInPass<R> work, Draft draft) {
    List<Problem> problems = draft == null ? List.of() : controller.problems(draft);
    OwnWarnings.News news = own.changed(work, draft, problems);
    news.happenings().forEach(happening -> tail.recorder().record(work.resource(), happening));
    if (news.isNews()) {
      joint.changed(work);
    }
  }
}
