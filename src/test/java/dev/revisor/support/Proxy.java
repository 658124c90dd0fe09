package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy before a server, usually the [PostgresServer], that breaks connections when it sees
/// a text go by, or at the request of a number: before the server gets it, or after, so that only
/// the answer is lost. It counts how often a client waits: for that it answers a moment late, so
/// that whatever the client sends without waiting is sent by then.
public final class Proxy implements AutoCloseable {
  private static final Runnable NOTHING = () -> {};
  private static final Trigger NEVER = new Trigger("", 0, Loss.ANSWER, 0, NOTHING);

  private final ServerSocket listener;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Trigger trigger = NEVER;
  private volatile boolean isolated;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final Duration late;

  /// What gets lost.
  public enum Loss {
    /// The server never gets the request.
    REQUEST,
    /// The server does what it is asked, perhaps a moment later, and nobody hears of it.
    ANSWER
  }

  /// @param number of the request, 0 for any that holds the text
  private record Trigger(String text, int number, Loss loss, int times, Runnable then) {}

  private Proxy(ServerSocket listener, int port, Duration late) {
    this.listener = listener;
    this.port = port;
    this.late = late;
  }

  public static Proxy start() {
    return start(PostgresServer.port());
  }

  /// Before the server at a port of the loopback interface.
  public static Proxy start(int port) {
    return start(port, Duration.ZERO);
  }

  /// One that answers so late.
  public static Proxy late(Duration late) {
    return start(PostgresServer.port(), late);
  }

  private static Proxy start(int port, Duration late) {
    try {
      var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new Proxy(listener, port, late);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Breaks the connection at the first requests that hold `text`.
  public void breakAt(String text, Loss loss, int times) {
    begin(new Trigger(text, 0, loss, times, NOTHING));
  }

  /// Breaks the connection at the request of this number, counted from now on over all connections.
  public void breakAt(int number, Loss loss) {
    begin(new Trigger("", number, loss, 1, NOTHING));
  }

  /// The same, and does `then` first: before the server got the request, or just after.
  public void breakAt(int number, Loss loss, Runnable then) {
    begin(new Trigger("", number, loss, 1, then));
  }

  /// Breaks nothing from now on, and lets everybody in. Waits for what is being done.
  public synchronized void heal() {
    isolated = false;
    begin(NEVER);
  }

  private void begin(Trigger next) {
    cuts.set(0);
    requests.set(0);
    trigger = next;
  }

  /// Breaks all connections, and lets nobody in until it is healed.
  public void isolate() {
    isolated = true;
    sockets.forEach(Proxy::close);
  }

  /// How many connections were broken.
  public int cuts() {
    return cuts.get();
  }

  /// How many requests went by since the last trigger was set.
  public int requests() {
    return requests.get();
  }

  /// How often a client waited for an answer, over all connections.
  public int roundTrips() {
    return roundTrips.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        if (isolated) {
          close(client);
        } else {
          connect(client);
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void connect(Socket client) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(client);
      sockets.add(server);
      var asked = new AtomicBoolean();
      Thread.ofVirtual().start(() -> requests(client, server, asked));
      Thread.ofVirtual().start(() -> answers(server, client, asked));
    } catch (IOException _) {
      close(client); // the server is down
    }
  }

  private void requests(Socket client, Socket server, AtomicBoolean asked) {
    try {
      var messages = new ClientMessages(client.getInputStream());
      for (var next = messages.next(); next.length > 0; next = messages.next()) {
        var now = trigger;
        var isHit = isHit(now, new String(next, StandardCharsets.UTF_8));
        if (isHit && now.loss == Loss.REQUEST) {
          act(now);
          break;
        }
        if (isHit && now.then == NOTHING) {
          close(client);
        }
        asked.set(true);
        server.getOutputStream().write(next);
        if (isHit) {
          act(now);
          break;
        }
      }
    } catch (IOException _) {
      // one side is gone
    }
    close(client);
    close(server);
  }

  /// Whole or not at all, where it is healed meanwhile.
  private synchronized void act(Trigger now) {
    if (trigger == now) {
      now.then.run();
    }
  }

  private boolean isHit(Trigger now, String text) {
    var number = requests.incrementAndGet();
    var isMeant = now.number == 0 ? text.contains(now.text) : now.number == number;
    if (!isMeant || cuts.get() >= now.times) {
      return false;
    }
    cuts.incrementAndGet();
    return true;
  }

  private void answers(Socket server, Socket client, AtomicBoolean asked) {
    var bytes = new byte[64 * 1024];
    try {
      for (int length; (length = server.getInputStream().read(bytes)) > 0; ) {
        Thread.sleep(late);
        if (asked.getAndSet(false)) {
          roundTrips.incrementAndGet();
        }
        client.getOutputStream().write(bytes, 0, length);
      }
    } catch (IOException | InterruptedException _) {
      // one side is gone
    }
    close(client);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException _) {
      // it is gone
    }
    sockets.forEach(Proxy::close);
  }
}
