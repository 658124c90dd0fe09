package dev.revisor.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy before a server, usually the [PostgresServer], that breaks connections when it sees
/// a text go by: before the server gets it, or after, so that only the answer is lost.
public final class Proxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Trigger trigger = new Trigger("", Loss.ANSWER, 0);

  /// What gets lost.
  public enum Loss {
    /// The server never gets the request.
    REQUEST,
    /// The server does what it is asked, perhaps a moment later, and nobody hears of it.
    ANSWER
  }

  private record Trigger(String text, Loss loss, int times) {}

  private Proxy(ServerSocket listener, int port) {
    this.listener = listener;
    this.port = port;
  }

  public static Proxy start() {
    return start(PostgresServer.port());
  }

  /// Before the server at a port of the loopback interface.
  public static Proxy start(int port) {
    try {
      var proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
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
    cuts.set(0);
    trigger = new Trigger(text, loss, times);
  }

  /// How many connections were broken.
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> requests(client, server));
        Thread.ofVirtual().start(() -> answers(server, client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void requests(Socket client, Socket server) {
    var buffer = new byte[1 << 16];
    try {
      var in = client.getInputStream();
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        var isHit = isHit(new String(buffer, 0, read, StandardCharsets.UTF_8));
        if (isHit && trigger.loss == Loss.REQUEST) {
          break;
        }
        if (isHit) {
          close(client);
        }
        server.getOutputStream().write(buffer, 0, read);
        if (isHit) {
          break;
        }
      }
    } catch (IOException _) {
      // one side is gone
    }
    close(client);
    close(server);
  }

  private boolean isHit(String text) {
    var now = trigger;
    if (now.times == 0 || !text.contains(now.text) || cuts.get() >= now.times) {
      return false;
    }
    cuts.incrementAndGet();
    return true;
  }

  private static void answers(Socket server, Socket client) {
    try {
      OutputStream out = client.getOutputStream();
      server.getInputStream().transferTo(out);
    } catch (IOException _) {
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
