package dev.revisor.kubectl;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The entry of `kubectl revisor`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var surroundings =
        new Surroundings(Main::connect, System.out, System.err, Clock.systemUTC(), terminal());
    System.exit(run(List.of(arguments), surroundings));
  }

  private static Surroundings.Terminal terminal() {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return Surroundings.Terminal.NONE;
    }
    return System.getenv("NO_COLOR") == null
        ? Surroundings.Terminal.SCREEN
        : Surroundings.Terminal.PLAIN_SCREEN;
  }

  /// The client's own way to a kubeconfig knows a file by a property alone.
  private static KubernetesClient connect(Surroundings.Cluster cluster) {
    if (!cluster.kubeconfig().isEmpty()) {
      System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, cluster.kubeconfig());
    }
    var context = cluster.context().isEmpty() ? null : cluster.context();
    var config = Config.autoConfigure(context);
    var builder = new KubernetesClientBuilder().withConfig(config);
    try {
      var certificate = ClientCertificate.takenOutOf(config);
      if (certificate.isPresent()) {
        var keys = certificate.get().keyManagers();
        var trust = SSLUtils.trustManagers(config);
        builder.withHttpClientBuilderConsumer(http -> http.sslContext(keys, trust));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new Refusal(
          ExitCode.USAGE, "cannot read the client certificate of the kubeconfig: " + e);
    }
    return builder.build();
  }

  /// The whole program: parses, runs the command, prints.
  ///
  /// @return the exit code, as [ExitCode] numbers them
  public static int run(List<String> arguments, Surroundings surroundings) {
    try {
      return parseAndRun(arguments, surroundings).number();
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  /// What picocli makes of the commands.
  static CommandLine commandLine() {
    var root = CommandSpec.create().name("kubectl revisor");
    root.usageMessage().description("Ask about SchemaMigrations, and act on them.");
    root.addMixin("options", CommandSpec.forAnnotatedObject(new Options()));
    Commands.all()
        .forEach(
            command -> {
              var line = new CommandLine(command);
              root.addSubcommand(line.getCommandName(), line);
            });
    return new CommandLine(root).setUsageHelpWidth(100);
  }

  private static ExitCode parseAndRun(List<String> arguments, Surroundings surroundings) {
    var out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    var line = commandLine().setOut(out);
    try {
      var parsed = line.parseArgs(arguments.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(parsed)) {
        out.flush();
        return ExitCode.SUCCESS;
      }
      if (!parsed.hasSubcommand()) {
        throw new Refusal(ExitCode.USAGE, "say what: 'kubectl revisor --help' lists the commands");
      }
      var spec = parsed.subcommand().commandSpec();
      var options = options(spec).over(options(parsed.commandSpec()));
      return run((Command) spec.userObject(), options, surroundings);
    } catch (ParameterException e) {
      return said(surroundings, ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      return said(surroundings, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static Options options(CommandSpec spec) {
    return (Options) java.util.Objects.requireNonNull(spec.mixins().get("options")).userObject();
  }

  private static ExitCode run(Command command, Options options, Surroundings surroundings) {
    try (var client = surroundings.connect().apply(options.cluster())) {
      return command.run(new Session(client, options, surroundings));
    } catch (KubernetesClientException e) {
      var status = e.getStatus();
      return status == null
          ? said(surroundings, ExitCode.TRANSIENT, "the API server does not answer: " + cause(e))
          : said(surroundings, ExitCode.USER, String.valueOf(status.getMessage()));
    }
  }

  private static String cause(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static ExitCode said(Surroundings surroundings, ExitCode code, String message) {
    surroundings.err().print("error: " + message + "\n");
    return code;
  }
}
