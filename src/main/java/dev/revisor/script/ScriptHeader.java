package dev.revisor.script;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header lines of a revision file, as written. `revision` is absent only together with a
/// problem that says so. Values have been checked for their form: ids `[A-Za-z0-9_.]{1,64}`, labels
/// free of blanks and of the characters that targets use (`@ : + - ,`).
public record ScriptHeader(
    @Nullable Located<String> revision,
    List<Located<String>> revises,
    List<Located<String>> labels,
    List<Located<String>> dependsOn,
    @Nullable Located<Instant> created,
    @Nullable Located<String> message) {

  public ScriptHeader {
    revises = List.copyOf(revises);
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
  }

  /// The revision's id, where the file has one.
  public Optional<String> id() {
    return Optional.ofNullable(revision).map(Located::value);
  }

  /// The message, or an empty string.
  public String messageText() {
    return message == null ? "" : message.value();
  }
}
