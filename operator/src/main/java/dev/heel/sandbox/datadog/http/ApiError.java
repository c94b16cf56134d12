package dev.heel.sandbox.datadog.http;

/** Ends the handling of a request with an error answer. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiError(int status, String text) {
    super(text, null, false, false);
    this.status = status;
  }

  public static ApiError badRequest(String text) {
    return new ApiError(400, text);
  }

  public static ApiError notFound(String text) {
    return new ApiError(404, text);
  }

  public Reply reply() {
    return Reply.error(status, getMessage());
  }
}
