package dev.revisor.engine.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The certificates and keys of a TLS connection.
///
/// @param verified whether the server's certificate is verified (`sslmode` `verify-ca` or more)
/// @param roots `sslrootcert`: empty where it is not given and there is none at its usual place
/// @param certificate `sslcert`
/// @param key `sslkey`
record TlsFiles(
    boolean verified,
    Optional<String> roots,
    Optional<String> certificate,
    Optional<String> key,
    Optional<String> password) {
  /// `sslrootcert=system`: the certificates that the Java runtime trusts.
  private static final String SYSTEM = "system";

  private static final String PEM = "-----BEGIN ";
  private static final char[] NO_PASSWORD = new char[0];

  static TlsFiles of(Properties properties) {
    var certificate = or(properties, Keyword.SSLCERT, "postgresql.crt");
    return new TlsFiles(
        properties.getProperty("sslmode", "").startsWith("verify"),
        or(properties, Keyword.SSLROOTCERT, "root.crt"),
        certificate,
        certificate.isEmpty() ? certificate : or(properties, Keyword.SSLKEY, "postgresql.key"),
        Optional.ofNullable(properties.getProperty(Keyword.SSLPASSWORD.text())));
  }

  /// The property, or the path of the file in `~/.postgresql` where there is one.
  private static Optional<String> or(Properties properties, Keyword keyword, String file) {
    var usual = Path.of(System.getProperty("user.home"), ".postgresql", file);
    return Optional.ofNullable(properties.getProperty(keyword.text()))
        .or(() -> Files.exists(usual) ? Optional.of(usual.toString()) : Optional.empty());
  }

  /// Null for the runtime's own.
  TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
    if (!verified) {
      return new TrustManager[] {new TrustsEverything()};
    }
    if (roots.isEmpty()) {
      throw new CertificateException(
          "sslmode verify-ca and verify-full need sslrootcert, or ~/.postgresql/root.crt");
    }
    if (roots.get().equals(SYSTEM)) {
      return null;
    }
    var store = emptyStore();
    var number = 0;
    for (var root : certificates(roots.get(), "sslrootcert")) {
      store.setCertificateEntry("root" + number++, root);
    }
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust.getTrustManagers();
  }

  /// Null for none.
  KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return null;
    }
    var chain = certificates(certificate.get(), "sslcert").toArray(Certificate[]::new);
    var privateKey = PrivateKeys.read(bytes(key.get(), "sslkey"), password);
    var store = emptyStore();
    store.setKeyEntry("client", privateKey, NO_PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (KeyStoreException e) {
      throw new IllegalStateException("every Java platform has PKCS12", e);
    }
  }

  private static Collection<? extends Certificate> certificates(String pathOrPem, String what)
      throws IOException, GeneralSecurityException {
    var in = new ByteArrayInputStream(bytes(pathOrPem, what));
    try {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw new CertificateException(what + " does not hold certificates", e);
    }
    throw new CertificateException(what + " does not hold a certificate");
  }

  private static byte[] bytes(String pathOrPem, String what) throws IOException {
    if (pathOrPem.strip().startsWith(PEM)) {
      return pathOrPem.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Files.readAllBytes(Path.of(pathOrPem));
    } catch (IOException e) {
      throw new IOException("cannot read " + what + " " + pathOrPem, e);
    }
  }
}
