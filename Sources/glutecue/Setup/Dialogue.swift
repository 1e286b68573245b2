import Glibc

/// Questions and answers, a line each: from a person, or from a pipe that holds all answers.
///
/// An empty line takes the usual answer, which stands in brackets.
struct Dialogue {
  private let isTerminal = isatty(STDIN_FILENO) == 1

  /// Says something.
  func say(_ text: String = "") { print(text) }

  /// The answer to an open question; nil for an empty line.
  func answer(_ question: String) throws(CommandFailure) -> String? {
    print("\(question) ", terminator: "")
    fflush(nil)
    guard let line = readLine() else {
      print("")
      throw CommandFailure(
        "The answers ended at the question “\(question)” Nothing was changed. Answer every question, a line each.",
        .missingInput)
    }
    // what comes from a pipe is not seen otherwise
    if !isTerminal { print(line) }
    let text = line.trimmed
    return text.isEmpty ? nil : text
  }

  /// One of several, by its number; `usual` is taken for an empty line. What is typed otherwise goes to `other`,
  /// if there is one, which explains what it cannot take.
  func choice<Value>(
    _ question: String, _ choices: [(words: String, value: Value)], usual: Int?,
    other: ((String) throws -> Value?)? = nil
  ) throws -> Value {
    for (index, choice) in choices.enumerated() { print("  \(index + 1)  \(choice.words)") }
    while true {
      let text = try answer(usual.map { "\(question) [\($0 + 1)]" } ?? question)
      guard let text else {
        if let usual { return choices[usual].value }
        print("Type one of the numbers.")
        continue
      }
      if let number = Int(text), choices.indices.contains(number - 1) { return choices[number - 1].value }
      do { if let value = try other?(text) { return value } } catch let error as any ExplainedError {
        print(error.message)
        continue
      }
      print("“\(text)” is not one of them. Type a number from 1 to \(choices.count).")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
