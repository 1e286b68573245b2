/// Finds the name that was meant by a misspelt one.
package struct NearestName {
  private let names: [String]

  /// Searches these.
  package init(among names: [String]) { self.names = names }

  /// ` Did you mean policy?`, with the space in front; empty when nothing is close.
  package func question(_ given: String) -> String { name(given).map { " Did you mean \($0)?" } ?? "" }

  /// The name that was meant; nil when nothing is close.
  package func name(_ given: String) -> String? {
    // two slips at most, and more must be right than wrong
    let most = min(2, given.count / 2)
    let distances = names.map { (name: $0, distance: Self.distance(given, $0)) }
    guard let nearest = distances.min(by: { $0.distance < $1.distance }), nearest.distance <= most else { return nil }
    return nearest.name
  }

  /// Slips to get from one to the other: a letter too many, too few or wrong, or two the wrong way round (optimal string
  /// alignment).
  package static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var (before, last) = ([Int](), Array(0...b.count))
    for line in a.indices {
      var row = [line + 1]
      for column in b.indices {
        let replaced = last[column] + (a[line] == b[column] ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, row[column] + 1)
        let isTurned = line > 0 && column > 0 && a[line] == b[column - 1] && a[line - 1] == b[column]
        if isTurned { least = min(least, before[column - 1] + 1) }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
