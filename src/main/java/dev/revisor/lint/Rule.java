package dev.revisor.lint;

/// What a rule is, for people and programs. The ids are stable.
///
/// @param summary what it finds, one sentence
/// @param reason why that is bad, one or two sentences
/// @param instead what to do, one sentence or SQL
public record Rule(String id, Level level, String summary, String reason, String instead) {
  /// Whether it is looked for unless the configuration says otherwise.
  public boolean isOnByDefault() {
    return level != Level.STYLE;
  }
}
