package dev.revisor.kubectl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that were made for this test, and are of no use elsewhere.
class ClientCertificateTest {
  private static final String RFC_5915 =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIORfdZtZPEs7PKTpRW7qN2TJBHMgPa1jvmnSnpz9L+aBoAoGCCqGSM49
      AwEHoUQDQgAEPP7P3j/CwwA2RL6WqpKbBPJl4zd72oS8vumjeQ5+xFP1EH8CvV6z
      gCxW1Aal5U2YZ3dcUv6ABYfsWuE/6iPJHA==
      -----END EC PRIVATE KEY-----
      """;
  private static final String PKCS_8 =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5F91m1k8Szs8pOlF
      buo3ZMkEcyA9rWO+adKenP0v5oGhRANCAAQ8/s/eP8LDADZEvpaqkpsE8mXjN3va
      hLy+6aN5Dn7EU/UQfwK9XrOALFbUBqXlTZhnd1xS/oAFh+xa4T/qI8kc
      -----END PRIVATE KEY-----
      """;
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdzCCAR2gAwIBAgIUQANoIEl2I2n5pnNG1QFJ9U18lBUwCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFYWRtaW4wIBcNMjYxMTI4MDYwNjA4WhgPMjEyNjExMDQwNjA2
      MDhaMBAxDjAMBgNVBAMMBWFkbWluMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      PP7P3j/CwwA2RL6WqpKbBPJl4zd72oS8vumjeQ5+xFP1EH8CvV6zgCxW1Aal5U2Y
      Z3dcUv6ABYfsWuE/6iPJHKNTMFEwHQYDVR0OBBYEFKz7PjP6vvfioi79jJ1LEi0E
      eqUpMB8GA1UdIwQYMBaAFKz7PjP6vvfioi79jJ1LEi0EeqUpMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgdaCLkfNwAfo0mAg7zWewJrMELmtuwlAy
      KqBpGS7RibQCIQChid5rNOkaG1hotNAneaEi4o5FAxkWDSfl1ZApWxPqSQ==
      -----END CERTIFICATE-----
      """;

  @ParameterizedTest
  @ValueSource(strings = {RFC_5915, PKCS_8})
  void aKeyOnACurveIsTakenOutOfTheConfiguration(String pem) throws Exception {
    var config =
        new ConfigBuilder()
            .withClientKeyData(encoded(pem))
            .withClientCertData(encoded(CERTIFICATE))
            .build();
    var taken = ClientCertificate.takenOutOf(config).orElseThrow();
    assertThat(taken.key().getAlgorithm()).isEqualTo("EC");
    assertThat(taken.keyManagers()).hasSize(1);
    assertThat(config.getClientKeyData()).isNull();
    assertThat(config.getClientCertData()).isNull();
  }

  @Test
  void bothFormsAreTheSameKey() throws Exception {
    assertThat(secret(RFC_5915)).isEqualTo(secret(PKCS_8));
  }

  private static BigInteger secret(String pem) throws GeneralSecurityException {
    return ((ECPrivateKey) ClientCertificate.elliptic(pem).orElseThrow()).getS();
  }

  @Test
  void otherKeysAreTheClientsOwn() throws Exception {
    var key = java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    var pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    assertThat(ClientCertificate.elliptic(pem)).isEmpty();
    assertThat(ClientCertificate.elliptic("-----BEGIN RSA PRIVATE KEY-----")).isEmpty();
    assertThat(ClientCertificate.takenOutOf(new ConfigBuilder().build())).isEmpty();
  }

  private static String encoded(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(US_ASCII));
  }
}
