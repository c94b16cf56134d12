package dev.heel.operator.status;

import dev.heel.operator.process.ApiServerWords;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The one place that writes a status of an API kind. An equal status is not written. A write goes
 * through only on top of the status that the pass began with, so that a process that no longer
 * leads overwrites nothing.
 */
public final class StatusWriter<R extends ApiResource> {
  /**
   * The pass must not go on: somebody else wrote the status since it began, the resource is gone,
   * or Kubernetes cannot be written to.
   */
  public static final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean isOutage;

    SupersededException(String message, boolean isOutage) {
      super(message, null, false, false);
      this.isOutage = isOutage;
    }

    /** Whether Kubernetes failed, so that the next attempt is not worth much at once. */
    public boolean isOutage() {
      return isOutage;
    }
  }

  /** After a conflict: how long the cache may take to catch up before the pass begins anew. */
  private static final Duration CACHE_PATIENCE = Duration.ofSeconds(2);

  private static final Duration CACHE_LOOK = Duration.ofMillis(20);
  private static final int RETRIES = 5;

  private static final class StaleStatus extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleStatus() {
      super("the status is another process's", null, false, false);
    }
  }

  private final Context<R> context;
  private final BooleanSupplier mayWrite;
  private R current;

  /**
   * @param resource as the pass found it
   * @param mayWrite whether this process leads; asked before each attempt to write
   */
  public StatusWriter(R resource, Context<R> context, BooleanSupplier mayWrite) {
    this.current = resource;
    this.context = context;
    this.mayWrite = mayWrite;
  }

  /** The status as it is now, this pass's own writes included. */
  public ApiStatus status() {
    return Optional.ofNullable(current.getStatus()).orElse(ApiStatus.NONE);
  }

  /**
   * Writes the status unless it is the resource's already.
   *
   * @return whether it was written
   * @throws SupersededException if the pass must not go on
   */
  public boolean write(ApiStatus status) throws SupersededException {
    if (status.equals(status())) {
      return false;
    }
    current = written(current, status);
    return true;
  }

  private R written(R resource, ApiStatus status) throws SupersededException {
    ApiStatus before = resource.getStatus();
    try {
      return PrimaryUpdateAndCacheUtils.updateAndCacheResource(
          resource,
          context,
          fresh -> {
            if (!mayWrite.getAsBoolean()
                || !Objects.equals(memory(fresh.getStatus()), memory(before))) {
              throw new StaleStatus();
            }
            R copy = cloned(fresh);
            copy.setStatus(status);
            return copy;
          },
          copy -> context.getClient().resource(copy).updateStatus(),
          RETRIES,
          CACHE_PATIENCE.toMillis(),
          CACHE_LOOK.toMillis());
    } catch (StaleStatus e) {
      throw new SupersededException(e.getMessage(), false);
    } catch (NoSuchElementException e) {
      throw new SupersededException("the resource is gone", false);
    } catch (OperatorException e) {
      throw new SupersededException("the cache is behind the resource: " + e.getMessage(), false);
    } catch (KubernetesClientException e) {
      boolean overtaken = e.getCode() == 404 || e.getCode() == 409;
      throw new SupersededException(
          overtaken
              ? "the resource is gone or is another one by now"
              : "the status was not written: " + ApiServerWords.of(e),
          !overtaken);
    }
  }

  private R cloned(R resource) {
    return context
        .getControllerConfiguration()
        .getConfigurationService()
        .getResourceCloner()
        .clone(resource);
  }

  /** What a status remembers for the protocol; the rest may be overwritten. */
  private static List<Object> memory(ApiStatus status) {
    ApiStatus known = Optional.ofNullable(status).orElse(ApiStatus.NONE);
    return Arrays.asList(known.id(), known.creating(), known.leaving(), known.replaced());
  }
}
