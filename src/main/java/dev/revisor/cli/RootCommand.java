package dev.revisor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// The program without a command.
final class RootCommand implements Command {
  final GlobalOptions options = new GlobalOptions();
  boolean version;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Keeps PostgreSQL schemas at the revision that Git says.")
        .version("--version", "Print the version.", value -> version = value);
  }

  @Override
  public ExitCode run(Session session) {
    throw Failure.usage("no command; 'revisor --help' lists them");
  }

  /// The program's version, from the build.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"revisor " + number()};
    }

    static String number() {
      try (var in = RootCommand.class.getResourceAsStream("version.txt")) {
        if (in == null) {
          throw new IllegalStateException("the program lacks its own file version.txt");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
