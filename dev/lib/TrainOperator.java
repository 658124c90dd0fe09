import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Starts the operator, asks it what a kubelet and Prometheus ask, and ends it, so that its JVM lists the classes that this
/// needs (`-XX:DumpLoadedClassList`). The API server is a stand-in that holds nothing and takes what is written.
///
///     java TrainOperator.java FOLDER COMMAND...
///
/// FOLDER is for the stand-in's key and the operator's log; COMMAND starts the operator.

static final int LIMIT_SECONDS = 300;
static final String PASSWORD = "training";
static final String RIGHTS =
    """
    {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "spec": {"namespace": "training"},
     "status": {"incomplete": false, "nonResourceRules": [],
                "resourceRules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]}}""";
static final String ABSENT =
    """
    {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}""";

void main(String[] arguments) throws Exception {
  var folder = Path.of(arguments[0]);
  var server = identity(folder).getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
  Thread.ofVirtual().start(() -> serve(server));

  var port = freePort();
  var builder = new ProcessBuilder(Arrays.asList(arguments).subList(1, arguments.length));
  builder.environment().keySet().removeIf(name -> name.matches("KUBE.*|QUARKUS.*|REVISOR.*|(?i).*_PROXY"));
  builder.environment().putAll(Map.of(
      "KUBERNETES_MASTER", "https://127.0.0.1:" + server.getLocalPort(),
      "KUBERNETES_CERTS_CA_FILE", folder.resolve("ca.pem").toString(),
      "KUBERNETES_AUTH_TRYKUBECONFIG", "false",
      "KUBERNETES_NAMESPACE", "training",
      "QUARKUS_HTTP_HOST", "127.0.0.1",
      "QUARKUS_HTTP_PORT", String.valueOf(port)));
  var log = folder.resolve("operator.log");
  var operator = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  var done = isTrained(operator, "http://127.0.0.1:" + port + "/q/");
  operator.destroy();
  done &= operator.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
  if (!done) {
    System.err.println("the operator did not start:\n" + Files.readString(log));
    operator.destroyForcibly();
  }
  System.exit(done ? 0 : 1);
}

boolean isTrained(Process operator, String url) throws Exception {
  try (var client = HttpClient.newHttpClient()) {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (operator.isAlive() && System.nanoTime() < until) {
      if (isGiven(client, url + "health/started")
          && isGiven(client, url + "health/live")
          && isGiven(client, url + "health/ready")
          && isGiven(client, url + "metrics")) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }
}

boolean isGiven(HttpClient client, String url) throws InterruptedException {
  try {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  } catch (IOException _) {
    return false;
  }
}

void serve(ServerSocket server) {
  while (true) {
    try {
      var connection = server.accept();
      Thread.ofVirtual().start(() -> answerAll(connection));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

void answerAll(Socket connection) {
  try (connection) {
    var in = new BufferedInputStream(connection.getInputStream());
    for (var line = line(in).split(" "); line.length == 3; line = line(in).split(" ")) {
      var headers = headers(in);
      var body = new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))), StandardCharsets.UTF_8);
      var key = headers.get("sec-websocket-key");
      var path = line[1].replaceFirst("[?].*", "");
      var answer = key == null ? answer(line[0], path, body) : upgraded(key);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      if (key != null) {
        // a watch: nothing ever happens
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
  } catch (IOException _) {
    // the operator has ended
  }
}

Map<String, String> headers(InputStream in) throws IOException {
  var headers = new HashMap<String, String>();
  for (var line = line(in); !line.isEmpty(); line = line(in)) {
    var colon = line.indexOf(':');
    headers.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
  }
  return headers;
}

/// Empty at the end.
String line(InputStream in) throws IOException {
  var line = new StringBuilder();
  for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
    line.append((char) next);
  }
  return line.toString().stripTrailing();
}

/// As RFC 6455, 4.2.2, wants it.
String upgraded(String key) {
  try {
    var hash = MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
  } catch (java.security.GeneralSecurityException e) {
    throw new IllegalStateException(e);
  }
}

String answer(String method, String path, String body) {
  var absent = method.equals("GET") && path.contains("/leases/");
  var text = absent ? ABSENT : content(method, path, body);
  return "HTTP/1.1 " + (absent ? "404 Not Found" : "200 OK") + "\r\nContent-Type: application/json\r\nContent-Length: "
      + text.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + text;
}

String content(String method, String path, String body) {
  if (path.endsWith("selfsubjectrulesreviews")) {
    return RIGHTS;
  }
  return method.equals("GET") ? "{\"metadata\": {\"resourceVersion\": \"1\"}, \"items\": []}" : body;
}

/// A key for the address of this machine, and its certificate in a file.
SSLContext identity(Path folder) throws Exception {
  var store = folder.resolve("key.p12");
  keytool("-genkeypair", "-keyalg", "EC", "-keystore", store.toString(), "-dname", "CN=training", "-ext", "SAN=ip:127.0.0.1");
  keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", folder.resolve("ca.pem").toString());
  var keys = KeyManagerFactory.getInstance("PKIX");
  keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
  var context = SSLContext.getInstance("TLS");
  context.init(keys.getKeyManagers(), null, null);
  return context;
}

void keytool(String command, String... options) throws Exception {
  var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
  line.addAll(Arrays.asList(options));
  line.addAll(List.of("-storepass", PASSWORD, "-alias", "training"));
  var code = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
  if (code != 0) {
    throw new IOException("keytool " + command + " failed");
  }
}

int freePort() throws IOException {
  try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
    return socket.getLocalPort();
  }
}
