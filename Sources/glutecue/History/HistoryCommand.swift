import ArgumentParser

/// `glutecue history`: the trend over weeks, and what is kept for it.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show whether weeks of work help: glute share and silent strides, session by session.",
    discussion: """
      `live` with --output adds its session to the history; `history add` adds older ones. `glutecue log` notes release \
      work and soreness between them. Without a subcommand the trend is shown.

      EXAMPLES
        The trend of the last 20 sessions, and before against after the first work that is noted:
          glutecue history
        Before against after a date, or the first log entry with a word in it:
          glutecue history --compare 2026-03-01
          glutecue history --compare psoas
        The same drawn, for a browser:
          glutecue history --html history.html
        Sessions that were kept before:
          glutecue history add runs/*
        A copy of everything, and back again on another machine:
          glutecue history export history.json
          glutecue history import history.json

      EXIT CODES
        0 done; 64 wrong options; 65 a history or file that cannot be used; 66 no such session or file; 73 the output
        exists or cannot be made; 74 reading or writing failed, locked, disk full; 77 not permitted.
      """,
    subcommands: [
      HistoryShowCommand.self, HistoryAddCommand.self, HistoryExportCommand.self, HistoryImportCommand.self,
      HistoryDeleteCommand.self,
    ],
    defaultSubcommand: HistoryShowCommand.self)
}
