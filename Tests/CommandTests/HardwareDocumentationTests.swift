import Foundation
import Testing

/// The boards that the phone offers have the full scales of the table in `docs/hardware.md`.
@Suite struct HardwareDocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func everyBoardHasTheFullScaleOfItsRow() throws {
    let source = try Self.lines("Sources/glutecue/Serve/StateRoutes.swift").joined(separator: " ")
    let rows = try Self.lines("docs/hardware.md").filter { $0.hasPrefix("| ") }
    let boards = source.matches(of: /Board\(\s*name: "([^"]+)", fullScaleMv: ([0-9.]+)/)
    #expect(boards.count == 4)
    for board in boards {
      let name = board.1.split(separator: " ").prefix(board.1.hasPrefix("SHIELD") ? 1 : 2).joined(separator: " ")
        .trimmingCharacters(in: .punctuationCharacters)
      let found = rows.filter { $0.hasPrefix("| \(name)") && $0.contains("| \(board.2) mV |") }
      #expect(found.count == 1, "\(board.1): \(board.2) mV is not in docs/hardware.md")
    }
  }
}
