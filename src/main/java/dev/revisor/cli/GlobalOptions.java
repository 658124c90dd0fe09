package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command takes, before its name and after it. Each place has an instance;
/// [#over] joins them.
final class GlobalOptions {
  /// How results are printed.
  enum Output {
    text,
    json
  }

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, if not revisor.yaml in the directory.")
  @Nullable String config;

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      description = "The environment directory: by default . or ./migrations, or REVISOR_DIR.")
  @Nullable String directory;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The database of this name in revisor.yaml.")
  @Nullable String environment;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The database: postgresql://user@host:port/db, without a password.")
  @Nullable String url;

  @Option(names = "--user", paramLabel = "NAME", description = "The user to connect as.")
  @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose content is the password.")
  @Nullable String passwordFile;

  @Option(
      names = "--version-table",
      paramLabel = "TABLE",
      description = "Where the database keeps its version, if not as revisor.yaml says.")
  @Nullable String versionTable;

  @Option(
      names = "-x",
      paramLabel = "NAME=VALUE",
      arity = "1",
      description = "A value for :name in scripts; repeatable.")
  List<String> parameters = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How results are printed.")
  @Nullable Output output;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and errors only.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /// These options, with those of `before` where these are not given; lists are joined.
  GlobalOptions over(GlobalOptions before) {
    var joined = new GlobalOptions();
    joined.config = config != null ? config : before.config;
    joined.directory = directory != null ? directory : before.directory;
    joined.environment = environment != null ? environment : before.environment;
    joined.url = url != null ? url : before.url;
    joined.user = user != null ? user : before.user;
    joined.passwordFile = passwordFile != null ? passwordFile : before.passwordFile;
    joined.versionTable = versionTable != null ? versionTable : before.versionTable;
    joined.parameters = new ArrayList<>(before.parameters);
    joined.parameters.addAll(parameters);
    joined.output = output != null ? output : before.output;
    joined.quiet = quiet || before.quiet;
    joined.verbose = verbose || before.verbose;
    return joined;
  }
}
