import CQREncode

/// A QR code: text that a phone's camera reads (ISO/IEC 18004), made by libqrencode.
public struct QRCode: Sendable, Hashable {
  /// Dark where true; a quiet margin is not part of it.
  public let rows: [[Bool]]

  /// Modules of light around a code in a terminal; the norm asks for four, cameras are content with two.
  private static let margin = 2

  /// Nil for a text that is too long for a code.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard width > 0, let modules = code.pointee.data else { return nil }
    // the lowest bit of a module says whether it is dark
    rows = (0..<width).map { row in (0..<width).map { modules[row * width + $0] & 1 == 1 } }
  }

  /// Rows of 0 and 1, as the page draws them.
  public var digits: [String] { rows.map { String($0.map { $0 ? "1" : "0" }) } }

  /// Lines for a terminal, two rows a line. Light is drawn, so that it reads on a dark terminal too.
  public var terminalLines: [String] {
    let side = rows.count + 2 * Self.margin
    func isLight(_ row: Int, _ column: Int) -> Bool {
      let (row, column) = (row - Self.margin, column - Self.margin)
      guard rows.indices.contains(row), rows.indices.contains(column) else { return true }
      return !rows[row][column]
    }
    return stride(from: 0, to: side, by: 2).map { row in
      (0..<side).map { column in
        switch (isLight(row, column), row + 1 < side && isLight(row + 1, column)) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }.joined()
    }
  }
}
