import Foundation

/// Writes a manual page for each command: `glutecue --experimental-dump-help | glutecue-manual FOLDER`.
@main
enum ManualPagesTool {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: glutecue --experimental-dump-help | glutecue-manual FOLDER\n".utf8))
      exit(64)
    }
    let folder = URL(filePath: CommandLine.arguments[1])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let input = FileHandle.standardInput.readDataToEndOfFile()
    let root = try JSONDecoder().decode(CommandHelp.Root.self, from: input).command
    let all = [root] + root.pages
    for command in all {
      let page = ManualPage(command: command, all: all, date: today())
      try Data(page.text.utf8).write(to: folder.appending(path: command.pageName + ".1"))
    }
  }

  /// "November 3, 2026", as mdoc has it.
  private static func today() -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "MMMM d, yyyy"
    return formatter.string(from: Date())
  }
}
