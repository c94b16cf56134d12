package dev.heel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plain HTTP to an API server, by the server, certificate and token of a kubeconfig. */
public final class KubeHttp {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final HttpClient client;
  private final String server;
  private final String token;

  private KubeHttp(HttpClient client, String server, String token) {
    this.client = client;
    this.server = server.replaceFirst("/$", "");
    this.token = token;
  }

  /**
   * An answer.
   *
   * @param code the HTTP status
   * @param text the body
   * @param headers all headers
   */
  public record Answer(int code, String text, HttpHeaders headers) {
    public JsonNode json() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + text, e);
      }
    }
  }

  public static KubeHttp of(String kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    if (config.getCaCertData() != null) {
      builder.sslContext(trusting(Base64.getDecoder().decode(config.getCaCertData())));
    }
    return new KubeHttp(builder.build(), config.getMasterUrl(), token(config));
  }

  /** The client keeps a kubeconfig's token apart from one that is set by hand. */
  private static String token(Config config) {
    return config.getOauthToken() == null ? config.getAutoOAuthToken() : config.getOauthToken();
  }

  /** Trusts a server by its certificates alone. */
  static SSLContext trusting(byte[] pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int index = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        store.setCertificateEntry("ca" + index++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends JSON; {@code body} may be null. */
  public Answer send(String method, String path, String body) {
    return send(method, path, "application/json", body);
  }

  public Answer send(String method, String path, String contentType, String body) {
    return exchange(request(path).header("Content-Type", contentType).method(method, bytes(body)));
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  /** GET with an {@code Accept} header. */
  public Answer get(String path, String accept) {
    return exchange(request(path).header("Accept", accept).GET());
  }

  /** Opens a watch; the caller reads its lines and closes the stream. */
  public HttpResponse<InputStream> open(String path) {
    try {
      return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(server + path)).header("User-Agent", "contract/1");
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.BodyPublisher bytes(String body) {
    return body == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(body);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
