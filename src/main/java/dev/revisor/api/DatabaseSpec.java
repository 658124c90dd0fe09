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
    value =
        "has(self.urlFrom) || has(self.credentials) || (has(self.tls) && has(self.tls.clientSecret))",
    message =
        "credentials must be set, unless urlFrom names a URL that holds them or tls.clientSecret a"
            + " certificate")
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
        @ValidationRule(
            value =
                "!self.matches('[?&](sslcert|sslkey)=')"
                    + " && (!self.matches('[?&]sslrootcert=')"
                    + " || self.matches('[?&]sslrootcert=system(&|$)'))",
            message =
                "the URL must not name certificates by files: tls names Secrets that hold them")
        @JsonPropertyDescription(
            "The database, e.g. postgresql://host:5432/db?sslmode=verify-full; no password in it.")
        @Nullable String url,
    @JsonPropertyDescription("A Secret's key that holds the URL, user and password perhaps in it.")
        @Nullable UrlSource urlFrom,
    @JsonPropertyDescription("The Secret with user and password.")
        @Nullable Credentials credentials,
    @JsonPropertyDescription("Certificates for the connection.") @Nullable Tls tls,
    @Pattern(Rules.TABLE)
        @JsonPropertyDescription(
            "Where the version rows are, e.g. public.alembic_version; unset: as the image says.")
        @Nullable String versionTable,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription("The role that scripts run as (SET ROLE), e.g. the owner.")
        @Nullable String role) {

  /// The Secret with the certificates to trust, where there is one.
  public @Nullable String caSecret() {
    return tls == null ? null : tls.caSecret();
  }

  /// The Secret with the client's certificate, where there is one.
  public @Nullable String clientSecret() {
    return tls == null ? null : tls.clientSecret();
  }

  /// Certificates. Where there is one to trust, `sslmode` is `verify-full` unless the URL has
  /// another.
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(
      value = "has(self.caSecret) || has(self.clientSecret)",
      message = "caSecret or clientSecret must be set")
  public record Tls(
      @Pattern(Rules.NAME)
          @JsonPropertyDescription("A Secret with the certificates to trust (ca.crt).")
          @Nullable String caSecret,
      @Pattern(Rules.NAME)
          @JsonPropertyDescription("A Secret with a client certificate and key (tls.crt, tls.key).")
          @Nullable String clientSecret) {
    public static final String CA = "ca.crt";
    public static final String CERTIFICATE = "tls.crt";
    public static final String KEY = "tls.key";
    public static final String MODE = "verify-full";
  }

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
