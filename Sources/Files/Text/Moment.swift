import Glibc

/// A point in time, to the second, and where it is known the time of day at the place: in the database as seconds since 1970,
/// in files as ISO 8601, before the user as the clock on the wall showed it there.
///
/// Two moments are equal when they are the same point in time, whatever the clocks on the walls show. Years 1 to 9999.
public struct Moment: Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  public var seconds: Int
  /// Seconds that the clock at the place is ahead of UTC; nil when that is not known, which shows the time here.
  public var utcOffset: Int?

  /// What can be written with four digits for the year.
  public static let secondsRange = -62_135_596_800...253_402_300_799
  /// No place is further from UTC.
  public static let utcOffsetRange = -64_800...64_800

  /// Wraps numbers; nothing is checked.
  public init(seconds: Int, utcOffset: Int? = nil) {
    self.seconds = seconds
    self.utcOffset = utcOffset
  }

  /// The present, here.
  public static var now: Moment { Moment(here: time(nil)) }

  /// A point in time at this machine's place.
  public init(here seconds: Int) {
    self.init(seconds: seconds)
    utcOffset = Self.broken(seconds, localtime_r).map { Int($0.tm_gmtoff) }
  }

  /// Reads `2026-03-05`, `2026-03-05 18:30`, `2026-03-05T18:30:15`, all local, or with `Z` (UTC) or an
  /// offset such as `+01:00` or `+0100` at the end;
  /// nil for anything else, such as a 30th of February, 25 o'clock or an offset of more than 18 hours.
  public init?(_ text: String) {
    let form = /(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?/
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
    var offset: Int?
    if let written = match.7 {
      guard let ahead = Self.offset(written) else { return nil }
      offset = ahead
    }
    let seconds = offset.map { timegm(&parts) - $0 } ?? mktime(&parts)
    // both carry what is too much on to the next day or month; a leap second is on the next minute
    guard parts.tm_mon == asked.tm_mon, parts.tm_mday == asked.tm_mday || asked.tm_sec == 60, asked.tm_hour < 24,
      asked.tm_min < 60, asked.tm_sec <= 60, Self.secondsRange.contains(seconds)
    else { return nil }
    self.init(seconds: seconds, utcOffset: offset ?? Int(parts.tm_gmtoff))
  }

  /// Seconds ahead of UTC: `Z`, `+01:00`, `+0100`; nil for what no place has.
  private static func offset(_ text: Substring) -> Int? {
    let digits = text.filter(\.isNumber)
    guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)) else { return 0 }
    let seconds = (text.hasPrefix("-") ? -60 : 60) * (60 * hours + minutes)
    return minutes < 60 && utcOffsetRange.contains(seconds) ? seconds : nil
  }

  /// `2026-03-05T17:30:00Z`.
  public var iso: String { Self.text(Self.broken(seconds, gmtime_r), Self.isoFormat) + "Z" }

  /// `2026-03-05T18:30:00+01:00`, as the clock showed it there.
  public var localISO: String {
    let parts = local
    let minutes = (utcOffset ?? Int(parts?.tm_gmtoff ?? 0)) / 60
    let padded = { (value: UInt) in (value < 10 ? "0" : "") + "\(value)" }
    return Self.text(parts, Self.isoFormat) + (minutes < 0 ? "-" : "+") + padded(minutes.magnitude / 60) + ":"
      + padded(minutes.magnitude % 60)
  }

  /// `2026-03-05`, as the calendar showed it there.
  public var date: String { Self.text(local, "%04Y-%m-%d") }

  /// `18:30`, as the clock showed it there.
  public var clock: String { Self.text(local, "%H:%M", unknown: "") }

  /// `24 Nov 2026, 18:02`, as it was there.
  public var words: String { Self.text(local, "%-d %b %Y, %H:%M") }

  /// `2026-11-24_18-30-05`, for names of folders.
  public var folderName: String { Self.text(local, "%04Y-%m-%d_%H-%M-%S") }

  /// Seconds since 1970-01-01 00:00 of the clock on the wall there: for what is to be read as a date, whatever the place.
  public var wallSeconds: Int {
    seconds.addingReportingOverflow(utcOffset ?? Int(local?.tm_gmtoff ?? 0)).partialValue
  }

  /// Year, month, day, hour, minute and second, as they were there: for files that hold them apart.
  public var localParts: [Int] {
    guard let parts = local else { return [] }
    return [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1]
      + [parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map(Int.init)
  }

  /// Nil for what no calendar can say.
  private var local: tm? {
    guard let utcOffset else { return Self.broken(seconds, localtime_r) }
    return Self.broken(seconds.addingReportingOverflow(utcOffset).partialValue, gmtime_r)
  }

  private static func broken(
    _ seconds: Int, _ convert: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
  ) -> tm? {
    var parts = tm()
    var count = time_t(seconds)
    return convert(&count, &parts) == nil ? nil : parts
  }

  private static let isoFormat = "%04Y-%m-%dT%H:%M:%S"

  private static func text(_ parts: tm?, _ format: String, unknown: String = "unknown") -> String {
    guard var parts else { return unknown }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      let count = strftime(text.baseAddress, text.count, format, &parts)
      return String(decoding: UnsafeRawBufferPointer(text).prefix(count), as: UTF8.self)
    }
  }
}

extension Moment: Hashable, Comparable {
  /// By the point in time alone.
  public static func == (a: Moment, b: Moment) -> Bool { a.seconds == b.seconds }

  /// Orders by time.
  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  /// By the point in time alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(seconds) }
}

extension Moment {
  /// When a file was last written to; nil when it cannot be told.
  public init?(modificationOf path: String) {
    guard let seconds = DiskEntry(path).modified else { return nil }
    self.init(here: seconds)
  }

  /// That long before; whole seconds count, at most 10⁹ of them.
  public func earlier(bySeconds count: Double) -> Moment {
    let (before, isBeyond) = seconds.subtractingReportingOverflow(Int(max(0, min(count, 1e9))))
    return Moment(seconds: isBeyond ? .min : before, utcOffset: utcOffset)
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

  /// Writes ISO 8601 in UTC.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
