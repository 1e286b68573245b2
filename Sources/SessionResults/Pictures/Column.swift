/// Values that are appended one after the other for hours. Kept in pieces, so that nothing is copied as it grows and no
/// holes are left in memory, which an array's doubling leaves.
package struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  private static var piece: Int { 1024 }

  private var pieces: [[Element]] = []
  /// How many values.
  package private(set) var count = 0

  /// Starts with nothing.
  package init() {}

  /// Appends a value.
  package mutating func append(_ value: Element) {
    if count % Self.piece == 0 {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.piece)
    }
    pieces[pieces.count - 1].append(value)
    count += 1
  }

  /// 0.
  package var startIndex: Int { 0 }
  /// How many values.
  package var endIndex: Int { count }
  /// The value of this place.
  package subscript(place: Int) -> Element { pieces[place / Self.piece][place % Self.piece] }
}
