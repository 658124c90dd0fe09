package dev.revisor.engine.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Reads private keys: PEM of PKCS#8 (`PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`), PKCS#1 (`RSA PRIVATE
/// KEY`, RFC 8017 A.1.2) and SEC 1 (`EC PRIVATE KEY`, RFC 5915), or DER of PKCS#8.
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private PrivateKeys() {}

  static PrivateKey read(byte[] bytes, Optional<String> password)
      throws IOException, GeneralSecurityException {
    var pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      return pkcs8(bytes);
    }
    var body = pem.group(2);
    if (body.contains("Proc-Type:")) {
      throw new InvalidKeyException(
          "sslkey is encrypted in OpenSSL's old way; convert it with `openssl pkcs8 -topk8`");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("sslkey is not PEM", e);
    }
    return switch (pem.group(1)) {
      case "PRIVATE KEY" -> pkcs8(der);
      case "ENCRYPTED PRIVATE KEY" -> encrypted(der, password);
      case "RSA PRIVATE KEY" -> pkcs8(Der.pkcs8OfRsa(der));
      case "EC PRIVATE KEY" -> pkcs8(Der.pkcs8OfEc(der));
      default -> throw new InvalidKeyException("sslkey is a " + pem.group(1) + ", not RSA or EC");
    };
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException _) {
        // The next one, then.
      }
    }
    throw new InvalidKeyException("sslkey does not hold a private key of RSA, EC or Ed25519");
  }

  private static PrivateKey encrypted(byte[] der, Optional<String> password)
      throws IOException, GeneralSecurityException {
    if (password.isEmpty()) {
      throw new InvalidKeyException("sslkey is encrypted: sslpassword is needed");
    }
    var info = new EncryptedPrivateKeyInfo(der);
    // For PBES2 the parameters know the algorithm's full name.
    var parameters = info.getAlgParameters();
    var name = parameters == null ? info.getAlgName() : parameters.toString();
    var secret =
        SecretKeyFactory.getInstance(name)
            .generateSecret(new PBEKeySpec(password.get().toCharArray()));
    return pkcs8(info.getKeySpec(secret).getEncoded());
  }
}
