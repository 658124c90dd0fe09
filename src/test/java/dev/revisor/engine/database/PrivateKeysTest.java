package dev.revisor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  private static byte[] pem(String label, byte[] der) {
    var body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return ("some text\n-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static PrivateKey rsa() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPrivate();
  }

  private static PrivateKey ec(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair().getPrivate();
  }

  private static PrivateKey read(byte[] bytes) throws IOException, GeneralSecurityException {
    return PrivateKeys.read(bytes, Optional.empty());
  }

  @Test
  void readsPkcs8() throws Exception {
    var key = rsa();

    assertThat(read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    assertThat(read(key.getEncoded())).isEqualTo(key);
    var elliptic = ec("secp256r1");
    assertThat(read(pem("PRIVATE KEY", elliptic.getEncoded()))).isEqualTo(elliptic);
    var edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    assertThat(read(pem("PRIVATE KEY", edwards.getEncoded()))).isEqualTo(edwards);
  }

  @Test
  void readsPkcs1() throws Exception {
    var key = rsa();
    // PKCS#8 of an RSA key of 2048 bits is PKCS#1 behind 26 bytes.
    var pkcs1 = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);

    assertThat(read(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void readsSec1(String curve) throws Exception {
    var key = ec(curve);

    var read = read(pem("EC PRIVATE KEY", sec1(key, curve)));

    assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) key).getS());
    assertThat(((ECPrivateKey) read).getParams())
        .hasToString(((ECPrivateKey) key).getParams().toString());
  }

  /// `SEQUENCE { 1, OCTET STRING, [0] { curve } }`, from what PKCS#8 has without the curve.
  private static byte[] sec1(PrivateKey key, String curve) {
    var oid =
        switch (curve) {
          case "secp256r1" -> "06082a8648ce3d030107";
          case "secp384r1" -> "06052b81040022";
          default -> "06052b81040023";
        };
    var pkcs8 = HexFormat.of().formatHex(key.getEncoded());
    var secret = pkcs8.substring(pkcs8.indexOf("02010104") + 6);
    var length = Integer.parseInt(secret.substring(2, 4), 16);
    var content =
        new ByteArrayOutputStream() {
          void hex(String text) {
            writeBytes(HexFormat.of().parseHex(text));
          }
        };
    content.hex("020101");
    content.hex(secret.substring(0, 4 + 2 * length));
    content.hex("a0%02x".formatted(oid.length() / 2));
    content.hex(oid);
    var out = new ByteArrayOutputStream();
    out.write(0x30);
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  @Test
  void readsEncryptedPkcs8() throws Exception {
    var key = rsa();
    var algorithm = "PBEWithHmacSHA256AndAES_256";
    var secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec("open sesame".toCharArray()));
    var cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    var parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    var encrypted =
        new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
    var pem = pem("ENCRYPTED PRIVATE KEY", encrypted);

    assertThat(PrivateKeys.read(pem, Optional.of("open sesame"))).isEqualTo(key);
    assertThatThrownBy(() -> PrivateKeys.read(pem, Optional.empty()))
        .hasMessageContaining("sslpassword is needed");
    assertThatThrownBy(() -> PrivateKeys.read(pem, Optional.of("wrong")))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> read("nonsense".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("does not hold a private key");
    assertThatThrownBy(() -> read(pem("EC PRIVATE KEY", new byte[] {0x30, 0x03})))
        .hasMessageContaining("is not an EC key");
    assertThatThrownBy(() -> read(pem("DSA PRIVATE KEY", new byte[] {0x30, 0x00})))
        .hasMessageContaining("DSA");
    var old =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n"
            + "-----END RSA PRIVATE KEY-----\n";
    assertThatThrownBy(() -> read(old.getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("openssl pkcs8");
  }
}
