package dev.heel.resource;

/** A resource that becomes one object of the Datadog API. */
public abstract class ApiResource extends HeelResource<ApiStatus> {}
