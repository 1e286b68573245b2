import GRDB

/// The tables, and the steps by which older files become newer ones. A step that has been released never changes.
enum HistorySchema {
  /// `PRAGMA application_id` of a GluteCue history: “GluC”.
  static let applicationID = 0x476C_7543

  /// Every step, in order. Each is one transaction: done or not done.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { try first($0) }
    migrator.registerMigration("v2") { try addOrigin($0) }
    migrator.registerMigration("v3") { try addWeeks($0) }
    return migrator
  }

  /// What tells one recording from another, and the local time there. Rows that are there keep all they have; what they do
  /// not know stays empty.
  private static func addOrigin(_ database: Database) throws {
    try database.alter(table: SessionEntry.databaseTableName) { table in
      table.add(column: "utc_offset_seconds", .integer)
      table.add(column: "content_hash", .text).indexed()
      table.add(column: "device", .text)
    }
  }

  /// Whose session it is, what it was for, and the scales that mean the same every day. Rows that are there keep all they
  /// have; what they do not know stays empty.
  private static func addWeeks(_ database: Database) throws {
    try database.alter(table: SessionEntry.databaseTableName) { table in
      table.add(column: "person", .text).indexed()
      table.add(column: "programme", .text)
      table.add(column: "programme_session", .integer)
      table.add(column: "programme_sessions", .integer)
      table.add(column: "feedback_share", .double)
    }
    try database.alter(table: LegEntry.databaseTableName) { table in
      table.add(column: "against", .text)
      for name in ["level_db", "glute_of_maximum", "hamstring_of_maximum", "maximum_share"] {
        table.add(column: name, .double)
      }
      table.add(column: "aim_kind", .text)
      table.add(column: "aim_value", .double)
      for name in ["aim_judged_strides", "aim_met_strides"] { table.add(column: name, .integer) }
      for name in ["aim_first_level", "aim_last_level"] { table.add(column: name, .double) }
    }
    for table in [LogEntry.databaseTableName, CalibrationEntry.databaseTableName] {
      try database.alter(table: table) { $0.add(column: "person", .text) }
    }
  }

  private static func first(_ database: Database) throws {
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try createSessions(database)
    try createLegs(database)
    try database.create(table: "summaries") { table in
      table.primaryKey("session_id", .integer).references("sessions", onDelete: .cascade)
      table.column("json", .text).notNull()
    }
    try database.create(table: LogEntry.databaseTableName) { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("uid", .text).notNull().unique()
      table.column("at", .integer).notNull().indexed()
      table.column("text", .text).notNull()
      table.column("soreness", .integer)
      table.column("area", .text)
    }
    try database.create(table: CalibrationEntry.databaseTableName) { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("fingerprint", .text).notNull().unique()
      table.column("at", .integer).notNull().indexed()
      table.column("profile", .text).notNull()
      table.column("reference", .text)
      table.column("note", .text)
    }
  }

  private static func createSessions(_ database: Database) throws {
    try database.create(table: SessionEntry.databaseTableName) { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("fingerprint", .text).notNull().unique()
      table.column("started_at", .integer).notNull().indexed()
      table.column("added_at", .integer).notNull()
      table.column("kind", .text).notNull()
      for name in ["software", "folder", "input_name", "map", "mains", "reference", "note"] {
        table.column(name, .text)
      }
      table.column("sample_rate_hz", .double).notNull()
      table.column("channel_count", .integer).notNull()
      table.column("seconds", .double).notNull()
      for name in ["full_scale_mv", "band_low_hz", "band_high_hz"] { table.column(name, .double) }
    }
  }

  private static func createLegs(_ database: Database) throws {
    try database.create(table: LegEntry.databaseTableName) { table in
      table.column("session_id", .integer).notNull().references("sessions", onDelete: .cascade)
      table.column("leg", .text).notNull()
      for name in ["strides", "firing", "weak", "silent", "unusable", "baseline"] {
        table.column(name, .integer).notNull()
      }
      let numbers = [
        "cadence_strides_per_min", "share_median", "share_lower_quartile", "share_upper_quartile", "ratio_median",
        "ratio_lower_quartile", "ratio_upper_quartile", "glute_rms_uv", "hamstring_rms_uv", "glute_rms_dbfs",
        "hamstring_rms_dbfs",
      ]
      for name in numbers { table.column(name, .double) }
      table.primaryKey(["session_id", "leg"])
    }
  }
}
