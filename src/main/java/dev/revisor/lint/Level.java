package dev.revisor.lint;

import java.util.Locale;

/// How bad a finding is, from the worst.
public enum Level {
  /// It will fail, or leaves the history wrong.
  ERROR("It will fail, or leaves the history wrong."),
  DESTRUCTIVE("Data is lost."),
  INCOMPATIBLE("Applications that run break."),
  REWRITING("The table is rewritten while nobody can read it."),
  LOCKING("Reads or writes wait."),
  WARNING("Something to look at."),
  STYLE("A matter of taste; off unless revisor.yaml enables the rule.");

  private final String sentence;

  Level(String sentence) {
    this.sentence = sentence;
  }

  /// The word in documents.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it means, for people.
  public String sentence() {
    return sentence;
  }

  /// Whether `--lint enforce` refuses it.
  public boolean isRefused() {
    return compareTo(LOCKING) <= 0;
  }
}
