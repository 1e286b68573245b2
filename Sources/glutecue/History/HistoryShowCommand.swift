import ArgumentParser
import ConfigurationFiles
import EMGUnits
import Foundation
import History
import Recording
import SessionResults

/// `glutecue history show`: the trend.
struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the trend. This is what `glutecue history` does by itself.")

  /// As many as fit on a screen.
  private static let usualSessions = 20

  @Option(help: ArgumentHelp("How many of the latest sessions to show. (default: \(usualSessions))", valueName: "n"))
  var last: Int?
  @Flag(help: "Show every session.") var all = false
  @Option(
    help: ArgumentHelp(
      "Compare sessions before and after: a date such as 2026-03-01, or words of a log entry. (default: the first log "
        + "entry that notes work)", valueName: "date|words"))
  var compare: String?
  @Option(help: ArgumentHelp("Write the trend as a page for a browser.", valueName: "file"), completion: .page)
  var html: String?
  @Flag(help: "Overwrite a page that exists.") var force = false
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @OptionGroup var whose: PersonOption
  @OptionGroup var store: StoreOption

  func validate() throws {
    if let last, last < 1 { throw ValidationError("--last \(last) is not a number of sessions. Example: --last 50.") }
  }

  func run() throws {
    PrivateFiles.begin()
    guard let history = try store.toRead() else { return try tellThatThereIsNone() }
    let everything = try history.content()
    for row in everything.odd { StandardError.say("\(try store.path()): \(row.words)") }
    let people = PersonalHistory.people(everything.points)
    guard let choice = try whose.choice(among: people) else { return try ask(people) }
    let content = PersonalHistory(everything, of: choice.name).content
    let shown = ShownHistory(content, of: choice.name, split: try split(content.log))
    if let html { try write(shown.page, to: html) }
    switch format {
    case .json:
      StandardOutput.write(json: try shown.json.text())
    case .text:
      if let name = choice.name { print(name.visible(keepsLines: false) + "\n") }
      show(
        content.points, content.log, TrendNote.all(content.log, content.calibrations), shown.trends, shown.comparisons)
    }
  }

  /// The history holds several people, and nobody said which of them is wanted.
  private func ask(_ people: [PersonalHistory.Person]) throws {
    let words = PeopleWords(people)
    guard format == .text, html == nil else { throw CommandFailure(words.question, .usage) }
    print(words.list + "\n\n" + words.question)
  }

  private func tellThatThereIsNone() throws {
    guard format == .text, html == nil else {
      throw CommandFailure("\(try store.path()): there is no history yet.", .missingInput)
    }
    print(
      "No history yet in \(try store.path()).\n`glutecue live --output DIR` adds its session to it, "
        + "`glutecue history add DIR` adds an earlier one.")
  }

  private func split(_ log: [LogEntry]) throws -> HistorySplit? {
    guard let compare else { return HistorySplit(firstWorkIn: log) }
    guard let split = HistorySplit(compare, in: log) else {
      throw CommandFailure(
        "--compare “\(compare)” is neither a date such as 2026-03-01 nor words of a log entry. `glutecue log` shows the "
          + "entries.", .usage)
    }
    return split
  }

  private func show(
    _ points: [TrendPoint], _ log: [LogEntry], _ notes: [TrendNote], _ trends: [WeeksTrend],
    _ comparisons: [BeforeAfter]
  ) {
    var numbers = Set<Int64>()
    let wanted = all ? Int.max : last ?? Self.usualSessions
    for point in points.reversed() where numbers.count < wanted { numbers.insert(point.number) }
    let shown = points.filter { numbers.contains($0.number) }
    let total = Set(points.map(\.number)).count
    let since = numbers.count < total ? shown.first?.startedAt : nil
    let text = TrendText(
      shown, notes: since.map { since in notes.filter { $0.at >= since } } ?? notes,
      style: Terminal.isColoured(STDOUT_FILENO) ? .coloured : .plain)
    var lines = [HistoryHeadline(points, log: log, shown: numbers.count).text.visible(), ""]
    // these bring their own emphasis
    if !points.isEmpty || !notes.isEmpty { lines += text.lines }
    lines += HistoryParagraphs(points, trends, comparisons).lines.map { $0.visible() }
    StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  private func write(_ page: HistoryPage, to path: String) throws {
    try OutputCheck.check([path], inputs: [try store.path()], overwrites: force)
    try TableFile.write(Array(try page.html().utf8), to: path, overwrites: force)
    if format == .text { print("Written: \(path)\n") }
  }
}

/// The history of one person, with everything that is shown of it.
struct ShownHistory {
  let trends: [WeeksTrend]
  let comparisons: [BeforeAfter]
  private let content: HistoryStore.Content
  private let person: String?

  /// `split`: what is compared before with after; by default the first work that is noted.
  init(_ content: HistoryStore.Content, of person: String?, split: HistorySplit?) {
    self.content = content
    self.person = person
    trends = WeeksTrend.all(content.points)
    comparisons =
      split.map { split in
        Set(content.points.map(\.leg)).sorted().compactMap {
          BeforeAfter(content.points, log: content.log, leg: $0, split: split)
        }
      } ?? []
  }

  init(_ content: HistoryStore.Content, of person: String?) {
    self.init(content, of: person, split: HistorySplit(firstWorkIn: content.log))
  }

  var page: HistoryPage {
    HistoryPage(
      content.points, log: content.log, calibrations: content.calibrations, trends: trends, comparisons: comparisons,
      person: person)
  }

  var json: TrendJSON {
    TrendJSON(content.points, log: content.log, trends: trends, comparisons: comparisons, person: person)
  }
}

/// The first line of the trend: how much there is.
struct HistoryHeadline {
  private let points: [TrendPoint]
  private let log: [LogEntry]
  private let shown: Int

  /// `shown` sessions of all `points` follow.
  init(_ points: [TrendPoint], log: [LogEntry], shown: Int) {
    self.points = points
    self.log = log
    self.shown = shown
  }

  /// `48 sessions, 2026-03-02 to 2026-11-20; 9 log entries.`, and on a line of its own how many are shown.
  var text: String {
    let total = Set(points.map(\.number)).count
    var text = total == 1 ? "1 session" : "\(total) sessions"
    if let first = points.first?.startedAt, let last = points.last?.startedAt {
      text += first.date == last.date ? ", \(first.date)" : ", \(first.date) to \(last.date)"
    }
    if !log.isEmpty { text += log.count == 1 ? "; 1 log entry" : "; \(log.count) log entries" }
    return text + (shown < total ? ".\nThe latest \(shown) (--all shows every one):" : ".")
  }
}

/// Whose sessions a history holds, in words.
struct PeopleWords {
  private let people: [PersonalHistory.Person]

  /// Of a history with at least one person.
  init(_ people: [PersonalHistory.Person]) { self.people = people }

  /// One line each: name, sessions, last date.
  var list: String {
    let names = people.map(Self.name)
    let width = names.map(\.count).max() ?? 0
    return zip(people, names).map { person, name in
      let sessions = person.sessions == 1 ? "1 session" : "\(person.sessions) sessions"
      return name + String(repeating: " ", count: width + 2 - name.count) + "\(sessions), the latest on \(person.last)"
    }.joined(separator: "\n")
  }

  /// `It holds those of A. Runner and P07.`
  var holds: String {
    let names = people.map(Self.name)
    let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    return "It holds those of \(list)."
  }

  /// What to say.
  var question: String {
    let first = people.first?.name ?? ""
    return "This history holds sessions of several people. Choose one: "
      + "\(ShellCommand(["glutecue", "history", "--person", first]))"
  }

  private static func name(_ person: PersonalHistory.Person) -> String {
    person.name?.visible(keepsLines: false) ?? "(no name)"
  }
}

/// Whose sessions or notes are meant.
struct PersonOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Name or code of the person, if a history holds several; '' for sessions without a name. (default: the setting "
        + "input.person)", valueName: "name|code"))
  var person: String?

  /// A person, or those of whom nobody said who they are.
  struct Choice {
    /// Nil for no name.
    let name: String?
  }

  /// Whose a new note is; nil for nobody by name.
  ///
  /// - Throws: for what is no name, and settings that cannot be used.
  func name() throws -> String? {
    guard let person else {
      return try SettingsSources(environment: ProcessInfo.processInfo.environment, file: nil, flags: [:]).settings()
        .person
    }
    return try Self.checked(person)
  }

  /// A name that was given; nil for an empty one.
  static func checked(_ text: String) throws(ConfigurationError) -> String? {
    guard !text.isEmpty else { return nil }
    guard let name = PersonName(text) else {
      throw ConfigurationError("--person \(text): Allowed is \(PersonName.allowed).")
    }
    return name.text
  }

  /// Who is meant; nil where it has to be asked.
  ///
  /// - Throws: for somebody who is not there.
  func choice(among people: [PersonalHistory.Person]) throws -> Choice? {
    let wanted = try name()
    let isThere = people.contains { $0.name == wanted }
    if person != nil {
      guard isThere else {
        let who = wanted.map { "of \($0)" } ?? "without a name"
        throw CommandFailure(
          "The history holds no session \(who). " + (people.isEmpty ? "It is empty." : PeopleWords(people).holds),
          .usage)
      }
      return Choice(name: wanted)
    }
    if people.count < 2 { return Choice(name: people.first?.name) }
    return wanted != nil && isThere ? Choice(name: wanted) : nil
  }
}
