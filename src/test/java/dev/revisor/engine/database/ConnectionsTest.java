package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionsTest {
  private static ServerSocket server() throws IOException {
    var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    return server;
  }

  private static ConnectionSettings settings(ServerSocket server) {
    var url = "postgresql://someone@127.0.0.1:" + server.getLocalPort() + "/shop?sslmode=disable";
    return ConnectionSettings.of(DatabaseUrl.parse(url));
  }

  @Test
  void connectsBeforeItIsAskedTo() throws IOException {
    try (var server = server();
        var connections = Connections.ahead(settings(server));
        var socket = server.accept()) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(connections).isNotNull();
    }
  }

  @Test
  void tellsWhyItCouldNotWhenItIsAsked() throws IOException {
    var server = server();
    var settings = settings(server);
    server.close();
    for (var connections :
        new Connections[] {Connections.ahead(settings), Connections.to(settings)}) {
      for (var time = 0; time < 2; time++) {
        assertThatThrownBy(connections::open)
            .isInstanceOfSatisfying(
                RevisorException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.DatabaseUnreachable));
      }
      connections.close();
    }
  }
}
