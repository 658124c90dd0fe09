package dev.revisor.kubectl;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A command for one SchemaMigration.
abstract class NamedCommand implements Command {
  @Mixin Options options = new Options();

  @Parameters(paramLabel = "NAME", description = "The SchemaMigration.")
  String name = "";
}
