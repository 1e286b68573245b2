import Glibc

/// A point in time, to the second: in the database as seconds since 1970, in files as ISO 8601 in UTC, before the user
/// in local time.
public struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01 00:00 UTC.
  public var seconds: Int

  /// Wraps a number of seconds; nothing is checked.
  public init(seconds: Int) { self.seconds = seconds }

  /// The present.
  public static var now: Moment { Moment(seconds: time(nil)) }

  /// Orders by time.
  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  /// Reads `2026-03-05`, `2026-03-05 18:30`, `2026-03-05T18:30:15`, all local, or with `Z` (UTC) or an
  /// offset such as `+01:00` at the end;
  /// nil for anything else, such as a 30th of February.
  public init?(_ text: String) {
    let form = /(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?/
    guard let match = text.wholeMatch(of: form) else { return nil }
    var parts = tm()
    parts.tm_year = Int32(match.1).map { $0 - 1900 } ?? 0
    parts.tm_mon = Int32(match.2).map { $0 - 1 } ?? 0
    parts.tm_mday = Int32(match.3) ?? 0
    parts.tm_hour = match.4.flatMap { Int32($0) } ?? 0
    parts.tm_min = match.5.flatMap { Int32($0) } ?? 0
    parts.tm_sec = match.6.flatMap { Int32($0) } ?? 0
    parts.tm_isdst = -1
    let asked = parts
    let seconds = match.7 == nil ? mktime(&parts) : timegm(&parts) - Self.offset(match.7 ?? "")
    // both carry what is too much on to the next day or month
    guard parts.tm_mon == asked.tm_mon, parts.tm_mday == asked.tm_mday, asked.tm_hour < 24, asked.tm_min < 60 else {
      return nil
    }
    self.init(seconds: seconds)
  }

  /// Seconds ahead of UTC: `Z`, `+01:00`.
  private static func offset(_ text: Substring) -> Int {
    let numbers = text.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard numbers.count == 2 else { return 0 }
    return (text.hasPrefix("-") ? -60 : 60) * (60 * numbers[0] + numbers[1])
  }

  /// `2026-03-05T17:30:00Z`.
  public var iso: String {
    let parts = broken { gmtime_r($0, $1) }
    return "\(Self.date(parts))T\(Self.clock(parts)):\(Self.padded(parts.tm_sec, 2))Z"
  }

  /// `2026-03-05`, local.
  public var date: String { Self.date(broken { localtime_r($0, $1) }) }

  /// `18:30`, local.
  public var clock: String { Self.clock(broken { localtime_r($0, $1) }) }

  /// Year, month, day, hour, minute and second, local: for files that hold them apart.
  public var localParts: [Int] {
    let parts = broken { localtime_r($0, $1) }
    return [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map(
      Int.init)
  }

  private func broken(
    _ convert: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
  ) -> tm {
    var parts = tm()
    var count = time_t(seconds)
    _ = convert(&count, &parts)
    return parts
  }

  private static func date(_ parts: tm) -> String {
    "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
  }

  private static func clock(_ parts: tm) -> String { "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2))" }

  private static func padded(_ value: Int32, _ digits: Int) -> String {
    let text = "\(value)"
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension Moment: Codable {
  /// Reads ISO 8601.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is not a date")
    }
    self = moment
  }

  /// Writes ISO 8601.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
