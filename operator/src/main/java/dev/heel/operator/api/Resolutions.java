package dev.heel.operator.api;

import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.NamedContents;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.Referrers;
import dev.heel.resource.ApiResource;

/** Where passes find what their resources name. */
public record Resolutions(
    AccountAccess access, ApiControllers controllers, NamedContents contents, Referrers referrers) {
  <R extends ApiResource> Resolution<R> of(ResourceInPass<R> work) {
    return new Resolution<>(work, this);
  }
}
