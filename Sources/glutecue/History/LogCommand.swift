import ArgumentParser
import EMGUnits
import Files
import History
import Recording
import SessionResults

/// `glutecue log`: release work and soreness, for the trend.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Note release work and soreness, to see in the history what goes with them.",
    discussion: """
      Without words and options it lists the notes.

      EXAMPLES
        Work you have just done:
          glutecue log "psoas release 10 min"
        Work and how the hamstring feels, from 0 (not sore) to 10 (the worst you can imagine):
          glutecue log "psoas release 10 min" --soreness 3 --area hamstring
        Only soreness, yesterday evening:
          glutecue log --soreness 5 --area 'lower back' --date '2026-03-01 20:00'
        All notes, and removing entry 7:
          glutecue log
          glutecue log --delete 7
      """)

  @Argument(help: ArgumentHelp("What was done.", valueName: "words")) var words: [String] = []
  @Option(help: ArgumentHelp("0 to 10.", valueName: "n")) var soreness: Int?
  @Option(help: ArgumentHelp("Where: hamstring, lower back, …", valueName: "area")) var area: String?
  @Option(help: ArgumentHelp("When, local time. (default: now)", valueName: "date")) var date: String?
  @Option(help: ArgumentHelp("Take an entry out.", valueName: "n")) var delete: Int64?
  @OptionGroup var whose: PersonOption
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    let text = words.joined(separator: " ")
    if let delete { return try remove(delete, besides: !text.isEmpty || soreness != nil || area != nil || date != nil) }
    guard !text.isEmpty || soreness != nil || area != nil || date != nil else { return try list() }
    let moment = try date.map { try DateText("--date", $0).moment } ?? .now
    let entry = try LogEntry(at: moment, text: text, soreness: soreness, area: area, person: try whose.name())
    let kept = try store.open().add(entry)
    print("Entry \(kept.id ?? 0), \(kept.at.date) \(kept.at.clock): \(TrendNote(kept).words).")
  }

  private func list() throws {
    guard let entries = try store.toRead()?.log(), !entries.isEmpty else {
      return print("Nothing noted yet in \(try store.path()).\nExample: glutecue log \"psoas release 10 min\"")
    }
    let wanted = try whose.person == nil ? nil : whose.name()
    for entry in entries where whose.person == nil || entry.person == wanted {
      let whose = entry.person.map { "  [\($0.visible(keepsLines: false))]" } ?? ""
      let number = "\(entry.id ?? 0)"
      let space = String(repeating: " ", count: max(0, 4 - number.count))
      print("\(space)\(number)  \(entry.at.date) \(entry.at.clock)  \(TrendNote(entry).words)\(whose)")
    }
  }

  private func remove(_ number: Int64, besides other: Bool) throws {
    guard !other else { throw ConfigurationError("Use --delete alone: it removes an entry and notes none.") }
    try store.open().delete(logEntry: number)
    print("Entry \(number) is gone.")
  }
}

/// A date given to an option.
struct DateText {
  /// What was meant.
  let moment: Moment

  /// - Throws: for anything but a date, with or without a time.
  init(_ option: String, _ text: String) throws(ConfigurationError) {
    guard let moment = Moment(text) else {
      throw ConfigurationError(
        "\(ShellCommand([option, text])): that is not a date. Example: \(option) 2026-03-02, or "
          + "\(option) '2026-03-02 18:30'.")
    }
    self.moment = moment
  }
}
