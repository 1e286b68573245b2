/// One input as several files: what lies between bytes 0x1E (record separator); the last goes to the end.
struct Parts {
  private let parts: [ArraySlice<UInt8>]

  init(_ input: [UInt8], most: Int = 2) {
    parts = input.split(separator: 0x1E, maxSplits: most - 1, omittingEmptySubsequences: false)
  }

  /// Empty where the input has fewer.
  subscript(index: Int) -> ArraySlice<UInt8> { index < parts.count ? parts[index] : [] }
}
