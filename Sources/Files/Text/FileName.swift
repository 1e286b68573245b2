/// A path taken apart at the ending of its last component.
package struct FileName {
  /// The path without its last ending: `a.b/run.wav` → `a.b/run`; names that begin with a dot keep it.
  package let withoutEnding: String

  /// Takes `path` apart; looks at no disk.
  package init(_ path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      withoutEnding = String(path[..<dot])
    } else {
      withoutEnding = path
    }
  }
}

/// A path as it has to be typed in a shell: quoted when it holds anything but letters, digits and `-_./`.
package struct ShellWord: CustomStringConvertible {
  /// As typed.
  package let description: String

  /// Quotes if needed; a leading `-` is guarded by `./`.
  package init(_ path: String) {
    let guarded = path.hasPrefix("-") ? "./" + path : path
    let isPlain = guarded.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    description = isPlain && !guarded.isEmpty ? guarded : "'" + guarded.replacing("'", with: "'\\''") + "'"
  }
}
