package dev.revisor.engine.database;

/// A secret that does not print itself.
public record Password(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
