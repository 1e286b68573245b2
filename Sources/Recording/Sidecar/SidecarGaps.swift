import EMGUnits

/// The key `gaps` of a sidecar: `[[start, count], …]` in frames, ascending, none overlapping.
struct SidecarGaps {
  /// As written.
  let gaps: [FrameGap]

  /// - Throws: `.sidecarValue` with the pair that cannot be used.
  init(_ json: JSONValue, path: String) throws(RecordingError) {
    guard case .array(let entries) = json else { throw Self.wrong(json.description, path) }
    var gaps: [FrameGap] = []
    for entry in entries {
      guard let gap = Self.gap(entry) else { throw Self.wrong("holding \(entry)", path) }
      guard gap.start >= gaps.last?.end ?? 0 else {
        throw Self.wrong("holding \(entry) behind \(Self.json(gaps.suffix(1)))", path)
      }
      gaps.append(gap)
    }
    self.gaps = gaps
  }

  private static func gap(_ entry: JSONValue) -> FrameGap? {
    guard case .array(let pair) = entry, pair.count == 2, let start = frames(pair[0]), let count = frames(pair[1]),
      count > 0
    else { return nil }
    return FrameGap(start: start, count: count)
  }

  /// A whole number of frames, so small that sums of two are exact.
  private static func frames(_ value: JSONValue) -> Int? {
    guard case .number(let number) = value, number >= 0, number < 0x1p52 else { return nil }
    return Int(exactly: number)
  }

  private static func wrong(_ found: String, _ path: String) -> RecordingError {
    .sidecarValue(
      path: path, key: "gaps", found: found,
      expected: "pairs of whole numbers of frames, [start, count], start from 0 and count from 1 on, ascending and not "
        + "overlapping, such as [[48000, 240], [96000, 4800]]")
  }

  /// As it is written.
  static func json(_ gaps: some Sequence<FrameGap>) -> JSONValue {
    .array(gaps.map { .array([.number(Double($0.start)), .number(Double($0.count))]) })
  }
}
