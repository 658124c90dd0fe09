package dev.revisor.kubectl;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster and which namespace, as kubectl's options; and how it looks.
final class Options {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace; that of the kubeconfig otherwise.")
  @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig; its current one otherwise.")
  String context = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig; KUBECONFIG or ~/.kube/config otherwise.")
  String kubeconfig = "";

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      description = "Colours; auto: on a terminal, unless NO_COLOR is set.")
  Colour colour = Colour.auto;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  enum Colour {
    auto,
    always,
    never
  }

  /// These, and where they say nothing, those that were given before the command.
  Options over(Options before) {
    var both = new Options();
    both.namespace = namespace == null ? before.namespace : namespace;
    both.context = context.isEmpty() ? before.context : context;
    both.kubeconfig = kubeconfig.isEmpty() ? before.kubeconfig : kubeconfig;
    both.colour = colour == Colour.auto ? before.colour : colour;
    return both;
  }

  Paint paint(Surroundings.Terminal terminal) {
    return switch (colour) {
      case always -> Paint.COLOURS;
      case never -> Paint.NONE;
      case auto -> terminal == Surroundings.Terminal.SCREEN ? Paint.COLOURS : Paint.NONE;
    };
  }

  Surroundings.Cluster cluster() {
    return new Surroundings.Cluster(kubeconfig, context);
  }
}
