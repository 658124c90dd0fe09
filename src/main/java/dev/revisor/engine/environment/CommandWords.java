package dev.revisor.engine.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command line as its words, without a shell: blanks separate, quotes of both kinds keep
/// together, nothing is expanded.
public final class CommandWords {
  private CommandWords() {}

  /// Empty when a quote is not closed.
  public static Optional<List<String>> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var started = false;
    var quote = '\0';
    for (var i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : '\0';
        started = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
        }
        word.setLength(0);
        started = false;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return quote == 0 ? Optional.of(List.copyOf(words)) : Optional.empty();
  }
}
