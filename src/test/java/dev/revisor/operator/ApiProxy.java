package dev.revisor.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Stands before an API server, and has something go wrong with the requests that a test chooses.
final class ApiProxy implements AutoCloseable {
  /// How long the operator waits for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// The client's to set.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade");

  private final Config config;
  private final Function<Request, Trouble> troubles;
  private final HttpServer server;
  private final HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// What is asked.
  record Request(String method, String path, String body) {}

  /// What the operator gets in place of an answer.
  enum Trouble {
    /// Nothing goes wrong.
    NONE(0, ""),
    CONFLICT(409, "Conflict"),
    TOO_MANY(429, "TooManyRequests"),
    BROKEN(500, "InternalError"),
    AWAY(503, "ServiceUnavailable"),
    /// The connection ends.
    RESET(0, ""),
    /// Nothing is done, and nothing is said.
    SILENCE(0, ""),
    /// What is asked for is done, and nothing is said.
    LOST_ANSWER(0, "");

    private final int code;
    private final String reason;

    Trouble(int code, String reason) {
      this.code = code;
      this.reason = reason;
    }
  }

  private ApiProxy(
      Config config, Function<Request, Trouble> troubles, HttpServer server, HttpClient client) {
    this.config = config;
    this.troubles = troubles;
    this.server = server;
    this.client = client;
  }

  /// @param config of the API server
  /// @param troubles asked for every request, by many threads
  static ApiProxy start(Config config, Function<Request, Trouble> troubles) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(trustingAll())
              .build();
      var proxy = new ApiProxy(config, troubles, HttpServer.create(address, 64), client);
      proxy.server.createContext("/", proxy::answer);
      proxy.server.setExecutor(proxy.threads);
      proxy.server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// For a client that comes this way, and asks no second time by itself.
  Config config() {
    return new ConfigBuilder(config)
        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/")
        .withHttp2Disable(true)
        .withOnlyHttpWatches(true)
        .withRequestRetryBackoffLimit(0)
        .withRequestTimeout((int) PATIENCE.toMillis())
        .build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              new String(body, StandardCharsets.UTF_8));
      var trouble = troubles.apply(request);
      switch (trouble) {
        case NONE -> passOn(exchange, forward(exchange, body));
        case CONFLICT, TOO_MANY, BROKEN, AWAY -> refuse(exchange, trouble);
        case RESET -> {}
        case SILENCE -> saySomethingTooLate();
        case LOST_ANSWER -> {
          forward(exchange, body).body().close();
          saySomethingTooLate();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange, Trouble trouble) throws IOException {
    var status =
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "%s", "code": %d,
         "message": "a test wants it so"}
        """
            .formatted(trouble.reason, trouble.code)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(trouble.code, status.length);
    exchange.getResponseBody().write(status);
  }

  private static void saySomethingTooLate() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis() * 2);
  }

  private HttpResponse<java.io.InputStream> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    var target = URI.create(config.getMasterUrl()).resolve(exchange.getRequestURI().toString());
    var request =
        HttpRequest.newBuilder(target)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static void passOn(HttpExchange exchange, HttpResponse<java.io.InputStream> answer)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.put("Content-Type", answer.headers().allValues("Content-Type"));
    headers.put("Content-Encoding", answer.headers().allValues("Content-Encoding"));
    exchange.sendResponseHeaders(answer.statusCode(), 0);
    try (var in = answer.body();
        var out = exchange.getResponseBody()) {
      var buffer = new byte[1 << 14];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    }
  }

  private static SSLContext trustingAll() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new javax.net.ssl.TrustManager[] {new Trusting()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// The test server's certificate is its own, and for no name; an extended manager is not asked
  /// about names either.
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return List.<X509Certificate>of().toArray(X509Certificate[]::new);
    }
  }
}
