package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "revision", description = "Make a new, empty revision file.")
final class RevisionCommand implements Command {
  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "What it does, in a line.")
  @Nullable String message;

  @Option(
      names = "--head",
      paramLabel = "REV",
      description = "What it revises: by default the only head; base begins a new line.")
  String head = "head";

  @Option(names = "--splice", description = "Allow a --head that is not a head.")
  boolean splice;

  @Option(
      names = "--branch-label",
      paramLabel = "LABEL",
      description = "A label for the line that begins here; repeatable.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--version-path",
      paramLabel = "DIR",
      description = "One of versionLocations to write to.")
  @Nullable String versionPath;

  @Option(
      names = "--rev-id",
      paramLabel = "ID",
      description = "The id, instead of twelve random hexadecimal digits.")
  @Nullable String id;

  @Option(
      names = "--depends-on",
      paramLabel = "REV",
      description = "A revision or label of another line that must be there first; repeatable.")
  List<String> dependsOn = new ArrayList<>();

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var file = new NewFile(session);
    file.revise(List.of(head), splice ? NewFile.Parents.ANY : NewFile.Parents.HEADS);
    file.dependOn(dependsOn);
    return file.write(new NewFile.Named(message == null ? "" : message, id, labels), versionPath);
  }
}
