import EMGUnits

/// What the columns of a table are.
struct TableColumns {
  /// A column that holds a channel.
  struct Channel {
    /// From 0.
    let column: Int
    /// What it is called and in which unit.
    let name: String
    let unit: ForeignUnit
    /// What a number is in the unit: (number − middle) × factor.
    var middle = 0.0
    var factor = 1.0
    /// Values a second, as the lines above the table say; nil where they do not.
    let rate: Double?
    /// Its place among `times`; nil without one.
    let time: Int?
  }

  /// A column that holds the time of each row.
  struct Time {
    let column: Int
    let name: String
    /// Seconds of the value 1.
    let seconds: Double
  }

  let channels: [Channel]
  let times: [Time]

  init(_ layout: TableLayout, _ preamble: TablePreamble) {
    let headings = layout.names.indices.map { TableHeading(layout.names[$0], unit: layout.units[$0]) }
    let isUnnamed = layout.names.allSatisfy(\.isEmpty)
    var times: [Time] = []
    var channels: [Channel] = []
    let isOwn = Self.isOwn(headings)
    for column in headings.indices where layout.numeric[column] {
      let heading = headings[column]
      switch heading.purpose {
      case .counter: continue
      case .time(let seconds):
        times.append(Time(column: column, name: heading.name, seconds: seconds ?? 1))
      case .values:
        if let header = preamble.openSignals {
          // columns by place; the first is the counter, where the header does not name it
          let place =
            header.columns.count == layout.fieldCount || header.columns.first.flatMap({ $0 }) == nil
            ? column : column - 1
          guard header.columns.indices.contains(place), let found = header.columns[place] else { continue }
          channels.append(
            Channel(
              column: column, name: found.name, unit: found.unit, middle: found.middle, factor: found.factor,
              rate: preamble.rate, time: nil))
          continue
        }
        if isUnnamed, preamble.program == "OpenBCI", column == 0 { continue }
        let said = preamble.labelled[heading.name] ?? preamble.labelled[layout.names[column]]
        channels.append(
          Channel(
            column: column, name: heading.name, unit: Self.unit(heading, said?.unit, preamble, isOwn: isOwn),
            rate: said?.rate ?? preamble.rate,
            time: times.isEmpty ? nil : times.count - 1))
      }
    }
    // a single time column holds for all, wherever it is
    if times.count == 1 {
      channels = channels.map {
        Channel(
          column: $0.column, name: $0.name, unit: $0.unit, middle: $0.middle, factor: $0.factor, rate: $0.rate, time: 0)
      }
    }
    (self.channels, self.times) = (channels, times)
  }

  /// GluteCue's own table of a session whose full scale nobody knows: `time_s`, and roles.
  private static func isOwn(_ headings: [TableHeading]) -> Bool {
    headings.first?.name == "time_s"
      && headings.dropFirst().allSatisfy {
        ChannelRole($0.name.replacing("_", with: "-")) != nil || $0.name.hasPrefix("channel_")
          || $0.name.hasSuffix("_uv")
      }
  }

  private static func unit(_ heading: TableHeading, _ said: String?, _ preamble: TablePreamble, isOwn: Bool)
    -> ForeignUnit
  {
    let word = heading.unit.isEmpty ? said ?? "" : heading.unit
    if !word.isEmpty { return ForeignUnit(word) }
    if isOwn { return .fullScale(1) }
    let name = heading.name.lowercased()
    if preamble.program == "OpenBCI" {
      // its files say what the inputs are in, or leave it to their documentation
      return name.hasPrefix("exg") || name.isEmpty ? .voltage(millivolts: 0.001, word: "µV") : .other("")
    }
    return preamble.unit.map { ForeignUnit($0) } ?? .unknown
  }
}
