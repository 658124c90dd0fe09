package dev.revisor.kubectl;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "logs", description = "Print what a run logged.")
final class LogsCommand extends NamedCommand {
  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run has ended.")
  boolean follow;

  @Option(
      names = "--run",
      paramLabel = "NUMBER",
      description = "Which run, as history numbers them; the newest otherwise.")
  long run;

  @Option(names = "--raw", description = "The lines as the runner writes them, in JSON.")
  boolean raw;

  @Override
  public ExitCode run(Session session) {
    var view = session.view(name);
    var pod =
        session
            .pod(view, run)
            .orElseThrow(
                () ->
                    Refusal.user(
                        run == 0
                            ? "no run has a pod that is still there; see the history"
                            : "run " + run + " has no pod that is still there; see the history"));
    if (follow) {
      follow(session, pod);
    } else {
      text(session, pod).lines().map(this::shown).forEach(session::print);
    }
    return ExitCode.SUCCESS;
  }

  private void follow(Session session, Pod pod) {
    var metadata = pod.getMetadata();
    var resource =
        session.client().pods().inNamespace(metadata.getNamespace()).withName(metadata.getName());
    try (var log = resource.watchLog();
        var lines =
            new BufferedReader(new InputStreamReader(log.getOutput(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        session.print(shown(line));
        session.surroundings().out().flush();
      }
    } catch (IOException e) {
      throw new Refusal(ExitCode.TRANSIENT, "the log broke off: " + e.getMessage());
    }
  }

  private String shown(String line) {
    return raw ? line : LogLine.readable(line);
  }

  /// For people; nothing where the pod has no log yet.
  static List<String> lines(Session session, Pod pod) {
    try {
      return text(session, pod).lines().map(LogLine::readable).toList();
    } catch (io.fabric8.kubernetes.client.KubernetesClientException _) {
      return List.of();
    }
  }

  private static String text(Session session, Pod pod) {
    var metadata = pod.getMetadata();
    return session
        .client()
        .pods()
        .inNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .getLog();
  }
}
