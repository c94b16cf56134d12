package dev.heel.operator.process;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.AsyncBody.Consumer;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Hands the client the events of a watch over plain HTTP in ASCII. The client decodes each chunk by
 * itself ({@code WatchHTTPManager} of kubernetes-client 7.5.2): a letter beyond ASCII leaves NULs
 * behind it, at which the watch fails, and one that lies across two chunks becomes two U+FFFD. It
 * watches so where it is told to, and where a proxy answers the handshake of a WebSocket with 200
 * or 503. A WebSocket's messages are whole and pass as they are.
 */
final class AsciiWatches implements Interceptor {
  static final String NAME = "heel-ascii-watches";

  @Override
  public Consumer<List<ByteBuffer>> consumer(
      Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return isWatch(request) ? new AsciiConsumer(consumer) : consumer;
  }

  /** Whether the answer tells of changes for as long as it is open. */
  static boolean isWatch(HttpRequest request) {
    String query = request.uri().getQuery();
    return query != null && List.of(query.split("&")).contains("watch=true");
  }

  /** One answer's body. */
  private static final class AsciiConsumer implements Consumer<List<ByteBuffer>> {
    private final Consumer<List<ByteBuffer>> consumer;
    private final AsciiJson ascii = new AsciiJson();

    AsciiConsumer(Consumer<List<ByteBuffer>> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void consume(List<ByteBuffer> chunks, AsyncBody body) throws Exception {
      consumer.consume(chunks.stream().map(ascii::next).toList(), body);
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return consumer.unwrap(target);
    }
  }
}
