package dev.revisor.engine.database;

/// libpq's "Keyword/Value Connection Strings": `host = db dbname='my shop'`; in values, and in
/// single quotes, a backslash makes the next character plain.
final class KeywordValueString {
  private final String text;
  private int at;

  private KeywordValueString(String text) {
    this.text = text;
  }

  static ConnectionParameters parse(String text) {
    return new KeywordValueString(text).parse();
  }

  private ConnectionParameters parse() {
    var parameters = ConnectionParameters.none();
    skipBlanks();
    while (at < text.length()) {
      var name = name();
      var value = at < text.length() && text.charAt(at) == '\'' ? quoted() : plain();
      parameters = parameters.with(name, value);
      skipBlanks();
    }
    return parameters;
  }

  private String name() {
    var start = at;
    while (at < text.length() && text.charAt(at) != '=' && !isBlank(text.charAt(at))) {
      at++;
    }
    var name = text.substring(start, at);
    skipBlanks();
    if (at == text.length() || text.charAt(at) != '=' || name.isEmpty()) {
      throw ConnectionParameters.refused("a connection parameter must be followed by '='");
    }
    at++;
    skipBlanks();
    return name;
  }

  private String plain() {
    var value = new StringBuilder();
    while (at < text.length() && !isBlank(text.charAt(at))) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    return value.toString();
  }

  private String quoted() {
    var value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '\'') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw ConnectionParameters.refused("a quoted connection parameter must end with a quote");
    }
    at++;
    return value.toString();
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
