package dev.revisor.engine.adopt;

import dev.revisor.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a migration is called: by its tool, and as a revision.
record Name(String key, RevisionId id, String message, Optional<Instant> created) {
  private static final Pattern TIME = Pattern.compile("(19|20)\\d{12}");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /// From a version such as `00001` or `20230131120000` and a description in a file's name.
  static Name of(String key, String version, String description) {
    return new Name(key, id(version), words(description), time(version));
  }

  /// The version itself where it has the form of an id, else 12 hexadecimal digits of its hash.
  static RevisionId id(String version) {
    return RevisionId.isValid(version) ? new RevisionId(version) : hashed(version);
  }

  /// 12 hexadecimal digits that are always the same for a text.
  static RevisionId hashed(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new RevisionId(HexFormat.of().formatHex(digest, 0, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A line of words.
  static String words(String description) {
    return description.replace('_', ' ').replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  /// What a version of 14 digits says, taken for UTC.
  private static Optional<Instant> time(String version) {
    try {
      return TIME.matcher(version).matches()
          ? Optional.of(LocalDateTime.parse(version, SECONDS).toInstant(ZoneOffset.UTC))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
