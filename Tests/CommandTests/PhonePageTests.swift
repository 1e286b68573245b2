import Foundation
import Glibc
import TestSupport
import Testing

/// What phones get before anybody has touched anything: how fast, how large, and how it is described.
@Suite(.serialized) struct PhonePageTests {
  private struct Called: Hashable, CustomStringConvertible {
    let method: String
    let path: String

    var description: String { "\(method) \(path)" }
  }

  /// On a machine that other tests use too; 0.3 s are asked for.
  private static let mostPaintMilliseconds = 1000.0
  private static let mostBytes = 150_000.0

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(.enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence))
  func theFirstScreenComesAtOnce() throws {
    let result = try PhoneOnServer.serve([], in: folder) { process, address, link in
      let phone = try PhoneOnServer(link, in: folder)
      try phone.sees("Choose the sound card")
      try phone.browser.open(address + "?again")
      try phone.sees("Choose the sound card")
      let paint =
        try phone.browser.value("performance.getEntriesByName('first-contentful-paint')[0].startTime") as? Double
      let bytes = try phone.browser.value("performance.getEntriesByType('navigation')[0].transferSize") as? Double
      print("First contentful paint after \(paint ?? -1) ms, page of \(bytes ?? -1) bytes")
      #expect(try #require(paint) < Self.mostPaintMilliseconds)
      #expect(try #require(bytes) < Self.mostBytes)
      #expect(phone.browser.complaints == [])
      kill(process.processIdentifier, SIGTERM)
    }
    #expect(result.exitCode == 0)
    #expect(result.standardOutput.contains("Pairing code:  "))
    #expect(result.standardOutput.contains("▀"), "a square code")
  }

  /// Every call of the server is described, and what is described is there.
  @Test func theDescriptionHasEveryCall() throws {
    var described: Set<Called> = []
    let result = try PhoneOnServer.serve([], in: folder) { process, address, _ in
      let port = try #require(URL(string: address)?.port.map(UInt16.init))
      let visitor = try WebVisitor(port: port)
      visitor.send(WebVisitor.request("/api/schema", port: port))
      let schema = try #require(visitor.receive().split(separator: "\r\n\r\n", maxSplits: 1).last)
      let content = try #require(try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
      for (path, calls) in try #require(content["paths"] as? [String: [String: Any]]) {
        for method in calls.keys where method != "parameters" {
          described.insert(Called(method: method.uppercased(), path: path))
        }
      }
      kill(process.processIdentifier, SIGINT)
    }
    #expect(result.exitCode == 0)
    let written = try Self.written()
    #expect(written.count > 30)
    // the page's live data is no call
    #expect(described == written.union([Called(method: "GET", path: "/live")]))
  }

  /// Every `Route("GET", "/api/state"` of the sources.
  private static func written() throws -> Set<Called> {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var found: Set<Called> = []
    for folder in ["Sources/PhoneServer", "Sources/glutecue/Serve"] {
      let files = FileManager.default.enumerator(at: package.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in try #require(files) where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /Route\(\s*"([A-Z]+)",\s*"(\/[^"]*)"/) {
          found.insert(Called(method: String(match.1), path: String(match.2)))
        }
      }
    }
    return found
  }
}
