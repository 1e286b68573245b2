/// Muscles as the page names them.
enum MuscleWords {
  /// `Lower back` for `lower-back`.
  static func name(_ muscle: String) -> String {
    let words = muscle.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
