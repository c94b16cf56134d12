package dev.heel.operator.status;

import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.resource.HeelResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the statuses of the Agent's kinds, and only those that say something new. */
public final class StatusWrites {
  private static final Logger log = LoggerFactory.getLogger(StatusWrites.class);

  private StatusWrites() {}

  /**
   * @return whether nothing is left to do: it was written, or another pass will write a newer one
   */
  public static <S, R extends HeelResource<S>> boolean write(
      R resource, S status, Context<R> context) {
    return Objects.equals(resource.getStatus(), status)
        || writeNewest(resource, () -> status, context);
  }

  /**
   * The same for a status that others write, too.
   *
   * @param status asked anew whenever somebody else was faster
   */
  public static <S, R extends HeelResource<S>> boolean writeNewest(
      R resource, Supplier<S> status, Context<R> context) {
    try {
      PrimaryUpdateAndCacheUtils.updateStatusAndCacheResource(
          resource,
          context,
          fresh -> {
            R copy =
                context
                    .getControllerConfiguration()
                    .getConfigurationService()
                    .getResourceCloner()
                    .clone(fresh);
            copy.setStatus(status.get());
            return copy;
          });
      return true;
    } catch (KubernetesClientException e) {
      boolean overtaken = e.getCode() == 404 || e.getCode() == 409;
      if (!overtaken) {
        log.warn(
            "{}: the status was not written: {}",
            AppliedObjects.name(resource),
            ApiServerWords.of(e));
      }
      return overtaken;
    } catch (NoSuchElementException e) {
      return true; // it is gone from the cache
    } catch (OperatorException e) {
      return false;
    }
  }
}
