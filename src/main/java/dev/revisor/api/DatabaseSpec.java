package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How the database is reached.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.url) != has(self.urlFrom)",
    message = "exactly one of url and urlFrom must be set")
@ValidationRule(
    value = "has(self.urlFrom) || has(self.credentials)",
    message = "credentials must be set, unless urlFrom names a URL that holds them")
public record DatabaseSpec(
    @Size(min = 1, max = 2048)
        @ValidationRule(
            value = "self.matches('^(jdbc:)?postgres(ql)?://')",
            message = "the URL must begin with postgresql:// or jdbc:postgresql://")
        @ValidationRule(
            value =
                "!self.matches('://[^/?@]*:[^/?@]*@')"
                    + " && !self.matches('[?&](password|sslpassword)=')",
            message =
                "a password must not stand in the URL, where everybody can read it: put it into the"
                    + " Secret that credentials name, or the whole URL into one that urlFrom names")
        @JsonPropertyDescription(
            "The database, e.g. postgresql://host:5432/db?sslmode=verify-full; no password in it.")
        @Nullable String url,
    @JsonPropertyDescription("A Secret's key that holds the URL, user and password perhaps in it.")
        @Nullable UrlSource urlFrom,
    @JsonPropertyDescription("The Secret with user and password.")
        @Nullable Credentials credentials,
    @Pattern(Rules.TABLE)
        @JsonPropertyDescription(
            "Where the version rows are, e.g. public.alembic_version; unset: as the image says.")
        @Nullable String versionTable,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription("The role that scripts run as (SET ROLE), e.g. the owner.")
        @Nullable String role) {

  /// Where a URL comes from.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UrlSource(
      @Required @JsonPropertyDescription("A key of a Secret in the same namespace.")
          SecretKey secretKeyRef) {}

  /// A key of a Secret in the same namespace.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SecretKey(
      @Required @Pattern(Rules.NAME) @JsonPropertyDescription("The Secret's name.") String name,
      @Required @Pattern(Rules.KEY) @JsonPropertyDescription("The key in it.") String key) {}

  /// A Secret with user and password.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Credentials(
      @Required @Pattern(Rules.NAME) @JsonPropertyDescription("The Secret's name.")
          String secretName,
      @Default("username") @Pattern(Rules.KEY) @JsonPropertyDescription("The key of the user.")
          @Nullable String usernameKey,
      @Default("password") @Pattern(Rules.KEY) @JsonPropertyDescription("The key of the password.")
          @Nullable String passwordKey) {

    public String usernameKeyOrDefault() {
      return usernameKey == null ? "username" : usernameKey;
    }

    public String passwordKeyOrDefault() {
      return passwordKey == null ? "password" : passwordKey;
    }
  }
}
