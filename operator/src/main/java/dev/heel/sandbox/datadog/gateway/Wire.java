package dev.heel.sandbox.datadog.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.text.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** Puts an answer on the connection, whole or spoiled. */
final class Wire {
  private final HttpExchange exchange;

  Wire(HttpExchange exchange) {
    this.exchange = exchange;
  }

  void send(Reply reply) throws IOException {
    send(reply, Fault.NONE);
  }

  /** Sends as far as the fault lets it. */
  void send(Reply reply, Fault fault) throws IOException {
    if (fault.kind() == Fault.Kind.LATE) {
      pause(fault.pause());
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.bytes();
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
    if (empty) {
      return;
    }
    write(body, fault);
  }

  private void write(byte[] body, Fault fault) throws IOException {
    OutputStream out = exchange.getResponseBody();
    if (fault.kind() == Fault.Kind.CUT_MIDWAY) {
      out.write(body, 0, body.length / 2);
      out.flush();
      return;
    }
    if (fault.kind() == Fault.Kind.DRIP) {
      for (byte each : body) {
        out.write(each);
        out.flush();
        pause(fault.pause());
      }
    } else {
      out.write(body);
    }
    out.close();
  }

  /** What a fault makes of an answer before it is sent. */
  static Reply spoiled(Reply reply, Fault fault) {
    if (reply.status() >= 300) {
      return reply;
    }
    return switch (fault.kind()) {
      case EMPTY_BODY -> Reply.nothing(reply.status());
      case EMPTY_LIST -> shrunk(reply, Integer.MAX_VALUE);
      case SHRINK_LIST -> shrunk(reply, fault.count());
      default -> reply;
    };
  }

  /** Waits; the end of the server ends the wait. */
  static void pause(Duration wait) {
    if (wait.isZero() || wait.isNegative()) {
      return;
    }
    try {
      Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The list is the body itself, or the first array in it. */
  private static Reply shrunk(Reply reply, int count) {
    if (reply.json() instanceof ArrayNode list) {
      return reply.withJson(without(list, count));
    }
    if (reply.json() instanceof ObjectNode object) {
      ObjectNode copy = Json.shallow(object);
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (member.getValue() instanceof ArrayNode list) {
          copy.set(member.getKey(), without(list, count));
          return reply.withJson(copy);
        }
      }
    }
    return reply;
  }

  private static ArrayNode without(ArrayNode list, int count) {
    ArrayNode rest = Json.array();
    for (int i = Math.min(count, list.size()); i < list.size(); i++) {
      rest.add(list.get(i));
    }
    return rest;
  }
}
