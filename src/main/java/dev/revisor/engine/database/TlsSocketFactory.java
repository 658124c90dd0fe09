package dev.revisor.engine.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS as libpq does it (manual, "SSL Support"): `sslrootcert`, `sslcert` and `sslkey` are paths of
/// PEM files, or PEM texts; keys are PKCS#8, PKCS#1 or SEC 1, encrypted ones PKCS#8 with
/// `sslpassword`. Without a parameter the files of `~/.postgresql` count where they are there.
/// Whether the host's name is verified is up to the driver. The driver makes one for each
/// connection, by the class's name.
public final class TlsSocketFactory extends SSLSocketFactory {
  /// What the driver passes on to this class, under libpq's names.
  static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.SSLROOTCERT,
          Keyword.SSLCERT,
          Keyword.SSLKEY,
          Keyword.SSLPASSWORD,
          Keyword.SSL_MIN_PROTOCOL_VERSION,
          Keyword.SSL_MAX_PROTOCOL_VERSION);

  private final SSLSocketFactory sockets;
  private final TlsProtocols protocols;

  /// @param properties the driver's
  /// @throws IOException for a file that cannot be read, GeneralSecurityException for one that does
  ///   not hold what it should
  public TlsSocketFactory(Properties properties) throws IOException, GeneralSecurityException {
    var files = TlsFiles.of(properties);
    var context = SSLContext.getInstance("TLS");
    context.init(files.keyManagers(), files.trustManagers(), null);
    sockets = context.getSocketFactory();
    protocols = TlsProtocols.of(properties);
  }

  private Socket limited(Socket socket) {
    if (socket instanceof SSLSocket tls) {
      tls.setEnabledProtocols(protocols.among(tls.getSupportedProtocols()));
    }
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return limited(sockets.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return limited(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return limited(sockets.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return limited(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return limited(sockets.createSocket(address, port, localAddress, localPort));
  }
}
