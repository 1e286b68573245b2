import Files
import GRDB
import Recording

extension Moment: DatabaseValueConvertible {
  /// An integer column.
  public var databaseValue: DatabaseValue { seconds.databaseValue }

  /// Nil for anything but an integer that is a date with four digits for the year.
  public static func fromDatabaseValue(_ value: DatabaseValue) -> Moment? {
    guard let seconds = Int.fromDatabaseValue(value), secondsRange.contains(seconds) else { return nil }
    return Moment(seconds: seconds)
  }
}
