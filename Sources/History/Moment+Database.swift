import GRDB
import SessionReading

extension Moment: DatabaseValueConvertible {
  /// An integer column.
  public var databaseValue: DatabaseValue { seconds.databaseValue }

  /// Nil for anything but an integer.
  public static func fromDatabaseValue(_ value: DatabaseValue) -> Moment? {
    Int.fromDatabaseValue(value).map(Moment.init(seconds:))
  }
}
