/// Options of `simulate` that take strides in a run, and nothing in a calibration, where they concern the whole person:
/// `--calibration --weak` stands for `--calibration --weak=all`.
enum BareOptions {
  /// What a bare option stands for.
  static let whole = "all"

  /// The arguments with what a bare option stands for.
  static func completed(_ arguments: [String]) -> [String] {
    guard arguments.first == "simulate", arguments.contains("--calibration") else { return arguments }
    return arguments.indices.map { place in
      let word = arguments[place]
      guard word == "--weak" || word == "--silent" else { return word }
      let next = place + 1 < arguments.count ? arguments[place + 1] : "-"
      return next.hasPrefix("-") ? word + "=" + whole : word
    }
  }
}
