package dev.revisor.schema.ddl;

import java.util.List;

/// How an object becomes another of the same name.
public sealed interface Alteration {
  /// By statements that leave it and what depends on it in place.
  record InPlace(List<Stage> stages) implements Alteration {
    public InPlace {
      stages = stages.stream().filter(stage -> !stage.isEmpty()).toList();
    }
  }

  /// By a drop and a create: PostgreSQL has no other way.
  record Replace() implements Alteration {}

  static Alteration inPlace(List<String> statements) {
    return new InPlace(List.of(Stage.of(statements)));
  }
}
