import Files
import Foundation
import GRDB
import Recording

/// A row of the history that cannot be used, and why. It stays where it is; everything else is shown.
public struct OddRow: Error, Sendable, Hashable {
  /// `session 3`, `log entry 7`, `calibration 2`.
  public var what: String
  /// Why, behind its name: `its glute share is 1e+18`.
  public var reason: String

  /// `session 3 is left out: its glute share is 1e+18.`
  public var words: String { "\(what) is left out: \(reason)." }
}

/// The values of a row, each checked before it is used: what a damaged or foreign file may hold is not trusted.
struct CheckedRow {
  private let row: Row
  private let what: String

  /// - Parameter what: what the row is called, with its number.
  init(_ row: Row, _ what: String) {
    self.row = row
    self.what = what
  }

  /// No session has more of anything.
  static let counts = 0.0...1e9

  /// A number in a range; nil where there is none.
  func number(_ column: Int, _ name: String, _ range: ClosedRange<Double>) throws(OddRow) -> Double? {
    let value: DatabaseValue = row[column]
    if value.isNull { return nil }
    guard let number = Double.fromDatabaseValue(value), range.contains(number) else { throw odd(name, value) }
    return number
  }

  /// A count.
  func count(_ column: Int, _ name: String) throws(OddRow) -> Int {
    let value: DatabaseValue = row[column]
    guard let count = Int.fromDatabaseValue(value), Self.counts.contains(Double(count)) else { throw odd(name, value) }
    return count
  }

  /// A count; nil where there is none.
  func optionalCount(_ column: Int, _ name: String) throws(OddRow) -> Int? {
    let value: DatabaseValue = row[column]
    return value.isNull ? nil : try count(column, name)
  }

  /// A point in time.
  func moment(_ column: Int, offset: Int, _ name: String) throws(OddRow) -> Moment {
    let (value, ahead): (DatabaseValue, DatabaseValue) = (row[column], row[offset])
    guard let moment = Moment.fromDatabaseValue(value) else { throw odd(name, value) }
    let seconds = Int.fromDatabaseValue(ahead).flatMap { Moment.utcOffsetRange.contains($0) ? $0 : nil }
    return Moment(seconds: moment.seconds, utcOffset: seconds)
  }

  /// A text; nil where there is none.
  func text(_ column: Int) -> String? { String.fromDatabaseValue(row[column]) }

  private func odd(_ name: String, _ value: DatabaseValue) -> OddRow {
    let words = value.isNull ? "missing" : "“\(String("\(value)".filter { $0 != "\"" }.prefix(40)))”"
    return OddRow(what: what, reason: "its \(name) is \(words)")
  }
}

extension FetchableRecord where Self: Encodable {
  /// Every row of a query that can be read; of the others it tells.
  ///
  /// - Parameters:
  ///   - what: what a row is called: `log entry`. The column `id` is its number.
  ///   - check: returns what is wrong with a record; nil for nothing.
  static func readable(
    _ database: Database, _ what: String, sql: String, arguments: StatementArguments = [],
    check: (Self) -> String? = { _ in nil }, onOdd: (OddRow) -> Void
  ) throws -> [Self] {
    var records: [Self] = []
    for row in try Row.fetchAll(database, sql: sql, arguments: arguments) {
      let number = row.hasColumn("id") ? " \(row["id"] as DatabaseValue)" : ""
      guard let record = try? Self(row: row), isWritable(record) else {
        onOdd(OddRow(what: what + number, reason: "one of its values makes no sense"))
        continue
      }
      if let reason = check(record) {
        onOdd(OddRow(what: what + number, reason: reason))
      } else {
        records.append(record)
      }
    }
    return records
  }

  /// Whether JSON can say it: an infinite number, which SQLite holds, can be neither copied nor used.
  private static func isWritable(_ record: Self) -> Bool { (try? JSONText.compact(record)) != nil }
}

extension Moment: DatabaseValueConvertible {
  /// An integer column.
  public var databaseValue: DatabaseValue { seconds.databaseValue }

  /// Nil for anything but an integer that is a date with four digits for the year.
  public static func fromDatabaseValue(_ value: DatabaseValue) -> Moment? {
    guard let seconds = Int.fromDatabaseValue(value), secondsRange.contains(seconds) else { return nil }
    return Moment(seconds: seconds)
  }
}
