package dev.heel.datadog;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Bytes over a socket, by script: what a well-behaved HTTP server cannot do, and what must be
 * counted on the wire. Each request takes the script's next line; without one the connection is
 * cut.
 */
final class ScriptedServer implements Closeable {
  /** What happens once a request's first byte is there. */
  @FunctionalInterface
  interface Line {
    void play(Wire wire) throws IOException;
  }

  /** A request as it arrived whole; header names in lower case. */
  record Received(String method, String target, Map<String, String> headers, String body) {}

  private final ServerSocket listening;
  private final Queue<Line> script = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  ScriptedServer() throws IOException {
    listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  ScriptedServer then(Line line) {
    script.add(line);
    return this;
  }

  ScriptedServer thenAnswer(int status, String headers, String body) {
    return then(wire -> wire.answer(status, headers, body));
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        start("connection", () -> serve(socket));
      }
    } catch (IOException closed) {
      script.clear();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Wire wire = new Wire(socket);
      while (wire.hasRequest()) {
        Line line = script.poll();
        if (line == null) {
          wire.request();
          return;
        }
        line.play(wire);
      }
    } catch (IOException gone) {
      // The client hung up: what the script wanted.
    } finally {
      open.remove(socket);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "scripted-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection, seen from the server. */
  final class Wire {
    private final Socket socket;
    private final PushbackInputStream in;

    private Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new PushbackInputStream(socket.getInputStream());
    }

    private boolean hasRequest() throws IOException {
      int first = socket.isClosed() ? -1 : in.read();
      if (first >= 0) {
        in.unread(first);
      }
      return first >= 0;
    }

    /** Reads the request whole, and counts it. */
    Received request() throws IOException {
      String[] start = line().split(" ", 3);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        String[] parts = line.split(":", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      Received request = new Received(start[0], start[1], headers, body);
      received.add(request);
      return request;
    }

    void answer(int status, String headers, String body) throws IOException {
      request();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write("HTTP/1.1 " + status + " Said\r\nContent-Length: " + bytes.length + "\r\n");
      write((headers.isEmpty() ? "" : headers + "\r\n") + "\r\n" + body);
    }

    void write(String raw) throws IOException {
      write(raw.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] raw) throws IOException {
      socket.getOutputStream().write(raw);
      socket.getOutputStream().flush();
    }

    /** Reset, not an orderly end. */
    void cut() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void hangWithinTheAnswer() throws IOException {
      request();
      write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": 1");
      waitForHangUp();
    }

    /** Says nothing until the client hangs up. */
    void waitForHangUp() throws IOException {
      while (in.read() >= 0) {}
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("hung up within a request");
        }
        line.write(c);
      }
      return line.toString(StandardCharsets.UTF_8).strip();
    }
  }

  /** Headers, one a line. */
  static String headers(String... lines) {
    return String.join("\r\n", lines);
  }
}
