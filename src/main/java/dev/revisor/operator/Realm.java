package dev.revisor.operator;

import io.fabric8.kubernetes.client.Config;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whose resources this operator decides between. Where several operators share namespaces and tell
/// their resources apart by labels, none knows whether a resource that it does not see is gone or
/// another's: then no claim gives way by itself.
///
/// @param cluster a hash that tells clusters apart; no right is needed to find it
/// @param namespaces those of which it sees every resource, sorted; `*` alone for all
record Realm(String cluster, List<String> namespaces) {
  Realm {
    namespaces = List.copyOf(namespaces);
  }

  /// By the authority that signs for the API server, which each cluster has for itself; without
  /// one, by the server's address.
  static Realm of(Config config, Collection<String> served, @Nullable String labelSelector) {
    var authority = Objects.requireNonNullElse(config.getCaCertData(), "");
    var file = Objects.requireNonNullElse(config.getCaCertFile(), "");
    var identity =
        !authority.isEmpty() ? authority : file.isEmpty() ? config.getMasterUrl() : text(file);
    boolean all = served.isEmpty() || served.contains(Constants.WATCH_ALL_NAMESPACES);
    var whole = all ? List.of("*") : List.copyOf(new TreeSet<>(served));
    boolean shares = labelSelector != null && !labelSelector.isBlank();
    return new Realm(RunKey.hash(List.of(identity)), shares ? List.of() : whole);
  }

  private static String text(String file) {
    try {
      return java.nio.file.Files.readString(java.nio.file.Path.of(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
