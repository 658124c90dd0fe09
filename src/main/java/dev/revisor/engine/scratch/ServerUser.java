package dev.revisor.engine.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// As whom PostgreSQL's programs are run: they refuse root.
///
/// @param prefix words before the command
/// @param isOther whether files have to be handed over
record ServerUser(List<String> prefix, boolean isOther) {
  /// In a user namespace of its own root is not root, and still reads what root may read.
  private static final ServerUser NAMESPACE =
      new ServerUser(List.of("unshare", "--user", "--"), false);

  private static final ServerUser NOBODY =
      new ServerUser(
          List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), true);

  /// @param folder a folder that this process has made
  static ServerUser forMakerOf(Path folder) throws IOException {
    if (!Files.getAttribute(folder, "unix:uid").equals(0)) {
      return new ServerUser(List.of(), false);
    }
    return Stream.of(NAMESPACE, NOBODY)
        .filter(user -> Tool.works(user.words(List.of("true"))))
        .findFirst()
        .orElseThrow(
            () ->
                Tool.unavailable(
                    "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here;"
                        + " run as another user",
                    null));
  }

  List<String> words(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /// Makes a folder theirs.
  void handOver(Path folder) {
    if (isOther) {
      Tool.run(List.of("chown", "-R", "65534:65534", folder.toString()));
    }
  }
}
