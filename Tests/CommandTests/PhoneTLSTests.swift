import Foundation
import Glibc
import TestSupport
import Testing

/// `serve --tls`: refused in words by a build without it; with it (GLUTECUE_TLS=1), nothing passes unencrypted.
@Suite struct PhoneTLSTests {
  private static let program = ["/usr/bin/curl", "/usr/local/bin/curl"].first(
    where: FileManager.default.isExecutableFile)

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func curl(_ arguments: String...) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      URL(filePath: try #require(Self.program)), ["--silent", "--show-error", "--max-time", "5"] + arguments,
      in: folder.path)
  }

  @Test(.enabled(if: program != nil, "curl is not installed.")) func nothingPassesUnencrypted() throws {
    let port = LivePageSession.freePort()
    let address = "127.0.0.1:\(port)"
    let result = try GlutecueProcess.run(
      ["serve", "--tls", "--address", address, "--home", folder["home"]],
      environment: ["XDG_CONFIG_HOME": folder.path], in: folder.path
    ) { process in
      let end = Date.now + 20
      while process.isRunning, Date.now < end, try curl("--insecure", "https://\(address)/").exitCode != 0 {
        usleep(50_000)
      }
      guard process.isRunning else { return }
      struct Kept: Decodable { let ownerCode: String }
      let kept = try JSONDecoder().decode(Kept.self, from: Data(folder.bytes("home/access.json")))
      let paired = try curl(
        "--insecure", "--include", "--header", "Content-Type: application/json", "--header",
        "Origin: https://\(address)", "--data", "{\"code\":\"\(kept.ownerCode)\"}", "https://\(address)/api/pair")
      #expect(paired.standardOutput.hasPrefix("HTTP/1.1 200 "), "\(paired)")
      #expect(
        paired.standardOutput.contains(/(?i)set-cookie: [^\r\n]*; Secure/), "\(paired.standardOutput.prefix(600))")
      #expect(try curl("http://\(address)/").exitCode != 0, "no answer without encryption")
      #expect(try curl("https://\(address)/").exitCode == 60, "nobody vouches for the certificate")
      kill(process.processIdentifier, SIGTERM)
    }
    if result.exitCode == 0 {
      #expect(result.standardOutput.contains("https://\(address)/"))
    } else {
      #expect(result.exitCode == 64)
      #expect(
        result.standardError
          == "glutecue: This build of GluteCue cannot encrypt. Build it with GLUTECUE_TLS=1 make install, or use a "
          + "tunnel, such as WireGuard.\n")
    }
  }
}
