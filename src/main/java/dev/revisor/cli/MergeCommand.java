package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "merge", description = "Make a revision that joins several heads.")
final class MergeCommand implements Command {
  @Parameters(paramLabel = "REV", arity = "1..*", description = "The heads to join, or 'heads'.")
  List<String> heads = new ArrayList<>();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "What it does, in a line.")
  @Nullable String message;

  @Option(
      names = "--branch-label",
      paramLabel = "LABEL",
      description = "A label for the line that begins here; repeatable.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--rev-id",
      paramLabel = "ID",
      description = "The id, instead of twelve random hexadecimal digits.")
  @Nullable String id;

  @Option(names = "--splice", description = "Allow revisions that are not heads.")
  boolean splice;

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var file = new NewFile(session);
    file.revise(heads, splice ? NewFile.Parents.ANY : NewFile.Parents.HEADS);
    return file.write(new NewFile.Named(message == null ? "" : message, id, labels), null);
  }
}
