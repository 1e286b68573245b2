import DelimitedTables
import Foundation

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
      case .text(let text): DelimitedField.written(text)
      case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
      case nil: ""
      }
    }
  }

  /// The entries of a table, with the lines on which they stand. Columns are found by name; further ones do not matter.
  func entries<Entry: Decodable>(_ bytes: [UInt8], path: String) throws(HistoryError) -> [(Entry, Int)] {
    var table = DelimitedTable(bytes)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var entries: [(Entry, Int)] = []
    while table.advance() {
      let values = try values(table, path: path)
      do {
        entries.append((try decoder.decode(Entry.self, from: JSONEncoder().encode(values)), table.line))
      } catch {
        throw .archive(path: "\(path):\(table.line)", reason: "the line lacks a value, or one of them makes no sense")
      }
    }
    return entries
  }

  private func values(_ table: DelimitedTable, path: String) throws(HistoryError) -> [String: Cell] {
    var values: [String: Cell] = [:]
    for name in names {
      guard let place = table.column(name), place < table.fieldCount else { continue }
      if text.contains(name) {
        let field = table.text(place)
        // these mean something when empty
        if !field.isEmpty || name == "text" || name == "leg" { values[name] = .text(field) }
        continue
      }
      switch table.number(place) {
      case .unknown: continue
      case .known(let number): values[name] = .number(number)
      case .wrong(let field):
        throw .archive(path: "\(path):\(table.line)", reason: "\(name) is “\(field)”, not a number")
      }
    }
    return values
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
