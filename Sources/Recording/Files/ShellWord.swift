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
