package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options that every command takes, before its name and after it. Each place has an instance;
/// [#over] joins them.
final class GlobalOptions implements Declared {
  /// How results are printed.
  enum Output {
    text,
    json
  }

  @Nullable String config;
  @Nullable String directory;
  @Nullable String environment;
  @Nullable String url;
  @Nullable String user;
  @Nullable String passwordFile;
  @Nullable String versionTable;
  final List<String> parameters = new ArrayList<>();
  @Nullable Output output;
  boolean quiet;
  boolean verbose;
  boolean help;

  @Override
  public void declare(Declaration command) {
    command
        .option(
            "-c --config",
            "FILE",
            "The configuration, if not revisor.yaml in the directory.",
            value -> config = value)
        .option(
            "-d --dir",
            "DIR",
            "The environment directory: by default . or ./migrations, or REVISOR_DIR.",
            value -> directory = value)
        .option(
            "--env",
            "NAME",
            "The database of this name in revisor.yaml.",
            value -> environment = value)
        .option(
            "--url",
            "URL",
            "The database: postgresql://user@host:port/db, without a password.",
            value -> url = value)
        .option("--user", "NAME", "The user to connect as.", value -> user = value)
        .option(
            "--password-file",
            "FILE",
            "A file whose content is the password.",
            value -> passwordFile = value)
        .option(
            "--version-table",
            "TABLE",
            "Where the database keeps its version, if not as revisor.yaml says.",
            value -> versionTable = value)
        .repeatable("-x", "NAME=VALUE", "A value for :name in scripts; repeatable.", parameters)
        .choice("-o --output", Output.class, "How results are printed.", value -> output = value)
        .flag("-q --quiet", "Print results and errors only.", value -> quiet = value)
        .flag("-v --verbose", "Print more.", value -> verbose = value)
        .help("-h --help", "Print this help.", value -> help = value);
  }

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
    joined.parameters.addAll(before.parameters);
    joined.parameters.addAll(parameters);
    joined.output = output != null ? output : before.output;
    joined.quiet = quiet || before.quiet;
    joined.verbose = verbose || before.verbose;
    return joined;
  }
}
