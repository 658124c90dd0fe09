package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real kube-apiserver with its etcd and no node: it validates, defaults, authorises by RBAC and
/// stores; nothing runs. Starts in a few seconds; both programs end with this object or this JVM.
///
/// The programs are those that `dev/cluster components` builds or finds in its cache.
public final class ApiServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: Metadata
      """;

  private final Path folder;
  private final Path programs;
  private final List<String> furtherOptions = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final Thread atExit = new Thread(this::end);

  private ApiServer(Path folder, Path programs) {
    this.folder = folder;
    this.programs = programs;
  }

  /// Starts both programs on free ports of the loopback address and waits until they are ready.
  public static ApiServer start() {
    return launched(create());
  }

  /// The same, with a line in [#auditLog] for every request that was answered.
  public static ApiServer startAudited() {
    var server = create();
    try {
      var policy = server.folder.resolve("audit-policy.yaml");
      Files.writeString(policy, AUDIT_POLICY);
      server.furtherOptions.add("--audit-policy-file=" + policy);
      server.furtherOptions.add("--audit-log-path=" + server.auditLog());
      return launched(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who asked for what and what the answer was: an `audit.k8s.io` Event in JSON a line.
  public Path auditLog() {
    return folder.resolve("audit.log");
  }

  private static ApiServer create() {
    try {
      return new ApiServer(Files.createTempDirectory("api-server"), components());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiServer launched(ApiServer server) {
    try {
      Runtime.getRuntime().addShutdownHook(server.atExit);
      server.launch();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A kubeconfig of a member of `system:masters`, who may also impersonate anybody.
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /// Runs the kubectl of the server's version as that administrator.
  public Command kubectl(String... args) {
    var command = new ArrayList<>(List.of(programs.resolve("kubectl").toString()));
    command.addAll(List.of("--kubeconfig", kubeconfig().toString()));
    command.addAll(List.of(args));
    return Command.run(command);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void launch() throws IOException {
    var etcd = "http://127.0.0.1:" + freePort();
    var peer = "http://127.0.0.1:" + freePort();
    var port = freePort();
    writeCredentials(port);
    run(
        "etcd",
        "--data-dir=" + path("etcd-data"),
        "--unsafe-no-fsync",
        "--log-level=error",
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=" + peer);
    var options =
        List.of(
            "--etcd-servers=" + etcd,
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--cert-dir=" + path("certificates"),
            "--token-auth-file=" + path("tokens"),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + path("accounts.pub"),
            "--service-account-signing-key-file=" + path("accounts.key"),
            // No controller makes a namespace's default account here.
            "--disable-admission-plugins=ServiceAccount",
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24");
    run(
        "kube-apiserver",
        Stream.of(options, furtherOptions).flatMap(List::stream).toArray(String[]::new));
    awaitReady();
  }

  private void writeCredentials(String port) throws IOException {
    var secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    var token = Base64.getUrlEncoder().encodeToString(secret);
    Files.writeString(folder.resolve("tokens"), token + ",admin,admin,system:masters\n");
    var accounts = keyPair();
    writePem("accounts.key", "PRIVATE KEY", accounts.getPrivate());
    writePem("accounts.pub", "PUBLIC KEY", accounts.getPublic());
    Files.writeString(
        kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        clusters:
          - name: test
            cluster: {server: "https://127.0.0.1:%s", insecure-skip-tls-verify: true}
        users:
          - name: admin
            user: {token: %s}
        contexts:
          - name: test
            context: {cluster: test, user: admin}
        current-context: test
        """
            .formatted(port, token));
  }

  private void writePem(String name, String type, Key key) throws IOException {
    var base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type));
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String program, String... options) throws IOException {
    var command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(List.of(options));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(program).toFile())
            .start());
  }

  private void awaitReady() throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (kubectl("get", "--raw", "/readyz").exitCode() != 0) {
      if (System.nanoTime() > deadline || processes.stream().anyMatch(one -> !one.isAlive())) {
        throw new AssertionError(
            "the API server did not come up: "
                + Files.readString(log("etcd"))
                + Files.readString(log("kube-apiserver")));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void end() {
    processes.reversed().forEach(Process::destroyForcibly);
    for (var process : processes) {
      process.onExit().join();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(String program) {
    return folder.resolve(program + ".log");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Path components() {
    return Path.of(Command.run(List.of("dev/cluster", "components")).orFail().strip());
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
