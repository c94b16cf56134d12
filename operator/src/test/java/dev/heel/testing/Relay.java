package dev.heel.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and a server on loopback, byte for byte, and shows each request before
 * the server sees it and each answer before the client does. Whoever looks on may let neither pass,
 * so that a client can be ended at an exact moment of a call.
 */
public final class Relay implements AutoCloseable {
  /** Looks on; called on the connections' threads. */
  public interface Observer {
    /** A whole request came. If false, the server never sees it and the connection ends. */
    default boolean arriving(HttpText request) {
      return true;
    }

    /** The server has all of the request, and may or may not have acted on it. */
    default void passedOn(HttpText request) {}

    /**
     * The server acted. If false, the client never learns it.
     *
     * @param status of the answer; 0 if the server ended the connection without one
     */
    default boolean answering(HttpText request, int status) {
      return true;
    }
  }

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Observer observer;
  private final ExecutorService threads = Executors.newCachedThreadPool(Relay::daemon);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<CountDownLatch> severed =
      new AtomicReference<>(new CountDownLatch(0));

  private Relay(ServerSocket listener, URI server, Observer observer) {
    this.listener = listener;
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.observer = observer;
  }

  /** Listens on a free port for clients of that server. */
  public static Relay before(URI server, Observer observer) {
    try {
      ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
      Relay relay = new Relay(listener, server, observer);
      relay.threads.execute(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find the server. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on nothing passes in either direction, as when a network is cut: no end, no error. */
  public void sever() {
    severed.set(new CountDownLatch(1));
  }

  /** Everything passes again. */
  public void mend() {
    severed.get().countDown();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        Socket upstream = new Socket(server.getAddress(), server.getPort());
        upstream.setTcpNoDelay(true);
        open.add(client);
        open.add(upstream);
        Connection connection = new Connection(client, upstream);
        threads.execute(connection::requests);
        threads.execute(connection::answers);
      } catch (IOException e) {
        // The listener was closed, or the client has gone already: nothing to pass on.
        continue;
      }
    }
  }

  /** One client's connection; HTTP/1.1 without pipelining: one call at a time. */
  private final class Connection {
    private final Socket client;
    private final Socket upstream;
    private final AtomicReference<HttpText> underWay = new AtomicReference<>();

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void requests() {
      try {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = upstream.getOutputStream();
        for (HttpText request = HttpText.read(in); request != null; request = HttpText.read(in)) {
          severed.get().await();
          if (!observer.arriving(request)) {
            end(client);
            break;
          }
          underWay.set(request);
          out.write(request.raw());
          out.flush();
          observer.passedOn(request);
        }
        // The server still acts on what it got, although nobody waits for the answer any more.
        upstream.shutdownOutput();
      } catch (IOException e) {
        end(client);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void answers() {
      try {
        InputStream in = upstream.getInputStream();
        byte[] some = new byte[16_384];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
          severed.get().await();
          if (!shown(HttpText.status(some, n))) {
            break;
          }
          client.getOutputStream().write(some, 0, n);
          client.getOutputStream().flush();
        }
        shown(0);
      } catch (IOException e) {
        shown(0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        end(client);
        end(upstream);
      }
    }

    private boolean shown(int status) {
      HttpText request = underWay.getAndSet(null);
      return request == null || observer.answering(request, status);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set.copyOf(open).forEach(this::end);
    threads.shutdownNow();
  }
}
