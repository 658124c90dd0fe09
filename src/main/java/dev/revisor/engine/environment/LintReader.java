package dev.revisor.engine.environment;

import dev.revisor.lint.LintOptions;
import dev.revisor.lint.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the key `lint`: which rules are on, and what some of them need to know.
final class LintReader {
  private static final List<String> KEYS =
      List.of("enable", "disable", "serverVersion", "hotRows", "naming");

  private LintReader() {}

  static LintOptions read(YamlMapping top) {
    return top.mapping("lint").map(LintReader::options).orElse(LintOptions.DEFAULTS);
  }

  private static LintOptions options(YamlMapping lint) {
    lint.allowOnly(KEYS);
    var defaults = LintOptions.DEFAULTS;
    return new LintOptions(
        rules(lint, "enable"),
        rules(lint, "disable"),
        lint.integer("serverVersion", LintOptions.OLDEST_SERVER, 99)
            .orElse(defaults.serverVersion()),
        naming(lint),
        lint.integer("hotRows", 1, 999_999_999).map(Integer::longValue).orElse(defaults.hotRows()),
        Map.of());
  }

  private static Set<String> rules(YamlMapping lint, String key) {
    var named = lint.texts(key).orElse(List.of());
    for (var id : named) {
      if (Rules.find(id).isEmpty()) {
        var near = Suggestion.nearest(id, Rules.ids()).map(s -> "; did you mean '" + s + "'?");
        lint.report(key, "names the rule '" + id + "', which there is not" + near.orElse(""));
      }
    }
    return Set.copyOf(named);
  }

  private static Map<String, Pattern> naming(YamlMapping lint) {
    var read = new HashMap<String, Pattern>();
    lint.mapping("naming")
        .ifPresent(
            naming -> {
              naming.allowOnly(LintOptions.NAMED.stream().sorted().toList());
              for (var what : LintOptions.NAMED) {
                naming
                    .parsed(what, "a regular expression", LintReader::pattern)
                    .ifPresent(pattern -> read.put(what, pattern));
              }
            });
    return read;
  }

  private static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }
}
