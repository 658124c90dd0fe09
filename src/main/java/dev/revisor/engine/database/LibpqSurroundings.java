package dev.revisor.engine.database;

import java.nio.file.Path;
import java.util.Map;

/// What libpq takes from its surroundings: `PG*` variables, the service file, the password file.
///
/// @param variables of the environment
/// @param home the user's home directory
/// @param systemUser the operating system's name of the user
public record LibpqSurroundings(Map<String, String> variables, Path home, String systemUser) {
  public LibpqSurroundings {
    variables = Map.copyOf(variables);
  }

  /// `given` completed as libpq would: first by the service it or `PGSERVICE` names, then by the
  /// variables, then by defaults, and last the password from the password file.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  public ConnectionParameters complete(ConnectionParameters given) {
    var named = variables.get("PGSERVICE");
    var asked =
        given.value(Keyword.SERVICE).isPresent() || named == null
            ? given
            : given.with(Keyword.SERVICE, named);
    var withService = asked.orElse(ServiceFile.read(this, asked));
    var withVariables = withService.orElse(fromVariables());
    var withUser = withVariables.orElse(ConnectionParameters.none().with(Keyword.USER, systemUser));
    return withUser.value(Keyword.PASSWORD).isPresent()
        ? withUser
        : PasswordFile.find(this, withUser)
            .map(password -> withUser.withPassword(password))
            .orElse(withUser);
  }

  private ConnectionParameters fromVariables() {
    var parameters = ConnectionParameters.none();
    for (var keyword : Keyword.values()) {
      var value = keyword.variable().map(variables::get).orElse("");
      if (!value.isEmpty()) {
        parameters = parameters.with(keyword.text(), value);
      }
    }
    return parameters;
  }

  /// A path of a file, `~` taken for the home directory.
  Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }
}
