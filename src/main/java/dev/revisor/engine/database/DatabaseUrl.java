package dev.revisor.engine.database;

import java.util.List;
import java.util.regex.Pattern;

/// Connection strings: libpq's URIs (`postgresql://user@host1:1,host2/db?sslmode=require`), libpq's
/// keywords and values (`host=db dbname=shop`), and JDBC's URLs (`jdbc:postgresql://host/db`). See
/// "Connection Strings" in the manual's chapter on libpq. Messages never quote the text, since a
/// password may be in it.
public final class DatabaseUrl {
  private static final Pattern URI = Pattern.compile("postgres(ql)?://.*", Pattern.DOTALL);
  private static final String JDBC = "jdbc:";
  private static final String JDBC_POSTGRESQL = "jdbc:postgresql:";

  private DatabaseUrl() {}

  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  public static ConnectionParameters parse(String text) {
    var url = text.strip();
    if (url.startsWith(JDBC_POSTGRESQL)) {
      return JdbcUrl.parse(url.substring(JDBC_POSTGRESQL.length()));
    }
    if (URI.matcher(url).matches()) {
      return uri(url.substring(url.indexOf("://") + 3));
    }
    if (url.startsWith(JDBC) || url.contains("://") || !url.contains("=")) {
      throw ConnectionParameters.refused(
          "the database URL must be postgresql://…, jdbc:postgresql:… or host=… dbname=…");
    }
    return KeywordValueString.parse(url);
  }

  /// As [#parse], but a password in it is refused: arguments are visible to everybody on the
  /// machine.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  public static ConnectionParameters parseWithoutPassword(String text) {
    var parameters = parse(text);
    if (parameters.hasPassword()) {
      throw ConnectionParameters.refused(
              "the database URL must not hold a password here: others can see it")
          .withHint("use --password-file, PGPASSWORD, ~/.pgpass, REVISOR_URL_FILE");
    }
    return parameters;
  }

  /// What follows `postgresql://`.
  private static ConnectionParameters uri(String text) {
    var query = text.indexOf('?');
    var path = query < 0 ? text : text.substring(0, query);
    var slash = path.indexOf('/');
    var authority = slash < 0 ? path : path.substring(0, slash);
    var at = authority.lastIndexOf('@');
    var parameters = ConnectionParameters.none();
    if (at >= 0) {
      parameters = userInfo(parameters, authority.substring(0, at));
    }
    parameters = hosts(parameters, authority.substring(at + 1));
    if (slash >= 0 && slash + 1 < path.length()) {
      parameters = parameters.with(Keyword.DBNAME, Percent.decode(path.substring(slash + 1)));
    }
    return query < 0 ? parameters : query(parameters, text.substring(query + 1));
  }

  private static ConnectionParameters userInfo(ConnectionParameters parameters, String text) {
    var colon = text.indexOf(':');
    var user = Percent.decode(colon < 0 ? text : text.substring(0, colon));
    var named = user.isEmpty() ? parameters : parameters.with(Keyword.USER, user);
    return colon < 0
        ? named
        : named.with(Keyword.PASSWORD, Percent.decode(text.substring(colon + 1)));
  }

  private static ConnectionParameters hosts(ConnectionParameters parameters, String text) {
    if (text.isEmpty()) {
      return parameters;
    }
    var hosts = List.of(text.split(",", -1)).stream().map(HostSpec::parse).toList();
    var names = String.join(",", hosts.stream().map(HostSpec::name).toList());
    var ports = String.join(",", hosts.stream().map(HostSpec::port).toList());
    var named = names.isEmpty() ? parameters : parameters.with(Keyword.HOST, names);
    return ports.chars().allMatch(c -> c == ',') ? named : named.with(Keyword.PORT, ports);
  }

  private static ConnectionParameters query(ConnectionParameters parameters, String text) {
    var result = parameters;
    for (var pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      var equals = pair.indexOf('=');
      if (equals < 0) {
        throw ConnectionParameters.refused(
            "a parameter of the database URL must have the form name=value");
      }
      var name = Percent.decode(pair.substring(0, equals));
      var value = Percent.decode(pair.substring(equals + 1));
      result =
          name.equals("ssl") && value.equals("true")
              ? result.with(Keyword.SSLMODE, "require")
              : result.with(name, value);
    }
    return result;
  }
}
