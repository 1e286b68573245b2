import Report

/// Takes a page as it is made, and hands it on in parts of some 32 kB, so that it is never in memory as a whole.
package struct PageStream {
  private static let part = 32_768

  private var pending = TextLine(capacity: part + 4096)
  private let take: ([UInt8]) throws(OutputError) -> Void

  /// Hands the page on to `take`.
  package init(_ take: @escaping ([UInt8]) throws(OutputError) -> Void) { self.take = take }

  /// Text as it is.
  package mutating func add(_ text: String) throws(OutputError) {
    pending.add(text)
    try handOnIfMuch()
  }

  /// UTF-8 as it is.
  package mutating func add(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    pending.add(bytes)
    try handOnIfMuch()
  }

  /// UTF-8 as it is.
  package mutating func add(_ bytes: [UInt8]) throws(OutputError) { try add(bytes[...]) }

  /// One byte for each place.
  package mutating func add(bytes count: Int, _ byte: (Int) -> UInt8) throws(OutputError) {
    for place in 0..<count { pending.add(byte: byte(place)) }
    try handOnIfMuch()
  }

  /// A row of numbers, separated by commas; an unknown one is empty.
  package mutating func add(
    row count: Int, decimals: Int, _ value: (Int) -> Double?
  ) throws(OutputError) {
    for place in 0..<count {
      if place > 0 { pending.comma() }
      pending.add(value(place), decimals: decimals)
      try handOnIfMuch()
    }
  }

  /// Hands on what is left.
  package mutating func finish() throws(OutputError) {
    try take(pending.bytes)
    pending.clear()
  }

  private mutating func handOnIfMuch() throws(OutputError) {
    if pending.bytes.count >= Self.part { try finish() }
  }
}
