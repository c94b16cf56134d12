package dev.heel.datadog;

import dev.heel.datadog.answers.Attempt;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.HttpConnectionFactory;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.glassfish.jersey.apache.connector.ApacheClientProperties;
import org.glassfish.jersey.apache.connector.ApacheConnectorProvider;
import org.glassfish.jersey.apache.connector.ApacheHttpClientBuilderConfigurator;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.RequestEntityProcessing;

/**
 * The connections to one host, by Apache's HTTP client. The JDK's HttpURLConnection, the library's
 * default, sends a POST a second time when the answer is lost, and cannot PATCH on JDK 16 and
 * later.
 */
final class Connections implements AutoCloseable {
  private static final int BUFFER = 8 * 1024;

  /** Datadog sends some 20 headers of 1 KB at most. */
  private static final MessageConstraints HEADERS =
      MessageConstraints.custom().setMaxHeaderCount(200).setMaxLineLength(16 * 1024).build();

  // Jersey's connector sends on the calling thread.
  private static final ThreadLocal<Attempt> CURRENT = new ThreadLocal<>();

  /**
   * Apache's own connections log every header, keys too, when somebody logs at DEBUG; these never.
   */
  private static final HttpConnectionFactory<HttpRoute, ManagedHttpClientConnection> SILENT =
      (route, config) ->
          new DefaultManagedHttpClientConnection(
              "datadog", BUFFER, BUFFER, null, null, HEADERS, null, null, null, null);

  private static final int PER_HOST = 32;
  // Idle ones are tested before use, and none lives longer than a load balancer keeps it.
  private static final int TEST_AFTER_IDLE_MS = 100;
  private static final int LIFETIME_S = 50;

  private final PoolingHttpClientConnectionManager pool;
  private final BoundedDns dns;
  private final CallLimits limits;

  private Connections(PoolingHttpClientConnectionManager pool, BoundedDns dns, CallLimits limits) {
    this.pool = pool;
    this.dns = dns;
    this.limits = limits;
  }

  static Connections open(CallLimits limits) {
    BoundedDns dns = new BoundedDns(SystemDefaultDnsResolver.INSTANCE, limits.connect());
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            schemes(), SILENT, null, dns, LIFETIME_S, TimeUnit.SECONDS);
    pool.setMaxTotal(PER_HOST);
    pool.setDefaultMaxPerRoute(PER_HOST);
    pool.setValidateAfterInactivity(TEST_AFTER_IDLE_MS);
    return new Connections(pool, dns, limits);
  }

  /** What is sent on this thread until {@link #unbind} belongs to the attempt. */
  void bind(Attempt attempt) {
    CURRENT.set(attempt);
  }

  void unbind() {
    CURRENT.remove();
  }

  /** What this thread sent was answered. */
  private static void answered(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    Map<String, String> first = new HashMap<>();
    response
        .getHeaders()
        .forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.get(0)));
    CURRENT.get().answered(response.getStatus(), first, response.getEntityStream());
    // The library would hold all of it as a text.
    response.setEntityStream(InputStream.nullInputStream());
  }

  /** Settings for Jersey: no redirects, since they would carry the keys to another host. */
  ClientConfig config() {
    ClientConfig config = new ClientConfig();
    config.connectorProvider(new ApacheConnectorProvider());
    config.property(ApacheClientProperties.CONNECTION_MANAGER, pool);
    config.property(ApacheClientProperties.REQUEST_CONFIG, requestConfig());
    config.property(ApacheClientProperties.DISABLE_COOKIES, true);
    config.property(ClientProperties.FOLLOW_REDIRECTS, false);
    config.property(ClientProperties.SUPPRESS_HTTP_COMPLIANCE_VALIDATION, true);
    config.property(ClientProperties.REQUEST_ENTITY_PROCESSING, RequestEntityProcessing.BUFFERED);
    config.register((ApacheHttpClientBuilderConfigurator) this::configure);
    config.register((ClientResponseFilter) Connections::answered);
    return config;
  }

  int leased() {
    return pool.getTotalStats().getLeased();
  }

  @Override
  public void close() {
    pool.close();
    dns.close();
  }

  private static Registry<ConnectionSocketFactory> schemes() {
    return RegistryBuilder.<ConnectionSocketFactory>create()
        .register("http", PlainConnectionSocketFactory.getSocketFactory())
        .register("https", SSLConnectionSocketFactory.getSocketFactory())
        .build();
  }

  private RequestConfig requestConfig() {
    int connect = Math.toIntExact(limits.connect().toMillis());
    return RequestConfig.custom()
        .setConnectionRequestTimeout(connect)
        .setConnectTimeout(connect)
        .setSocketTimeout(Math.toIntExact(limits.read().toMillis()))
        .setRedirectsEnabled(false)
        // It would take "%2F" apart and put it together again by rules of its own.
        .setNormalizeUri(false)
        .build();
  }

  private HttpClientBuilder configure(HttpClientBuilder builder) {
    return builder
        .setRetryHandler(new DefaultHttpRequestRetryHandler(0, false))
        .disableRedirectHandling()
        .addInterceptorFirst((HttpRequest request, HttpContext context) -> bound(request))
        .setRequestExecutor(new Watched());
  }

  private static void bound(HttpRequest request) {
    HttpRequest original =
        request instanceof HttpRequestWrapper wrapper ? wrapper.getOriginal() : request;
    if (original instanceof HttpUriRequest abortable) {
      CURRENT.get().bind(abortable);
    }
  }

  /** Tells "nothing was sent" from "it may have arrived", which no exception's type does. */
  private static final class Watched extends HttpRequestExecutor {
    @Override
    protected HttpResponse doSendRequest(
        HttpRequest request, HttpClientConnection connection, HttpContext context)
        throws IOException, HttpException {
      CURRENT.get().sendingBegins();
      return super.doSendRequest(request, connection, context);
    }
  }
}
