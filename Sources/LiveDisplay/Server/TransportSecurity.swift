import NIOCore

#if GLUTECUE_TLS
  import NIOSSL
#endif

/// What encrypts the connections of a server: a certificate and its key. Only in a build with `GLUTECUE_TLS=1`, since the library
/// for it doubles the time to build.
package struct TransportSecurity: Sendable {
  /// Why connections cannot be encrypted, in a whole sentence.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  #if GLUTECUE_TLS
    private let context: NIOSSLContext

    /// Reads both, in PEM.
    package init(certificate: String, key: String) throws(Failure) {
      do {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
          certificateChain: chain, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        context = try NIOSSLContext(configuration: configuration)
      } catch {
        throw Failure(
          description:
            "\(certificate) and \(key) cannot be used as certificate and key: \(error). Delete both to have new "
            + "ones made.")
      }
    }

    /// Puts it in front of everything else that a connection has.
    func secure(_ visitor: any Channel) throws {
      try visitor.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    }
  #else
    package init(certificate: String, key: String) throws(Failure) {
      throw Failure(
        description:
          "This build of GluteCue cannot encrypt. Build it with GLUTECUE_TLS=1 make install, or use a tunnel, "
          + "such as WireGuard.")
    }

    func secure(_ visitor: any Channel) throws {}
  #endif
}
