package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionParameters;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.LibpqSurroundings;
import dev.revisor.engine.database.Password;
import dev.revisor.engine.environment.Configuration;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Paths;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which database a command speaks to: `--url`, else `--env`, else `REVISOR_URL` or
/// `REVISOR_URL_FILE`, else the `PG*` variables, else the only environment of `revisor.yaml`. User
/// and password: the options, then what belongs to the environment, then `REVISOR_USER_FILE` and
/// `REVISOR_PASSWORD_FILE`, then the URL, then as libpq finds them.
final class DatabaseChoice {
  /// Variables that name a database to libpq; `PGPASSWORD` alone does not.
  private static final List<String> LIBPQ_VARIABLES =
      List.of("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE");

  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final EnvironmentDirectory directory;

  DatabaseChoice(GlobalOptions options, Surroundings surroundings, EnvironmentDirectory directory) {
    this.options = options;
    this.surroundings = surroundings;
    this.directory = directory;
  }

  /// @throws RevisorException InvalidConfiguration for a URL or file that is not right
  ConnectionSettings settings() {
    var variables = surroundings.variables();
    var libpq =
        new LibpqSurroundings(
            variables,
            Path.of(variables.getOrDefault("HOME", "/")),
            variables.getOrDefault("USER", "postgres"));
    return ConnectionSettings.of(libpq.complete(chosen()));
  }

  /// Whether exactly one database is named.
  boolean isMade() {
    return options.url != null
        || options.environment != null
        || surroundings.variable("REVISOR_URL").isPresent()
        || surroundings.variable("REVISOR_URL_FILE").isPresent()
        || hasLibpqVariables()
        || directory.configuration().environments().size() == 1;
  }

  private boolean hasLibpqVariables() {
    return LIBPQ_VARIABLES.stream().anyMatch(name -> surroundings.variable(name).isPresent());
  }

  private ConnectionParameters chosen() {
    if (options.url != null && options.environment != null) {
      throw Failure.usage("--url and --env both name a database; give one");
    }
    if (options.url != null) {
      return withOptions(withFiles(fromOption(options.url)));
    }
    if (options.environment != null) {
      return withOptions(named(options.environment));
    }
    var url = surroundings.variable("REVISOR_URL").map(DatabaseChoice::fromVariable);
    var file = surroundings.variable("REVISOR_URL_FILE").map(this::content).map(DatabaseUrl::parse);
    if (url.isPresent() || file.isPresent()) {
      return withOptions(withFiles(url.or(() -> file).orElseThrow()));
    }
    if (hasLibpqVariables()) {
      return withOptions(withFiles(ConnectionParameters.none()));
    }
    return withOptions(theOnlyEnvironment());
  }

  private static ConnectionParameters fromOption(String url) {
    try {
      return DatabaseUrl.parseWithoutPassword(url);
    } catch (RevisorException e) {
      throw Failure.usage("--url: " + e.error().message())
          .withHint(Optional.ofNullable(e.error().hint()).orElse(""));
    }
  }

  private static ConnectionParameters fromVariable(String url) {
    var parameters = DatabaseUrl.parse(url);
    if (parameters.hasPassword()) {
      throw Failure.usage("REVISOR_URL must not hold a password")
          .withHint("use REVISOR_PASSWORD_FILE, or REVISOR_URL_FILE for the whole URL");
    }
    return parameters;
  }

  private ConnectionParameters named(String name) {
    var environments = directory.configuration().environments();
    var environment = environments.get(name);
    if (environment == null) {
      var known =
          environments.isEmpty()
              ? "revisor.yaml has none"
              : "known are " + String.join(", ", environments.keySet());
      throw Failure.usage("no environment '" + name + "'; " + known);
    }
    return of(environment);
  }

  private ConnectionParameters theOnlyEnvironment() {
    var environments = directory.configuration().environments();
    return switch (environments.size()) {
      case 1 -> of(environments.values().iterator().next());
      case 0 ->
          throw Failure.usage("no database is named")
              .withHint("--url, --env, REVISOR_URL or the PG* variables name one");
      default ->
          throw Failure.usage(
              "several environments are in revisor.yaml, choose one with --env: "
                  + String.join(", ", environments.keySet()));
    };
  }

  private ConnectionParameters of(Configuration.Environment environment) {
    var parameters = withFiles(DatabaseUrl.parse(environment.url()));
    if (environment.user().isPresent()) {
      parameters = parameters.withUser(environment.user().get());
    }
    if (environment.passwordFile().isPresent()) {
      var file = directory.path().resolve(environment.passwordFile().get());
      parameters = parameters.withPassword(new Password(content(file)));
    }
    return parameters;
  }

  private ConnectionParameters withFiles(ConnectionParameters given) {
    var user = surroundings.variable("REVISOR_USER_FILE").map(this::content);
    var password = surroundings.variable("REVISOR_PASSWORD_FILE").map(this::content);
    var withUser = user.map(given::withUser).orElse(given);
    return password.map(Password::new).map(withUser::withPassword).orElse(withUser);
  }

  private ConnectionParameters withOptions(ConnectionParameters given) {
    var parameters = options.user == null ? given : given.withUser(options.user);
    return options.passwordFile == null
        ? parameters
        : parameters.withPassword(new Password(content(options.passwordFile)));
  }

  private String content(String path) {
    return content(surroundings.resolve(path));
  }

  /// A file's content without the newline at its end.
  private static String content(Path file) {
    try {
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw Failure.of(
          dev.revisor.engine.result.Reason.InvalidConfiguration,
          "cannot read the file " + file + ": " + Paths.reason(e));
    }
  }
}
