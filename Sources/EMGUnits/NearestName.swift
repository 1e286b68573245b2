/// Finds the name that was meant by a misspelt one.
package struct NearestName {
  private let names: [String]

  /// Searches these.
  package init(among names: [String]) { self.names = names }

  /// ` Did you mean policy?`, with the space in front; empty when nothing is close.
  package func question(_ given: String) -> String {
    // two slips at most, and more must be right than wrong
    let most = min(2, given.count / 2)
    let distances = names.map { (name: $0, distance: Self.distance(given, $0)) }
    guard let nearest = distances.min(by: { $0.distance < $1.distance }), nearest.distance <= most else { return "" }
    return " Did you mean \(nearest.name)?"
  }

  /// Letters to insert, delete or replace to get from one to the other (Levenshtein).
  static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (line, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in b.indices {
        let replaced = diagonal + (letter == b[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[b.count]
  }
}
