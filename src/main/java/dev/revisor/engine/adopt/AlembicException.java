package dev.revisor.engine.adopt;

/// Alembic ended before it printed anything: its environment does not load.
final class AlembicException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AlembicException(String message) {
    super(message);
  }
}
