/// A command as it has to be typed in a shell.
struct ShellCommand: CustomStringConvertible {
  let description: String

  /// Joins the words; those with characters that a shell might take for its own are quoted.
  init(_ words: [String]) { description = words.map(Self.quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_./,:=@+%".contains($0) }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
