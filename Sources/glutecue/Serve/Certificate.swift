import Files
import Foundation
import LiveDisplay

/// The certificate with which `serve --tls` encrypts: made once by openssl, signed by itself, for ten years.
struct Certificate {
  private static let days = 3650

  let folder: String

  /// Reads it, or makes it where there is none yet.
  func security() throws -> TransportSecurity {
    let (certificate, key) = (folder + "/tls.crt", folder + "/tls.key")
    if !DiskEntry(certificate).exists || !DiskEntry(key).exists { try make(certificate, key) }
    do { return try TransportSecurity(certificate: certificate, key: key) } catch {
      throw CommandFailure(error.description, .usage)
    }
  }

  private func make(_ certificate: String, _ key: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "\(Self.days)",
      "-subj", "/CN=GluteCue", "-keyout", key, "-out", certificate,
    ]
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw CommandFailure(
        "--tls needs openssl to make a certificate. Install it: sudo apt install openssl", .missingInput)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CommandFailure(
        "openssl could not make \(certificate). Is there room, and may you write there?", .cannotCreate)
    }
  }
}
