package dev.revisor.schema;

import java.util.Map;

/// Whose an object is, and which of its privileges others than its owner gave. That says how
/// statements must be written, and which privileges are an owner's; it makes no difference between
/// two objects.
///
/// @param owner a role, as SQL; empty where it is not known
/// @param givenBy the roles that gave a privilege, by its line in the property `privileges`
public record Ownership(String owner, Map<String, String> givenBy) {
  public static final Ownership UNKNOWN = new Ownership("", Map.of());

  public Ownership {
    givenBy = Map.copyOf(givenBy);
  }
}
