import Recording

/// What happened beside the measurements, as marks on one axis of time: a lane for each kind.
enum HistoryEvents {
  /// One mark.
  struct Event {
    let at: Moment
    let lane: String
    let words: String
  }

  /// In order of time.
  static func all(_ points: [TrendPoint], _ log: [LogEntry], _ calibrations: [CalibrationEntry]) -> [Event] {
    let work = log.filter { !$0.text.isEmpty }.map { Event(at: $0.at, lane: "work", words: TrendNote($0).words) }
    let sore = log.filter { $0.soreness != nil }.map { Event(at: $0.at, lane: "soreness", words: TrendNote($0).words) }
    let made = calibrations.map { Event(at: $0.at, lane: "calibration", words: TrendNote($0).words) }
    return (work + sore + made + sessions(points) + aims(points)).sorted { $0.at < $1.at }
  }

  /// In the order in which they stand below each other; only those with a mark.
  static func lanes(_ events: [Event]) -> [String] {
    ["work", "soreness", "calibration", "programme", "test without feedback", "aim set", "aim met"].filter { lane in
      events.contains { $0.lane == lane }
    }
  }

  /// Sessions of a programme, each once, whatever legs it has.
  private static func sessions(_ points: [TrendPoint]) -> [Event] {
    var told: Set<Int64> = []
    return points.compactMap { point in
      guard let programme = point.programme, told.insert(point.number).inserted else { return nil }
      return Event(
        at: point.startedAt, lane: programme.isRetentionTest ? "test without feedback" : "programme",
        words: programme.words)
    }
  }

  /// Where an aim of a leg is new or another one, and where most strides first met it.
  private static func aims(_ points: [TrendPoint]) -> [Event] {
    var last: [String: TrendAim] = [:]
    var met: Set<String> = []
    var events: [Event] = []
    for point in points {
      guard let aim = point.aim else { continue }
      let value = aim.value.map { " \((100 * $0).decimals(0)) %" } ?? ""
      let name = "aim \(aim.kind)\(value)" + (point.leg.isEmpty ? "" : ", \(point.leg) leg")
      if last[point.leg]?.kind != aim.kind || last[point.leg]?.value != aim.value {
        events.append(Event(at: point.startedAt, lane: "aim set", words: name))
      }
      last[point.leg] = aim
      if aim.isMet, met.insert(name).inserted {
        events.append(Event(at: point.startedAt, lane: "aim met", words: name + " met in most strides"))
      }
    }
    return events
  }
}
