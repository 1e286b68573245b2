/// A path taken apart at the ending of its last component.
struct FileName {
  /// The path without its last ending: `a.b/run.wav` → `a.b/run`; names that begin with a dot keep it.
  let withoutEnding: String

  /// Takes `path` apart; looks at no disk.
  init(_ path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      withoutEnding = String(path[..<dot])
    } else {
      withoutEnding = path
    }
  }
}
