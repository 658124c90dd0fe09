package dev.revisor.lint;

/// The part of a revision file that a finding is about.
public enum Part {
  UPGRADE,
  DOWNGRADE
}
