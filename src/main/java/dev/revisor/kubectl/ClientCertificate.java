package dev.revisor.kubectl;

import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/// The client certificate of a kubeconfig whose key is one on an elliptic curve. The Kubernetes
/// client reads such keys by a library that is not here, and other keys by itself.
record ClientCertificate(byte[] chain, PrivateKey key) {
  private static final char[] NO_PASSWORD = {};
  private static final String SEC1 = "EC PRIVATE KEY";

  /// `SEQUENCE { OID ecPublicKey }` without what follows, RFC 5480.
  private static final byte[] EC_PUBLIC_KEY = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  /// That of a configuration, which then has none any more; empty where the client can read it.
  static Optional<ClientCertificate> takenOutOf(Config config)
      throws IOException, GeneralSecurityException {
    var key = bytes(config.getClientKeyData(), config.getClientKeyFile());
    var chain = bytes(config.getClientCertData(), config.getClientCertFile());
    var elliptic = key == null ? Optional.<PrivateKey>empty() : elliptic(text(key));
    if (elliptic.isEmpty() || chain == null) {
      return Optional.empty();
    }
    config.setClientKeyData(null);
    config.setClientKeyFile(null);
    config.setClientCertData(null);
    config.setClientCertFile(null);
    return Optional.of(new ClientCertificate(chain, elliptic.get()));
  }

  KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(chain))
            .toArray(Certificate[]::new);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("client", key, NO_PASSWORD, certificates);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  /// The key in a PEM file, where it is one on a curve: as PKCS#8, or as RFC 5915 has it.
  static Optional<PrivateKey> elliptic(String pem) throws GeneralSecurityException {
    if (pem.contains("BEGIN " + SEC1)) {
      return Optional.of(read(pkcs8(der(pem, SEC1))));
    }
    if (!pem.contains("BEGIN PRIVATE KEY")) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(der(pem, "PRIVATE KEY")));
    } catch (InvalidKeySpecException _) {
      return Optional.empty();
    }
  }

  private static PrivateKey read(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] der(String pem, String label) {
    var begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin) + begin.length();
    int to = pem.indexOf("-----END " + label + "-----", from);
    return Base64.getMimeDecoder().decode(pem.substring(from, to));
  }

  /// `ECPrivateKey ::= SEQUENCE { version, privateKey OCTET STRING, parameters [0], … }`, wrapped
  /// as `PrivateKeyInfo ::= SEQUENCE { 0, SEQUENCE { ecPublicKey, curve }, OCTET STRING }`.
  private static byte[] pkcs8(byte[] sec1) throws InvalidKeySpecException {
    int at = sec1[1] < 0 ? 2 + (sec1[1] & 0x7f) : 2;
    at += 3;
    at += 2 + sec1[at + 1];
    if (at + 2 >= sec1.length || (sec1[at] & 0xff) != 0xa0) {
      throw new InvalidKeySpecException("the client key does not name its curve");
    }
    var curve = Arrays.copyOfRange(sec1, at + 2, at + 2 + sec1[at + 1]);
    return tagged(
        0x30,
        new byte[] {0x02, 0x01, 0x00},
        tagged(0x30, EC_PUBLIC_KEY, curve),
        tagged(0x04, sec1));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var header =
        length < 0x80
            ? List.of(tag, length)
            : length < 0x100
                ? List.of(tag, 0x81, length)
                : List.of(tag, 0x82, length >> 8, length & 0xff);
    var made = new byte[header.size() + length];
    int at = 0;
    for (int octet : header) {
      made[at++] = (byte) octet;
    }
    for (var part : parts) {
      System.arraycopy(part, 0, made, at, part.length);
      at += part.length;
    }
    return made;
  }

  private static byte @Nullable [] bytes(@Nullable String data, @Nullable String file)
      throws IOException {
    if (data != null && !data.isEmpty()) {
      return Base64.getMimeDecoder().decode(data);
    }
    return file == null || file.isEmpty() ? null : Files.readAllBytes(Path.of(file));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
