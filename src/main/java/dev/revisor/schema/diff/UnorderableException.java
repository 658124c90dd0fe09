package dev.revisor.schema.diff;

import java.util.List;

/// Changes that wait for each other in a circle: no order of statements makes them.
public final class UnorderableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnorderableException(List<String> actions) {
    super(
        "no order of statements does it: these wait for each other: " + String.join(", ", actions));
  }
}
