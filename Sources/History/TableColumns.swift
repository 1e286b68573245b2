import Foundation
import SessionReading

/// The columns of a table of entries, by the names that the entries have in JSON.
struct TableColumns: Sendable {
  let text: [String]
  let numbers: [String]

  private var names: [String] { text + numbers }

  /// The first line.
  func header(with other: TableColumns? = nil) -> String {
    (names + (other?.names ?? [])).joined(separator: ",") + "\n"
  }

  /// An entry's fields; what is not known is empty.
  func cells(_ entry: some Encodable) throws(HistoryError) -> [String] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let values: [String: Cell]
    do {
      values = try JSONDecoder().decode([String: Cell].self, from: encoder.encode(entry))
    } catch { throw .failed(path: "history", reason: "an entry cannot be written (\(error))") }
    return names.map { name in
      switch values[name] {
      case .text(let text): Self.quoted(text)
      case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
      case nil: ""
      }
    }
  }

  /// The entries of a table, with the lines on which they stand. Columns are found by name; further ones do not matter.
  func entries<Entry: Decodable>(_ bytes: [UInt8], path: String) throws(HistoryError) -> [(Entry, Int)] {
    let table = DelimitedText(bytes)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var entries: [(Entry, Int)] = []
    for record in table.records {
      let values = try values(record, table, path: path)
      do {
        entries.append((try decoder.decode(Entry.self, from: JSONEncoder().encode(values)), record.line))
      } catch {
        throw .archive(path: "\(path):\(record.line)", reason: "the line lacks a value, or one of them makes no sense")
      }
    }
    return entries
  }

  private func values(
    _ record: DelimitedText.Record, _ table: DelimitedText, path: String
  ) throws(HistoryError) -> [String: Cell] {
    var values: [String: Cell] = [:]
    for name in names {
      guard let place = table.column(name), place < record.fields.count else { continue }
      let field = record.fields[place]
      if text.contains(name) {
        // these mean something when empty
        if !field.isEmpty || name == "text" || name == "leg" { values[name] = .text(field) }
      } else if !field.isEmpty {
        guard let number = Double(field), number.isFinite else {
          throw .archive(path: "\(path):\(record.line)", reason: "\(name) is “\(field)”, not a number")
        }
        values[name] = .number(number)
      }
    }
    return values
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// A value as JSON has it.
  private enum Cell: Codable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }
}
