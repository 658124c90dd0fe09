package dev.revisor.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A port in front of the database that can be closed and opened: what a network does.
final class Gate implements AutoCloseable {
  private final int port;
  private volatile int behind;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger entered = new AtomicInteger();
  private ServerSocket listener;

  /// Has the port while it is closed, so that nobody else is given it.
  private @Nullable Socket keeper;

  /// Open at first.
  Gate(int behind) {
    this.behind = behind;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    accept(listener);
  }

  int port() {
    return port;
  }

  /// How many connections have come so far.
  int entered() {
    return entered.get();
  }

  /// From now on it leads to another server; connections to the former one break.
  void leadTo(int other) {
    behind = other;
    hangUp();
  }

  void open() {
    letGo();
    listener = listen(port);
    accept(listener);
  }

  @Override
  public void close() {
    refuse();
    letGo();
  }

  /// Refuses new connections and breaks those that there are.
  void shut() {
    refuse();
    if (keeper == null) {
      keeper = keeper();
    }
  }

  private void refuse() {
    quietly(listener);
    hangUp();
  }

  private void letGo() {
    if (keeper != null) {
      quietly(keeper);
      keeper = null;
    }
  }

  /// Bound, but not listening: who connects is refused. The listener goes a moment after it was
  /// closed, when the thread that waits in it has noticed.
  private Socket keeper() {
    return TestCluster.await("port " + port + " is free", this::tryToKeep, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Socket> tryToKeep() {
    var socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Optional.of(socket);
    } catch (BindException _) {
      quietly(socket);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hangUp() {
    sockets.forEach(Gate::quietly);
    sockets.clear();
  }

  private static ServerSocket listen(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket server) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  var outside = server.accept();
                  entered.incrementAndGet();
                  var inside = new Socket(InetAddress.getLoopbackAddress(), behind);
                  sockets.add(outside);
                  sockets.add(inside);
                  pump(outside, inside);
                  pump(inside, outside);
                } catch (IOException _) {
                  // closed, or the database is not there: the client sees its connection end
                }
              }
            });
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException _) {
                // either end is gone, and so is the other then
              }
            });
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception _) {
      // gone already
    }
  }
}
