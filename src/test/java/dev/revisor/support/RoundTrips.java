package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy before the [PostgresServer] that counts how often a client waits for it. It answers
/// a moment late, so that whatever the client sends without waiting is sent by then.
public final class RoundTrips implements AutoCloseable {
  private static final int LATE_MILLIS = 5;

  private final ServerSocket listener;
  private final AtomicInteger count = new AtomicInteger();

  private RoundTrips(ServerSocket listener) {
    this.listener = listener;
  }

  public static RoundTrips start() {
    try {
      var proxy = new RoundTrips(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// So far, over all connections.
  public int count() {
    return count.get();
  }

  private void accept() {
    try {
      while (true) {
        var passed = new Passed(listener.accept());
        Thread.ofVirtual().start(passed::requests);
        Thread.ofVirtual().start(passed::answers);
      }
    } catch (IOException _) {
      // closed
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException _) {
      // it is gone
    }
  }

  private final class Passed {
    private final Socket client;
    private final Socket server;
    private volatile boolean isAsked;

    private Passed(Socket client) throws IOException {
      this.client = client;
      this.server = new Socket(InetAddress.getLoopbackAddress(), PostgresServer.port());
    }

    private void requests() {
      var bytes = new byte[64 * 1024];
      try (server) {
        for (int length; (length = client.getInputStream().read(bytes)) > 0; ) {
          isAsked = true;
          server.getOutputStream().write(bytes, 0, length);
        }
      } catch (IOException _) {
        // one side is gone
      }
    }

    private void answers() {
      var bytes = new byte[64 * 1024];
      try (client) {
        for (int length; (length = server.getInputStream().read(bytes)) > 0; ) {
          Thread.sleep(LATE_MILLIS);
          if (isAsked) {
            isAsked = false;
            count.incrementAndGet();
          }
          client.getOutputStream().write(bytes, 0, length);
        }
      } catch (IOException | InterruptedException _) {
        // one side is gone
      }
    }
  }
}
